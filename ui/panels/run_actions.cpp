// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/run_actions.h"

#include "ui/controller/run_controller.h"
#include "ui/text/time_text.h"
#include "ui/time/time_window.h"

#include <QAction>
#include <QActionGroup>

#include <algorithm>
#include <cmath>

namespace tickscope {

const std::vector<double>& RunActions::speeds()
{
    static const std::vector<double> steps { 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500,
        1000, maxSpeed };
    return steps;
}

int RunActions::speedStep(double speed)
{
    const auto& steps = speeds();
    if (std::isinf(speed))
        return int(steps.size()) - 1;
    int nearest = 0;
    for (int i = 0; i + 1 < int(steps.size()); ++i)
        if (std::abs(std::log(steps[std::size_t(i)] / speed))
            < std::abs(std::log(steps[std::size_t(nearest)] / speed)))
            nearest = i;
    return nearest;
}

RunActions::RunActions(
    RunController& controller, TimeWindow& window, const ThemeController& themes, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_window(window)
    , m_themes(themes)
{
    createTransport();
    createSteps();
    createSpeeds();
    createView();
    connect(&controller, &RunController::stateChanged, this, &RunActions::update);
    connect(&controller, &RunController::runReplaced, this, &RunActions::update);
    connect(&controller, &RunController::advanced, this, &RunActions::update);
    connect(&window, &TimeWindow::changed, this,
        [this](TimeWindow::Parts) { follow->setChecked(m_window.isFollowing()); });
    update();
}

QAction* RunActions::add(const QString& text, const QString& icon, const QList<QKeySequence>& keys)
{
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    if (!icon.isEmpty())
        setThemedIcon(*action, icon, m_themes);
    m_needRun.push_back(action);
    return action;
}

void RunActions::createTransport()
{
    toStart = add(tr("To start"), QStringLiteral("start"), { Qt::Key_Home });
    connect(toStart, &QAction::triggered, &m_controller, &RunController::restart);
    stepBack = add(tr("Step back"), QStringLiteral("step-back"), { Qt::Key_Left });
    connect(stepBack, &QAction::triggered, this,
        [this] { m_controller.stepBack(m_stepKind, selectedServer()); });
    play = add(tr("Play"), QStringLiteral("play"), { Qt::Key_Space, QKeySequence(tr("Alt+K")) });
    connect(play, &QAction::triggered, &m_controller, &RunController::togglePlay);
    stepForward
        = add(tr("Step forward"), QStringLiteral("step-forward"), { Qt::Key_Right, Qt::Key_F4 });
    connect(stepForward, &QAction::triggered, this,
        [this] { m_controller.stepForward(m_stepKind, selectedServer()); });
    toEnd = add(tr("To end"), QStringLiteral("end"), { QKeySequence(tr("Ctrl+End")) });
    connect(toEnd, &QAction::triggered, this, [this] {
        m_window.follow();
        m_controller.toEnd();
    });
    runUntil = add(tr("Run until…"), {}, { QKeySequence(tr("Ctrl+F5")) });
    goOn = add(tr("Go on past the end"), {}, { QKeySequence(tr("Shift+F5")) });
    connect(goOn, &QAction::triggered, &m_controller, &RunController::goOn);
    goTo = add(tr("Go to…"), QStringLiteral("find"), { QKeySequence(tr("Ctrl+G")) });
}

void RunActions::createSteps()
{
    stepKinds = new QActionGroup(this);
    const std::pair<StepKind, QString> kinds[] = {
        { StepKind::Event, tr("Step by event") },
        { StepKind::Instant, tr("Step by instant") },
        { StepKind::Handler, tr("Step by handler") },
        { StepKind::Tick, tr("Step by tick") },
    };
    for (const auto& [kind, text] : kinds) {
        auto* action = stepKinds->addAction(text);
        action->setCheckable(true);
        action->setData(int(kind));
        action->setChecked(kind == m_stepKind);
    }
    connect(stepKinds, &QActionGroup::triggered, this,
        [this](QAction* action) { m_stepKind = StepKind(action->data().toInt()); });

    previousOfServer = add(tr("Previous event of the selected server"), {},
        { QKeySequence(tr("Shift+Left")), Qt::Key_Comma });
    connect(previousOfServer, &QAction::triggered, this,
        [this] { m_controller.stepBack(StepKind::Server, selectedServer()); });
    nextOfServer = add(tr("Next event of the selected server"), {},
        { QKeySequence(tr("Shift+Right")), Qt::Key_Period });
    connect(nextOfServer, &QAction::triggered, this,
        [this] { m_controller.stepForward(StepKind::Server, selectedServer()); });
    previousInstant = add(tr("Previous instant"), {}, { QKeySequence(tr("Ctrl+Shift+Left")) });
    connect(previousInstant, &QAction::triggered, this,
        [this] { m_controller.stepBack(StepKind::Instant); });
    nextInstant = add(tr("Next instant"), {}, { QKeySequence(tr("Ctrl+Shift+Right")) });
    connect(nextInstant, &QAction::triggered, this,
        [this] { m_controller.stepForward(StepKind::Instant); });
}

void RunActions::createSpeeds()
{
    const auto step = [this](int by) {
        const int last = int(speeds().size()) - 1;
        const int place = std::clamp(speedStep(m_controller.speed()) + by, 0, last);
        m_controller.setSpeed(speeds()[std::size_t(place)]);
    };
    slower = add(tr("Slower"), {}, { QKeySequence(Qt::Key_Less) });
    connect(slower, &QAction::triggered, this, [step] { step(-1); });
    faster = add(tr("Faster"), {}, { QKeySequence(Qt::Key_Greater) });
    connect(faster, &QAction::triggered, this, [step] { step(1); });
    normalSpeed = add(tr("As the clock on the wall (1x)"), {}, {});
    connect(normalSpeed, &QAction::triggered, this, [this] { m_controller.setSpeed(1); });
    fullSpeed = add(tr("As fast as possible"), {}, { Qt::Key_F6 });
    connect(fullSpeed, &QAction::triggered, this, [this] { m_controller.setSpeed(maxSpeed); });
}

void RunActions::createView()
{
    follow = add(tr("Follow"), QStringLiteral("follow"), {});
    follow->setCheckable(true);
    follow->setChecked(m_window.isFollowing());
    follow->setToolTip(tr("Keep now in view (End)."));
    connect(follow, &QAction::triggered, this,
        [this](bool isOn) { isOn ? m_window.follow() : m_window.letGo(); });
    toNow = add(tr("To now"), {}, { Qt::Key_End });
    connect(toNow, &QAction::triggered, &m_window, &TimeWindow::follow);
    fit = add(tr("Fit"), QStringLiteral("fit"), { Qt::Key_F });
}

std::uint32_t RunActions::selectedServer() const
{
    return m_window.selection() ? m_window.selection()->server : 0;
}

void RunActions::update()
{
    const bool hasRun = m_controller.hasRun();
    for (auto* action : m_needRun)
        action->setEnabled(hasRun);
    const bool isPast = hasRun && toNs(m_controller.now()) > 0;
    for (auto* action : { toStart, stepBack, previousOfServer, previousInstant })
        action->setEnabled(isPast);
    toEnd->setEnabled(hasRun && m_controller.now() < m_controller.end());
    const bool isStopped = hasRun && m_controller.run().limitReached();
    for (auto* action : { play, stepForward, nextOfServer, nextInstant })
        action->setEnabled(hasRun && !isStopped);
    const bool isAtEnd = hasRun && !isStopped && m_controller.now() >= m_controller.end();
    goOn->setEnabled(isAtEnd);
    if (isAtEnd)
        goOn->setText(tr("Go on to %1").arg(clockEndText(toNs(m_controller.furtherEnd()))));
    const bool isMoving = m_controller.isMoving();
    play->setText(isMoving ? tr("Pause") : tr("Play"));
}

QList<QAction*> RunActions::all() const
{
    return { m_needRun.begin(), m_needRun.end() };
}

} // namespace tickscope
