// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/throttle.h"
#include "ui/widgets/themed.h"

#include <QWidget>

class QPushButton;
class QTableView;

namespace tickscope {

class Label;
class RunController;
class StatisticsModel;
class TimeWindow;
class VerdictCard;

/// What was measured of the selected server, over the run so far or over the selected range, and
/// what its mailbox will do.
class MeasuredPanel : public QWidget
{
    Q_OBJECT

public:
    MeasuredPanel(const RunController& controller, const TimeWindow& window,
        const ThemeController& themes, QWidget* parent = nullptr);

    StatisticsModel& model() { return *m_model; }
    /// What the mailbox will do: to be placed by whoever shows this panel, who owns it then.
    VerdictCard& verdict() { return *m_verdict; }

private:
    void createTable();
    void runWentOn();
    void measureNow();
    void toggleDetail();

    const RunController& m_controller;
    const TimeWindow& m_window;
    const ThemeController& m_themes;
    Throttle m_throttle;
    StatisticsModel* m_model = nullptr;
    Label* m_span = nullptr;
    QTableView* m_table = nullptr;
    QPushButton* m_detail = nullptr;
    VerdictCard* m_verdict = nullptr;
};

} // namespace tickscope
