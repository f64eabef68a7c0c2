// SPDX-License-Identifier: GPL-3.0-only
// The inspector while the run goes: what it shows of the server, and what it asks of it.
#include "core/scenario/problems.h"
#include "core/scenario/scenario_edits.h"
#include "core/scenario/server_name.h"
#include "ui/controller/run_controller.h"
#include "ui/form/field_form.h"
#include "ui/form/scenario_check.h"
#include "ui/panels/action_popup.h"
#include "ui/panels/inspector_panel.h"
#include "ui/text/action_value.h"
#include "ui/text/server_text.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/theme/icons.h"
#include "ui/time/time_window.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/distribution_picture.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/number_field.h"

#include <QLayout>
#include <QPushButton>

#include <algorithm>
#include <cassert>

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
bool refuse(EditField& field, FieldError& note, const FieldValue<T>& parsed)
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

std::size_t InspectorPanel::place() const
{
    assert(server());
    const auto& servers = m_controller.run().scenario().servers;
    const auto& name = m_controller.run().serverSpec(m_shown).name;
    const auto found = std::find_if(servers.begin(), servers.end(),
        [&name](const ServerSpec& spec) { return spec.name == name; });
    return std::size_t(found - servers.begin());
}

void InspectorPanel::editName()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void InspectorPanel::showServer()
{
    const auto selection = m_window.selection();
    const auto wanted = selection ? selection->server : 0;
    if (wanted != m_shown) {
        for (auto* field : { m_name, static_cast<EditField*>(m_interval),
                 static_cast<EditField*>(m_work), m_outcomesField })
            field->revert();
        for (auto* note :
            { m_nameNote, m_intervalNote, m_workNote, m_outcomesNote, m_scheduleNote })
            note->clearError();
    }
    m_shown = wanted;
    refresh();
}

void InspectorPanel::refresh()
{
    refreshLive();
    if (server())
        refreshForms();
}

void InspectorPanel::refreshLive()
{
    const auto shown = server();
    setEnabled(shown.has_value());
    if (!shown)
        return;
    const auto snapshot = m_controller.run().snapshot(*shown);
    const auto& spec = m_controller.run().serverSpec(*shown);
    refreshHead(spec);
    refreshFields(snapshot, spec);
    refreshButtons(snapshot);
    refreshNotes(snapshot);
}

void InspectorPanel::refreshHead(const ServerSpec& spec)
{
    const auto name = QString::fromStdString(spec.name);
    m_name->setValue(name);
    m_name->setToolTip(tr("%1: its registered name. Changing it makes the run anew, up to the "
                          "present moment; actions and clients go along.")
                           .arg(name));
    const auto& process = m_controller.run().processNames()[m_shown];
    m_replica->setVisible(spec.count > 1);
    m_replica->setWords(QString::fromStdString(process).mid(name.size()));
    m_kind->setWord(kindText(spec.kind));
}

void InspectorPanel::refreshForms()
{
    const auto& scenario = m_controller.run().scenario();
    const auto owner = QString::fromStdString(m_controller.run().serverSpec(m_shown).name);
    m_kinds->showScenario(scenario, place(), owner);
    m_kinds->setVisible(!m_kinds->isEmpty());
    m_others->showScenario(scenario, place(), owner);
    m_others->setVisible(m_isUnfolded && !m_others->isEmpty());
    refreshFold();
}

std::vector<const FormField*> InspectorPanel::foldedFields() const
{
    const auto& scenario = m_controller.run().scenario();
    std::vector<const FormField*> folded;
    for (const auto& field : serverFields())
        if (!field.isKinds && field.applies(scenario, place()))
            folded.push_back(&field);
    // What was set comes first: it is what one would miss.
    std::stable_partition(folded.begin(), folded.end(),
        [&](const FormField* field) { return !field->isUsual(scenario, place()); });
    return folded;
}

void InspectorPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (server())
        refreshFold();
}

