// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QWidget>

class QHBoxLayout;
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

signals:
    void currentChanged();

private:
    Strip* m_row = nullptr;
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_pages = nullptr;
    Label* m_note = nullptr;
};

} // namespace tickscope
