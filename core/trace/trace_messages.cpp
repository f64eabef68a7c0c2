// SPDX-License-Identifier: GPL-3.0-only
// How TraceLog follows messages from delivery to the end of their handling.
#include "core/trace/trace_tracking.h"

namespace tickscope {

MessageEntry* TraceLog::messageOf(ServerLog& log, std::uint32_t number)
{
    const std::uint32_t index = m_messageIndex.at(number);
    return index < log.messages.size() && log.messages[index].number == number
        ? &log.messages[index]
        : nullptr;
}

void TraceLog::received(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    Tracking& tracking = m_tracking[server];
    MessageEntry message;
    message.number = record.ref;
    message.kind = record.message;
    message.incarnation = log.incarnation;
    message.position = tracking.messages++;
    message.deliveredNs = record.timeNs;
    message.seq = m_consumed;
    if (isTick(record.message)) {
        message.tick = ++tracking.ticks;
        message.dueNs = record.value;
    } else {
        message.argument = record.value;
    }
    if (m_fired < log.timers.size()) {
        TimerEntry& timer = log.timers[m_fired];
        timer.message = message.number;
        message.timer = timer.number;
        message.chain = timer.chain;
    }
    m_messageIndex.set(record.ref, log.messages.size());
    if (record.message == MessageKind::Call)
        log.calls.push_back(static_cast<std::uint32_t>(log.messages.size()));
    appendOf(server, log.messages, message);
    setDepth(log.depth, record.timeNs, record.extra);
}

void TraceLog::dequeued(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    Tracking& tracking = m_tracking[server];
    if (tracking.idle != noIndex) { // any message ends the wait of {:noreply, state, interval}
        endTimer(log, log.timers[tracking.idle], TimerEntry::End::Cancelled, record.timeNs);
        tracking.idle = noIndex;
    }
    setDepth(log.depth, record.timeNs, record.extra);
    MessageEntry* message = messageOf(log, record.ref);
    if (!message)
        return;
    message->startedNs = record.timeNs;
    message->depthAtStart = record.extra;
    message->outcome = TickOutcome::Unfinished;
    tracking.atWork = static_cast<std::uint32_t>(message - log.messages.data());
    tracking.firstWaiting = tracking.atWork + 1;
    tracking.workOutcome = TickOutcome::Ok;
    appendOf(server, log.taken, tracking.atWork);
}

void TraceLog::dropped(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    // A call that was delivered is dropped once more, to its caller, when the process dies: it
    // counts among the lost.
    if (messageOf(log, record.ref))
        return;
    ++log.dropped;
    if (m_fired < log.timers.size()) {
        log.timers[m_fired].dropped = true;
        log.timers[m_fired].message = record.ref;
    }
    mark(log, record, LaneMark::Kind::Dropped, record.ref);
}

void TraceLog::castHandled(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    if (record.message == MessageKind::SetInterval)
        mark(log, record, LaneMark::Kind::SetIntervalHandled, record.value);
    else if (record.message == MessageKind::Resume)
        mark(log, record, LaneMark::Kind::ResumeHandled, 0);
    else if (record.message == MessageKind::Cancel)
        mark(log, record, LaneMark::Kind::CancelHandled, noDue);
}

void TraceLog::workStarted(std::size_t server, const Record& record)
{
    setWorking(server, true);
    endUnitWait(m_servers[server], record.timeNs);
    if (record.ref == 0)
        m_servers[server].loads.push_back({ .startNs = record.timeNs, .seq = m_consumed });
}

void TraceLog::workEnded(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    setWorking(server, false);
    endUnitWait(log, record.timeNs);
    if (record.ref == 0) {
        if (!log.loads.empty())
            log.loads.back().endNs = record.timeNs;
        return;
    }
    if (MessageEntry* message = messageOf(log, record.ref)) {
        message->workEndNs = record.timeNs;
        m_tracking[server].workOutcome = static_cast<TickOutcome>(record.detail);
    }
}

void TraceLog::returned(std::size_t server, const Record& record)
{
    Tracking& tracking = m_tracking[server];
    if (tracking.atWork != noIndex) {
        MessageEntry& message = m_servers[server].messages[tracking.atWork];
        message.finishedNs = record.timeNs;
        message.outcome = tracking.workOutcome;
        tracking.atWork = noIndex;
    }
    tracking.inInit = false;
    if (record.ref != 0)
        idleArmed(server, record);
}

void TraceLog::callTimedOut(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    if (MessageEntry* message = messageOf(log, record.ref)) {
        message->callerGaveUp = true;
        message->gaveUpNs = record.timeNs;
    }
    mark(log, record, LaneMark::Kind::CallTimedOut, record.ref);
}

} // namespace tickscope