void InspectorPanel::refreshFold()
{
    const auto folded = foldedFields();
    m_fold->setText(m_isUnfolded ? tr("Fewer fields") : tr("%1 more fields").arg(folded.size()));
    m_fold->setAccessibleName(m_fold->text());
    m_fold->updateGeometry();
    QStringList names;
    if (!m_isUnfolded) {
        const auto& scenario = m_controller.run().scenario();
        for (const auto* field : folded)
            names << (field->isUsual(scenario, place())
                    ? field->label
                    : field->label + u' ' + field->text(scenario, place()));
    }
    const auto all = names.join(QStringLiteral(", "));
    m_folded->setToolTip(all);
    const auto margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right() - m_fold->sizeHint().width()
        - 2 * px(m_themes.theme().metrics.gap);
    m_folded->setWords(m_folded->fontMetrics().elidedText(all, Qt::ElideRight, std::max(0, room)));
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
    m_waits->setWords(edit ? intervalNote(snapshot, m_controller.now()) : QString());
    m_work->setValue(workText(snapshot.work));
    m_work->setEdited(lastAction(snapshot.name, ActionKind::SetWork).has_value());
    m_outcomesField->setValue(outcomesText(snapshot.outcomes));
    m_schedule->setWord(QString::fromLatin1(toText(spec.schedule)));
    m_sentence->setWords(scheduleSentence(spec.schedule, snapshot.interval));
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

void InspectorPanel::refreshNotes(const ServerSnapshot& snapshot)
{
    const auto last = lastAction(snapshot.name, {});
    QString result;
    if (last) {
        const auto& action = m_controller.run().actions()[*last];
        result = tr("%1 at %2: %3")
                     .arg(actionText(action), timeText(toNs(action.at)),
                         actionResultText(action, m_controller.run().actionResult(*last)));
    }
    m_result->setWords(result);
    m_about->setWords(snapshot.incarnation > 1
            ? tr("Incarnation %1, restarts %2").arg(snapshot.incarnation).arg(snapshot.restarts)
            : QString());
    for (auto* label : { m_waits, m_result, m_about })
        label->setVisible(!label->text().isEmpty());
    m_workShape->setSpec(snapshot.work);
    // The room that notes once took is kept: what is below them does not jump about.
    const int height = m_notes->layout()->totalHeightForWidth(m_notes->width());
    m_notes->setMinimumHeight(std::max(m_notes->minimumHeight(), height));
}

void InspectorPanel::applyTheme(const Theme& theme)
{
    const int padding = px(theme.metrics.padding);
    layout()->setContentsMargins(padding, px(0.7 * padding), padding, px(0.5 * padding));
    m_notes->setMinimumHeight(0);
    m_crash->setIcon(icon(QStringLiteral("crash"), theme.error));
    const int side = px(0.8 * theme.metrics.icon);
    m_crash->setIconSize({ side, side });
    m_stop->setToolTip({});
    refresh();
}

void InspectorPanel::setName(const QString& text)
{
    const auto name = text.trimmed().toStdString();
    Problems problems({}, Problems::UnknownKeys::Warn);
    FieldValue<Scenario> read;
    if (checkServerName(name, {}, problems)) {
        read.value = withServerNamed(m_controller.run().scenarioWithActions(), place(), name);
        read.reason = refusalOf(*read.value);
        if (!read.reason.isEmpty())
            read.value.reset();
    } else {
        read.reason = QString::fromStdString(renderSentences(problems.take().front()));
    }
    if (refuse(*m_name, *m_nameNote, read))
        return;
    emit scenarioChangeRequested(
        tr("rename %1 to %2").arg(m_name->value(), text.trimmed()), *read.value);
    refreshLive();
}

void InspectorPanel::setValue(
    ActionKind kind, const QString& text, EditField& field, FieldError& note)
{
    Action action;
    action.kind = kind;
    const auto asked = withActionValue(action, text);
    if (!refuse(field, note, asked))
        request(*asked.value);
}

void InspectorPanel::askCall()
{
    Action action;
    action.kind = ActionKind::Call;
    askForAction(action, m_themes, *m_call, [this](const Action& asked) { request(asked); });
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
    refreshLive(); // nothing came of it, perhaps
}

void InspectorPanel::changeSpec(const QString& key, const std::function<void(ServerSpec&)>& change)
{
    if (!server())
        return;
    auto scenario = m_controller.run().scenarioWithActions();
    auto& spec = scenario.servers[place()];
    const auto name = QString::fromStdString(spec.name);
    const auto before = spec;
    change(spec);
    if (spec == before)
        return;
    const auto reason = refusalOf(scenario);
    m_scheduleNote->setError(reason);
    if (reason.isEmpty())
        emit scenarioChangeRequested(tr("change %1 of %2").arg(key, name), scenario);
    refresh();
}

} // namespace tickscope
