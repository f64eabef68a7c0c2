// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/lane_commands.h"

#include "ui/controller/run_controller.h"
#include "ui/document/document.h"
#include "ui/document/timeline_editor.h"
#include "ui/panels/server_actions.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/time/time_window.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/scenario_commands.h"

#include <QMainWindow>
#include <QMenu>
#include <QUndoStack>

namespace tickscope {

LaneCommands::LaneCommands(const WindowContext& context, ScenarioCommands& scenario,
    const ServerActions& server, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_scenario(scenario)
    , m_server(server)
{
    connectEdits();
    connectCancel();
    connect(&m_context.timeline, &TimelineView::addServerRequested, &m_scenario,
        &ScenarioCommands::askAddServer);
    connect(
        &m_context.timeline, &TimelineView::contextMenuRequested, this, &LaneCommands::showMenu);
}

void LaneCommands::connectEdits()
{
    auto* editor = new TimelineEditor(m_context.controller, m_context.document, this);
    connect(&m_context.timeline, &TimelineView::editDragged, editor, &TimelineEditor::drag);
    connect(&m_context.timeline, &TimelineView::editDropped, editor, &TimelineEditor::drop);
    connect(&m_context.timeline, &TimelineView::editCancelled, editor, &TimelineEditor::cancel);
    connect(editor, &TimelineEditor::refused, this, [this](const QString& reason) {
        m_context.message.showMessage(
            { MessageBar::Tone::Info, tr("It cannot be dragged"), reason, {}, {} });
    });
    connect(editor, &TimelineEditor::changed, this, [this](const QString& what) {
        m_context.message.showMessage(
            { MessageBar::Tone::Info, tr("The drag changed the %1").arg(what), {}, tr("Undo"),
                [this] { m_context.document.history().undo(); } });
    });
}

void LaneCommands::connectCancel()
{
    connect(&m_context.timeline, &TimelineView::cancelRequested, this, &LaneCommands::askCancel);
    connect(
        &m_context.controller, &RunController::actionResolved, this, [this](std::size_t action) {
            if (m_cancelAsked == action)
                tellCancel(action);
        });
    connect(&m_context.controller, &RunController::runReplaced, this,
        [this] { m_cancelAsked.reset(); });
}

void LaneCommands::askCancel(std::uint32_t server)
{
    if (!m_context.controller.hasRun() || m_context.controller.isChanging())
        return;
    Action action;
    action.server = m_context.controller.run().processNames()[server];
    action.kind = ActionKind::Cancel;
    m_cancelAsked = m_context.controller.run().actions().size();
    m_context.document.act(action);
    // What is known at once was told by now.
    if (m_cancelAsked)
        tellCancel(*m_cancelAsked);
}

void LaneCommands::tellCancel(std::size_t number)
{
    const auto& run = m_context.controller.run();
    if (number >= run.actions().size())
        return;
    const auto& action = run.actions()[number];
    const auto result = run.actionResult(number);
    const bool isDone = result.state == ActionResult::State::Done;
    const auto name = QString::fromStdString(action.server);
    auto meaning = actionResultText(action, result) + u'.';
    if (result.state == ActionResult::State::Waiting)
        meaning = tr("The request waits its turn in the mailbox.");
    else if (isDone && result.text == "false")
        meaning += u' ' + tr("It was too late: the timer had fired.");
    m_context.message.showMessage({ MessageBar::Tone::Info,
        isDone ? tr("%1 was asked to cancel at %2").arg(name, timeText(toNs(action.at)))
               : tr("%1 is asked to cancel").arg(name),
        meaning, tr("Undo"), [this] { m_context.document.history().undo(); } });
    if (isDone)
        m_cancelAsked.reset();
}

void LaneCommands::showMenu(std::uint32_t server, QPoint place)
{
    m_context.time.setSelection(Selection { server, 0 });
    auto* menu = new QMenu(&m_context.window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_server.all());
    menu->addSeparator();
    connect(menu->addAction(tr("Duplicate server")), &QAction::triggered, &m_scenario,
        &ScenarioCommands::duplicateServer);
    connect(menu->addAction(tr("Remove server")), &QAction::triggered, &m_scenario,
        &ScenarioCommands::removeServer);
    menu->popup(place);
}

} // namespace tickscope
