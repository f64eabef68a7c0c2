// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QWidget>

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

private:
    void refresh();

    ActionsModel& m_model;
    QTableView* m_view = nullptr;
    Label* m_empty = nullptr;
};

} // namespace tickscope
