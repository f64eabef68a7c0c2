// SPDX-License-Identifier: GPL-3.0-only
// The inspector while the run goes: what it shows of the server, and what it asks of it.
#include "ui/controller/run_controller.h"
#include "ui/panels/inspector_panel.h"
#include "ui/text/field_text.h"
#include "ui/text/server_text.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/theme/icons.h"
#include "ui/time/time_window.h"
#include "ui/widgets/distribution_picture.h"
#include "ui/widgets/edit_field.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/field_popup.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QLayout>
#include <QPushButton>

namespace tickscope {

namespace {

bool isMeant(const std::string& action, const std::string& server, const ServerSpec& spec)
{
    return action == server || (spec.count > 1 && action == spec.name);
}

void setEnabledBecause(QPushButton& button, bool isEnabled, const QString& help, const QString& why)
{
    button.setEnabled(isEnabled);
    const auto& words = isEnabled ? help : why;
    if (button.toolTip() != words)
        button.setToolTip(words);
}

template <typename T>
bool refuse(EditField& field, FieldNote& note, const FieldValue<T>& parsed)
{
    if (parsed.value) {
        field.setRefused(false);
        note.clearError();
        return false;
    }
    field.setRefused(true);
    note.setError(InspectorPanel::tr("%1\nStill in force: %2.").arg(parsed.reason, field.value()));
    return true;
}

} // namespace

std::optional<ServerIndex> InspectorPanel::server() const
{
    if (!m_controller.hasRun() || m_shown >= m_controller.run().serverCount())
        return {};
    return m_shown;
}

void InspectorPanel::showServer()
{
    const auto selection = m_window.selection();
    const auto wanted = selection ? selection->server : 0;
    if (wanted != m_shown) {
        for (auto* field : { m_interval, m_work, m_outcomesField })
            field->revert();
        for (auto* note : { m_intervalNote, m_workNote, m_outcomesNote })
            note->clearError();
    }
    m_shown = wanted;
    refresh();
}

void InspectorPanel::refresh()
{
    const auto shown = server();
    setEnabled(shown.has_value());
    if (!shown)
        return;
    const auto snapshot = m_controller.run().snapshot(*shown);
    const auto& spec = m_controller.run().serverSpec(*shown);
    m_name->setWords(QString::fromStdString(snapshot.name));
    m_about->setWords(tr("%1, incarnation %2, restarts %3")
                          .arg(kindText(spec.kind))
                          .arg(snapshot.incarnation)
                          .arg(snapshot.restarts));
    refreshFields(snapshot, spec);
    refreshButtons(snapshot);
    refreshResult(snapshot);
}

std::optional<std::size_t> InspectorPanel::lastAction(
    const std::string& name, std::optional<ActionKind> kind) const
{
    const auto& actions = m_controller.run().actions();
    const auto& spec = m_controller.run().serverSpec(m_shown);
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const auto& action = actions[i];
        if (action.at <= m_controller.now() && (!kind || action.kind == *kind)
            && isMeant(action.server, name, spec) && (!last || actions[*last].at <= action.at))
            last = i;
    }
    return last;
}

void InspectorPanel::refreshFields(const ServerSnapshot& snapshot, const ServerSpec& spec)
{
    const auto edit = lastAction(snapshot.name, ActionKind::SetInterval);
    const auto& actions = m_controller.run().actions();
    const auto state
        = edit ? m_controller.run().actionResult(*edit).state : ActionResult::State::Done;
    const bool isWaiting = edit && state == ActionResult::State::Waiting;
    // The field shows what was asked for while the request waits: that is what comes next.
    m_interval->setValue(
        durationText((isWaiting ? actions[*edit].interval : snapshot.interval).count()));
    m_interval->setEdited(edit && state != ActionResult::State::Dropped);
    m_intervalNote->setNote(edit ? intervalNote(snapshot, m_controller.now()) : QString());
    m_work->setValue(workText(snapshot.work));
    m_workShape->setSpec(snapshot.work);
    m_work->setEdited(lastAction(snapshot.name, ActionKind::SetWork).has_value());
    m_outcomesField->setValue(outcomesText(snapshot.outcomes));
    const auto choose = [](QComboBox& choice, const char* word) {
        const int row = choice.findText(QString::fromLatin1(word));
        if (choice.currentIndex() != row && !choice.hasFocus())
            choice.setCurrentIndex(row);
    };
    choose(*m_schedule, toText(spec.schedule));
    choose(*m_address, toText(spec.address));
    choose(*m_restart, toText(spec.restart));
}

