// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/server_actions.h"

#include "ui/controller/run_controller.h"
#include "ui/panels/action_popup.h"
#include "ui/time/time_window.h"

#include <QAction>

namespace tickscope {

namespace {

using namespace std::chrono_literals;

constexpr Duration usualStall = 400ms; ///< as a laptop that sleeps for a moment

} // namespace

ServerActions::ServerActions(const RunController& controller, const TimeWindow& window,
    const ThemeController& themes, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_window(window)
    , m_themes(themes)
{
    setInterval = addAsked(QStringLiteral("set-interval"), tr("Set interval of %1…"), { Qt::Key_I },
        ActionKind::SetInterval);
    setWork = addAsked(
        QStringLiteral("set-work"), tr("Set work of %1…"), { Qt::Key_O }, ActionKind::SetWork);
    cancel = addKind(QStringLiteral("cancel-timer"), tr("Cancel the timer of %1"), { Qt::Key_X },
        ActionKind::Cancel);
    resume = addKind(
        QStringLiteral("resume"), tr("Resume %1"), QKeySequence(tr("Shift+X")), ActionKind::Resume);
    tick
        = addKind(QStringLiteral("tick"), tr("Send a tick to %1"), { Qt::Key_T }, ActionKind::Tick);
    call = addAsked(QStringLiteral("call"), tr("Call %1…"), { Qt::Key_L }, ActionKind::Call);
    sys = addAsked(QStringLiteral("sys"), tr("Ask %1 for its state, as observer does…"),
        QKeySequence(tr("Shift+L")), ActionKind::Sys);
    // What ends a process is not done by a letter that was meant for something else.
    stop = addKind(
        QStringLiteral("stop"), tr("Stop %1"), QKeySequence(tr("Ctrl+Shift+K")), ActionKind::Stop);
    start = addKind(QStringLiteral("start"), tr("Start %1"), QKeySequence(tr("Ctrl+Shift+U")),
        ActionKind::Start, false);
    crash = addKind(
        QStringLiteral("crash"), tr("Crash %1"), QKeySequence(tr("Ctrl+K")), ActionKind::Crash);
    stall = addAsked(QStringLiteral("stall"), tr("Make the node stand still…"),
        QKeySequence(tr("Ctrl+Shift+L")), ActionKind::Stall);
    connect(&controller, &RunController::advanced, this, &ServerActions::update);
    connect(&controller, &RunController::runReplaced, this, &ServerActions::update);
    connect(&controller, &RunController::stateChanged, this, &ServerActions::update);
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Selected)
            update();
    });
    update();
}

QAction* ServerActions::add(
    const QString& id, const QString& words, const QKeySequence& key, bool needsLife)
{
    auto* action = new QAction(this);
    action->setObjectName(id);
    action->setShortcut(key);
    action->setAutoRepeat(false);
    m_entries.push_back({ action, words, needsLife });
    return action;
}

QAction* ServerActions::addKind(const QString& id, const QString& words, const QKeySequence& key,
    ActionKind kind, bool needsLife)
{
    auto* action = add(id, words, key, needsLife);
    connect(action, &QAction::triggered, this, [this, kind] {
        Action asked;
        asked.kind = kind;
        request(asked);
    });
    return action;
}

QAction* ServerActions::addAsked(
    const QString& id, const QString& words, const QKeySequence& key, ActionKind kind)
{
    auto* action = add(id, words, key);
    connect(action, &QAction::triggered, this, [this, kind] { ask(usual(kind)); });
    return action;
}

std::optional<ServerIndex> ServerActions::server() const
{
    const auto server = m_window.selection() ? m_window.selection()->server : 0;
    if (!m_controller.hasRun() || server >= m_controller.run().serverCount())
        return {};
    return server;
}

void ServerActions::update()
{
    const auto shown = server();
    const auto name = shown ? QString::fromStdString(m_controller.run().processNames()[*shown])
                            : tr("the selected server");
    const bool isAlive = shown && m_controller.run().snapshot(*shown).isAlive;
    for (const auto& entry : m_entries) {
        entry.action->setText(QString(entry.words).replace(QStringLiteral("%1"), name));
        entry.action->setEnabled(shown && isAlive == entry.needsLife);
    }
    // What these change is not inside of a process.
    setInterval->setEnabled(shown.has_value());
    setWork->setEnabled(shown.has_value());
    stall->setEnabled(m_controller.hasRun());
}

void ServerActions::request(Action action)
{
    const auto shown = server();
    if (!shown)
        return;
    if (action.kind != ActionKind::Stall) // it is of the whole node
        action.server = m_controller.run().processNames()[*shown];
    emit requested(action);
}

void ServerActions::ask(Action action)
{
    if (m_anchor)
        askForAction(action, m_themes, *m_anchor, [this](const Action& asked) { request(asked); });
}

/// With the value that it has now, where the server has one.
Action ServerActions::usual(ActionKind kind) const
{
    Action action;
    action.kind = kind;
    action.stall = usualStall;
    if (const auto shown = server()) {
        const auto snapshot = m_controller.run().snapshot(*shown);
        action.interval = snapshot.interval;
        action.work = snapshot.work;
    }
    return action;
}

QList<QAction*> ServerActions::all() const
{
    QList<QAction*> actions;
    for (const auto& entry : m_entries)
        actions << entry.action;
    return actions;
}

} // namespace tickscope
