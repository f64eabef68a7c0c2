// SPDX-License-Identifier: GPL-3.0-only
// What a person does to the run on the lanes and in the list of actions: cancel, drag, jump to
// cause and effect; edit and remove what was done.
#include "ui/document/action_edit.h"
#include "ui/document/timeline_editor.h"
#include "ui/lanes/causes.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/field_popup.h"
#include "ui/window/main_window.h"

#include <QUndoStack>

#include <algorithm>

namespace tickscope {

void MainWindow::connectTimelineEdits()
{
    m_editor = new TimelineEditor(*m_controller, *m_document, this);
    connect(m_timeline, &TimelineView::editDragged, m_editor, &TimelineEditor::drag);
    connect(m_timeline, &TimelineView::editDropped, m_editor, &TimelineEditor::drop);
    connect(m_timeline, &TimelineView::editCancelled, m_editor, &TimelineEditor::cancel);
    connect(m_editor, &TimelineEditor::refused, this, [this](const QString& reason) {
        m_message->showMessage(
            { MessageBar::Tone::Info, tr("It cannot be dragged"), reason, {}, {} });
    });
    connect(m_editor, &TimelineEditor::changed, this, [this](const QString& what) {
        m_message->showMessage({ MessageBar::Tone::Info, tr("The drag changed the %1").arg(what),
            {}, tr("Undo"), [this] { m_document->history().undo(); } });
    });
    connect(m_timeline, &TimelineView::cancelRequested, this, &MainWindow::askCancel);
    connect(m_controller, &RunController::actionResolved, this, [this](std::size_t action) {
        if (m_cancelAsked == action)
            tellCancel(action);
    });
    connect(m_controller, &RunController::runReplaced, this, [this] { m_cancelAsked.reset(); });
}

void MainWindow::askCancel(std::uint32_t server)
{
    if (!m_controller->hasRun() || m_controller->isChanging())
        return;
    Action action;
    action.server = m_controller->run().processNames()[server];
    action.kind = ActionKind::Cancel;
    m_cancelAsked = m_controller->run().actions().size();
    m_document->act(action);
    // What is known at once was told by now.
    if (m_cancelAsked)
        tellCancel(*m_cancelAsked);
}

void MainWindow::tellCancel(std::size_t number)
{
    const auto& run = m_controller->run();
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
    m_message->showMessage({ MessageBar::Tone::Info,
        isDone ? tr("%1 was asked to cancel at %2").arg(name, timeText(toNs(action.at)))
               : tr("%1 is asked to cancel").arg(name),
        meaning, tr("Undo"), [this] { m_document->history().undo(); } });
    if (isDone)
        m_cancelAsked.reset();
}

void MainWindow::selectMessage(std::uint32_t server, const MessageEntry& message)
{
    m_timeWindow->setSelection(Selection { server, message.number });
    const auto at = message.startedNs == noTime ? message.deliveredNs : message.startedNs;
    if (!m_timeWindow->span().contains(at))
        m_timeline->showSpan(m_timeWindow->spanAround(at));
}

void MainWindow::goToCause()
{
    const auto selection = m_timeWindow->selection();
    if (!m_controller->hasRun() || !selection || selection->message == 0)
        return;
    const auto& log = m_controller->log().server(selection->server);
    const auto* message = findMessage(log, selection->message);
    const auto* cause = message ? causeOf(log, *message) : nullptr;
    if (cause)
        return selectMessage(selection->server, *cause);
    m_message->showMessage({ MessageBar::Tone::Info, tr("No earlier message caused it"),
        message && message->timer != 0 ? tr("Its timer was armed when the server started.")
                                       : tr("Somebody sent it from outside."),
        {}, {} });
}

void MainWindow::goToEffect()
{
    const auto selection = m_timeWindow->selection();
    if (!m_controller->hasRun() || !selection || selection->message == 0)
        return;
    const auto& log = m_controller->log().server(selection->server);
    const auto* message = findMessage(log, selection->message);
    const auto* effect = message ? effectOf(log, *message) : nullptr;
    if (effect)
        return selectMessage(selection->server, *effect);
    m_message->showMessage({ MessageBar::Tone::Info, tr("It has caused no message yet"),
        tr("What its handler armed has not fired."), {}, {} });
}

void MainWindow::removeAction(std::size_t action)
{
    if (m_controller->hasRun() && action < m_controller->run().actions().size())
        replaceAction(Action(m_controller->run().actions()[action]), {});
}

void MainWindow::editAction(std::size_t number, QWidget* anchor)
{
    if (!m_controller->hasRun() || number >= m_controller->run().actions().size())
        return;
    const auto action = m_controller->run().actions()[number];
    auto* popup = new FieldPopup(actionText(action), actionLine(action), m_themes, anchor);
    popup->setHelp(actionLineHelp(action));
    connect(popup, &FieldPopup::accepted, this, [this, popup, action](const QString& line) {
        const auto edited = editedAction(action, line);
        if (!edited.reason.isEmpty())
            return popup->refuse(edited.reason);
        popup->close();
        replaceAction(action, edited.action);
    });
    popup->open();
}

/// The run is made anew with another action, or without it.
void MainWindow::replaceAction(const Action& before, const std::optional<Action>& after)
{
    auto scenario = m_controller->run().scenarioWithActions();
    const auto found = std::find(scenario.actions.begin(), scenario.actions.end(), before);
    if (found == scenario.actions.end())
        return;
    if (after)
        *found = *after;
    else
        scenario.actions.erase(found);
    std::stable_sort(scenario.actions.begin(), scenario.actions.end(),
        [](const Action& a, const Action& b) { return a.at < b.at; });
    const auto words = actionText(before);
    m_document->changeScenario(
        after ? tr("change %1").arg(words) : tr("remove %1").arg(words), std::move(scenario));
}

} // namespace tickscope
