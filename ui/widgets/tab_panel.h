// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace tickscope {

class Label;
class Strip;

/// Pages behind a row of tabs, with a few words at the right of the row.
class TabPanel : public QWidget
{
    Q_OBJECT

public:
    TabPanel(const QString& name, const ThemeController& themes, QWidget* parent = nullptr);

    void addPage(const QString& title, QWidget* page);
    void setCurrent(QWidget* page);
    QWidget* current() const;
    /// The words at the right of the row.
    void setNote(const QString& note);
    /// Closed, only the row of tabs is left; a click on one of them opens it.
    bool isOpen() const { return m_isOpen; }
    void setOpen(bool isOpen);

protected:
    void resizeEvent(QResizeEvent* event) override;

signals:
    void currentChanged();
    void openChanged(bool isOpen);

private:
    void fitNote();

    Strip* m_row = nullptr;
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_pages = nullptr;
    Label* m_note = nullptr;
    QString m_words; ///< of the note, as long as they are
    QPushButton* m_opener = nullptr;
    bool m_isOpen = true;
};

} // namespace tickscope
