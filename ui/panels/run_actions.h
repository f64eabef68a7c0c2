// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/session.h"
#include "ui/widgets/themed.h"

#include <QObject>

#include <vector>

class QAction;
class QActionGroup;

namespace tickscope {

class RunController;
class TimeWindow;

/// What can be done with a run, once: menu, transport bar and keys share these entries.
class RunActions : public QObject
{
    Q_OBJECT

public:
    RunActions(RunController& controller, TimeWindow& window, const ThemeController& themes,
        QObject* parent = nullptr);

    /// The speeds that `<` and `>` step through, the last one as fast as possible.
    static const std::vector<double>& speeds();
    /// The place of the nearest of speeds().
    static int speedStep(double speed);

    QAction* toStart = nullptr;
    QAction* stepBack = nullptr;
    QAction* play = nullptr;
    QAction* stepForward = nullptr;
    QAction* toEnd = nullptr;
    QAction* previousOfServer = nullptr;
    QAction* nextOfServer = nullptr;
    QAction* previousInstant = nullptr;
    QAction* nextInstant = nullptr;
    QAction* runUntil = nullptr;
    QAction* goOn = nullptr; ///< past the end: offered when the run is there
    QAction* goTo = nullptr;
    QAction* slower = nullptr;
    QAction* faster = nullptr;
    QAction* normalSpeed = nullptr;
    QAction* fullSpeed = nullptr;
    QAction* follow = nullptr;
    QAction* toNow = nullptr; ///< takes up follow, and never lets go of it
    QAction* fit = nullptr;

    QActionGroup* stepKinds = nullptr;
    StepKind stepKind() const { return m_stepKind; }

    /// All of them, for a window to add so that their keys work.
    QList<QAction*> all() const;

private:
    QAction* add(const QString& text, const QString& icon, const QList<QKeySequence>& keys);
    void createTransport();
    void createSteps();
    void createSpeeds();
    void createView();
    void update();
    std::uint32_t selectedServer() const;

    RunController& m_controller;
    TimeWindow& m_window;
    const ThemeController& m_themes;
    StepKind m_stepKind = StepKind::Event;
    std::vector<QAction*> m_needRun;
};

} // namespace tickscope
