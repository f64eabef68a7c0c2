// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/navigation.h"

#include "ui/controller/run_controller.h"
#include "ui/document/document.h"
#include "ui/lanes/causes.h"
#include "ui/panels/event_log_panel.h"
#include "ui/text/go_to_text.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/time/time_window.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/marker_commands.h"
#include "ui/window/window_layout.h"

#include <algorithm>

namespace tickscope {

Navigation::Navigation(const WindowContext& context, WindowLayout& layout, MarkerCommands& markers,
    EventLogPanel& log, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_layout(layout)
    , m_markers(markers)
    , m_log(log)
{
}

void Navigation::goTo(const QString& text)
{
    const auto goal = parseGoTo(text);
    const auto now = toNs(m_context.controller.now());
    switch (goal.kind) {
    case GoTo::Kind::Nothing:
        if (const auto marker = findMarker(m_context.document.markers(), text))
            return m_markers.goTo(*marker);
        if (!goal.reason.isEmpty())
            m_context.message.showMessage({ MessageBar::Tone::Info,
                tr("\"%1\" is no place to go to").arg(text), goal.reason, {}, {} });
        return;
    case GoTo::Kind::Time:
        return m_context.controller.goTo(fromNs(goal.value));
    case GoTo::Kind::Later:
        return m_context.controller.goTo(
            addSaturated(m_context.controller.now(), Duration(goal.value)));
    case GoTo::Kind::Earlier:
        return m_context.controller.goTo(fromNs(std::max<std::int64_t>(0, now - goal.value)));
    case GoTo::Kind::Record: {
        if (!m_context.controller.hasRun())
            return;
        const auto& trace = m_context.controller.run().trace();
        const auto seq = std::uint64_t(goal.value);
        if (seq < trace.begin() || seq >= trace.size())
            return m_context.message.showMessage(
                { MessageBar::Tone::Info, tr("There is no event #%1 yet").arg(goal.value),
                    tr("The run has %1 events so far.").arg(countText(trace.size())), {}, {} });
        m_layout.showLogPage(&m_log);
        return m_log.selectRecord(seq);
    }
    case GoTo::Kind::Tick:
        return selectTick(goal.value);
    }
}

void Navigation::selectTick(std::int64_t tick)
{
    if (!m_context.controller.hasRun())
        return;
    const auto server = m_context.time.selection() ? m_context.time.selection()->server : 0;
    const auto& messages = m_context.controller.log().server(server).messages;
    const auto found = std::find_if(messages.rbegin(), messages.rend(),
        [tick](const MessageEntry& entry) { return std::int64_t(entry.tick) == tick; });
    if (found == messages.rend() || tick == 0)
        return m_context.message.showMessage({ MessageBar::Tone::Info, tr("No tick %1").arg(tick),
            tr("The selected server has not had it yet."), {}, {} });
    m_context.time.setSelection(Selection { server, found->number });
    if (!m_context.time.span().contains(found->deliveredNs))
        m_context.time.setSpan(m_context.time.spanAround(found->deliveredNs));
}

void Navigation::selectMessage(std::uint32_t server, const MessageEntry& message)
{
    m_context.time.setSelection(Selection { server, message.number });
    const auto at = message.startedNs == noTime ? message.deliveredNs : message.startedNs;
    if (!m_context.time.span().contains(at))
        m_context.timeline.showSpan(m_context.time.spanAround(at));
}

void Navigation::goToCause()
{
    const auto selection = m_context.time.selection();
    if (!m_context.controller.hasRun() || !selection || selection->message == 0)
        return;
    const auto& log = m_context.controller.log().server(selection->server);
    const auto* message = findMessage(log, selection->message);
    const auto* cause = message ? causeOf(log, *message) : nullptr;
    if (cause)
        return selectMessage(selection->server, *cause);
    m_context.message.showMessage({ MessageBar::Tone::Info, tr("No earlier message caused it"),
        message && message->timer != 0 ? tr("Its timer was armed when the server started.")
                                       : tr("Somebody sent it from outside."),
        {}, {} });
}

void Navigation::goToEffect()
{
    const auto selection = m_context.time.selection();
    if (!m_context.controller.hasRun() || !selection || selection->message == 0)
        return;
    const auto& log = m_context.controller.log().server(selection->server);
    const auto* message = findMessage(log, selection->message);
    const auto* effect = message ? effectOf(log, *message) : nullptr;
    if (effect)
        return selectMessage(selection->server, *effect);
    m_context.message.showMessage({ MessageBar::Tone::Info, tr("It has caused no message yet"),
        tr("What its handler armed has not fired."), {}, {} });
}

} // namespace tickscope
