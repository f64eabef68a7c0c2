// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/server_actions.h"

#include "ui/controller/run_controller.h"
#include "ui/text/field_text.h"
#include "ui/text/time_text.h"
#include "ui/time/time_window.h"
#include "ui/widgets/field_popup.h"

#include <QAction>

namespace tickscope {

ServerActions::ServerActions(const RunController& controller, const TimeWindow& window,
    const ThemeController& themes, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_window(window)
    , m_themes(themes)
{
    setInterval = add(QStringLiteral("set-interval"), tr("Set interval of %1…"), { Qt::Key_I });
    connect(setInterval, &QAction::triggered, this, &ServerActions::askInterval);
    setWork = add(QStringLiteral("set-work"), tr("Set work of %1…"), { Qt::Key_O });
    connect(setWork, &QAction::triggered, this, &ServerActions::askWork);
    cancel = addKind(QStringLiteral("cancel-timer"), tr("Cancel the timer of %1"), { Qt::Key_X },
        ActionKind::Cancel);
    resume = addKind(
        QStringLiteral("resume"), tr("Resume %1"), QKeySequence(tr("Shift+X")), ActionKind::Resume);
    tick
        = addKind(QStringLiteral("tick"), tr("Send a tick to %1"), { Qt::Key_T }, ActionKind::Tick);
    call = add(QStringLiteral("call"), tr("Call %1…"), { Qt::Key_L });
    connect(call, &QAction::triggered, this, &ServerActions::askCall);
    // What ends a process is not done by a letter that was meant for something else.
    stop = addKind(
        QStringLiteral("stop"), tr("Stop %1"), QKeySequence(tr("Ctrl+Shift+K")), ActionKind::Stop);
    start = addKind(QStringLiteral("start"), tr("Start %1"), QKeySequence(tr("Ctrl+Shift+U")),
        ActionKind::Start, false);
    crash = addKind(
        QStringLiteral("crash"), tr("Crash %1"), QKeySequence(tr("Ctrl+K")), ActionKind::Crash);
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
        entry.action->setText(entry.words.arg(name));
        entry.action->setEnabled(shown && isAlive == entry.needsLife);
    }
    // What these two change is not inside of a process.
    setInterval->setEnabled(shown.has_value());
    setWork->setEnabled(shown.has_value());
}

void ServerActions::request(Action action)
{
    const auto shown = server();
    if (!shown)
        return;
    action.server = m_controller.run().processNames()[*shown];
    emit requested(action);
}

FieldPopup* ServerActions::ask(const QString& name, const QString& value, const QString& help)
{
    auto* popup = new FieldPopup(name, value, m_themes, m_anchor);
    popup->setHelp(help);
    return popup;
}

void ServerActions::askInterval()
{
    const auto shown = server();
    if (!shown)
        return;
    const auto before = m_controller.run().snapshot(*shown).interval;
    auto* popup = ask(tr("Interval"), durationText(before.count()),
        tr("Time between ticks: 5s, 250 (ms), 4/min."));
    connect(popup, &FieldPopup::accepted, this, [this, popup](const QString& text) {
        const auto parsed = parseIntervalField(text);
        if (!parsed.value)
            return popup->refuse(parsed.reason);
        popup->close();
        Action action;
        action.kind = ActionKind::SetInterval;
        action.interval = *parsed.value;
        request(action);
    });
    popup->open();
}

void ServerActions::askWork()
{
    const auto shown = server();
    if (!shown)
        return;
    auto* popup = ask(tr("Work"), workText(m_controller.run().snapshot(*shown).work),
        tr("How long a tick takes: 8s, 1s to 3s, exponential 2s."));
    connect(popup, &FieldPopup::accepted, this, [this, popup](const QString& text) {
        const auto parsed = parseWorkField(text);
        if (!parsed.value)
            return popup->refuse(parsed.reason);
        popup->close();
        Action action;
        action.kind = ActionKind::SetWork;
        action.work = *parsed.value;
        request(action);
    });
    popup->open();
}

void ServerActions::askCall()
{
    auto* popup = ask(tr("Call with timeout"), QStringLiteral("5 s"),
        tr("The caller goes on after it; the request stays in the mailbox."));
    connect(popup, &FieldPopup::accepted, this, [this, popup](const QString& text) {
        const auto parsed = parseDurationField(text);
        if (!parsed.value)
            return popup->refuse(parsed.reason);
        popup->close();
        Action action;
        action.kind = ActionKind::Call;
        action.timeout = *parsed.value;
        request(action);
    });
    popup->open();
}

QList<QAction*> ServerActions::all() const
{
    QList<QAction*> actions;
    for (const auto& entry : m_entries)
        actions << entry.action;
    return actions;
}

} // namespace tickscope