void InspectorPanel::refreshButtons(const ServerSnapshot& snapshot)
{
    const bool isAlive = snapshot.isAlive;
    const auto dead = tr("It has no process: nobody would get the message.");
    setEnabledBecause(*m_cancel, isAlive,
        tr("Ask the server to cancel its timer. The request waits its turn in the mailbox."), dead);
    setEnabledBecause(*m_resume, isAlive,
        tr("Schedule again. With a timer still armed this makes a second chain."), dead);
    setEnabledBecause(*m_tick, isAlive, tr("Send the tick message now, without a timer."), dead);
    setEnabledBecause(
        *m_call, isAlive, tr("GenServer.call: waits for a reply up to its timeout."), dead);
    setEnabledBecause(*m_crash, isAlive,
        tr("Kill the process: its state, mailbox and timers to its pid are lost."), dead);
    const auto word = isAlive ? tr("Stop") : tr("Start");
    if (m_stop->text() == word && !m_stop->toolTip().isEmpty())
        return;
    m_stop->setText(word);
    m_stop->setAccessibleName(word);
    m_stop->setToolTip(isAlive ? tr("GenServer.stop: waits its turn in the mailbox.")
                               : tr("Start its child again under the supervisor."));
    m_stop->setIcon(
        icon(isAlive ? QStringLiteral("stop") : QStringLiteral("play"), m_themes.theme()));
}

void InspectorPanel::refreshResult(const ServerSnapshot& snapshot)
{
    const auto last = lastAction(snapshot.name, {});
    m_result->setVisible(last.has_value());
    if (!last)
        return;
    const auto& action = m_controller.run().actions()[*last];
    const auto result = m_controller.run().actionResult(*last);
    m_result->setWords(
        tr("%1 at %2: %3")
            .arg(actionText(action), timeText(toNs(action.at)), actionResultText(action, result)));
}

void InspectorPanel::applyTheme(const Theme& theme)
{
    const int padding = px(theme.metrics.padding);
    layout()->setContentsMargins(padding, padding, padding, padding);
    m_crash->setIcon(icon(QStringLiteral("crash"), theme.error));
    const int side = px(0.8 * theme.metrics.icon);
    m_crash->setIconSize({ side, side });
    m_stop->setToolTip({});
    refresh();
}

void InspectorPanel::setInterval(const QString& text)
{
    const auto parsed = parseIntervalField(text);
    if (refuse(*m_interval, *m_intervalNote, parsed))
        return;
    Action action;
    action.kind = ActionKind::SetInterval;
    action.interval = *parsed.value;
    request(action);
}

void InspectorPanel::setWork(const QString& text)
{
    const auto parsed = parseWorkField(text);
    if (refuse(*m_work, *m_workNote, parsed))
        return;
    Action action;
    action.kind = ActionKind::SetWork;
    action.work = *parsed.value;
    request(action);
}

void InspectorPanel::setOutcomes(const QString& text)
{
    const auto parsed = parseOutcomesField(text);
    if (refuse(*m_outcomesField, *m_outcomesNote, parsed))
        return;
    Action action;
    action.kind = ActionKind::SetOutcomes;
    action.outcomes = *parsed.value;
    request(action);
}

void InspectorPanel::askCall()
{
    auto* popup = new FieldPopup(tr("Call with timeout"), QStringLiteral("5 s"), m_themes, m_call);
    popup->setHelp(tr("The caller goes on after it; the request stays in the mailbox."));
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

void InspectorPanel::request(ActionKind kind)
{
    Action action;
    action.kind = kind;
    request(action);
}

void InspectorPanel::request(Action action)
{
    const auto shown = server();
    if (!shown)
        return;
    action.server = m_controller.run().processNames()[*shown];
    emit actionRequested(action);
}

void InspectorPanel::changeSpec(const std::function<void(ServerSpec&)>& change)
{
    const auto shown = server();
    if (!shown)
        return;
    auto spec = m_controller.run().serverSpec(*shown);
    change(spec);
    if (spec != m_controller.run().serverSpec(*shown))
        emit specChangeRequested(*shown, spec);
}

} // namespace tickscope
