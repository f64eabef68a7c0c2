// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QWidget>

#include <optional>

class QPushButton;
class QTableView;

namespace tickscope {

class ActionsModel;
class Label;
class TimeWindow;

/// What was done to the run and what it returned.
class ActionsPanel : public QWidget
{
    Q_OBJECT

public:
    ActionsPanel(ActionsModel& model, TimeWindow& window, const ThemeController& themes,
        QWidget* parent = nullptr);

    QTableView& view() { return *m_view; }

signals:
    /// Its place in Run::actions().
    void removeRequested(std::size_t action);
    /// Somebody wants to edit it, in a field below this widget.
    void editRequested(std::size_t action, QWidget* anchor);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QWidget* createBar(const ThemeController& themes);
    std::optional<std::size_t> currentAction() const;
    void edit();
    void remove();
    void refresh();

    ActionsModel& m_model;
    QTableView* m_view = nullptr;
    Label* m_empty = nullptr;
    QWidget* m_bar = nullptr;
    QPushButton* m_edit = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace tickscope
