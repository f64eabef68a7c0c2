// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/trace_log.h"

#include "core/scenario/scenario.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tickscope {

namespace {

constexpr std::uint32_t none = UINT32_MAX;

void remember(std::vector<std::uint32_t>& indices, std::uint32_t number, std::size_t index)
{
    if (number >= indices.size())
        indices.resize(std::max<std::size_t>(number + 1, indices.size() * 2), none);
    indices[number] = static_cast<std::uint32_t>(index);
}

std::uint32_t recall(const std::vector<std::uint32_t>& indices, std::uint32_t number)
{
    return number < indices.size() ? indices[number] : none;
}

/// Keeps one sample an instant, and none where the instant ends as it began.
void setDepth(std::vector<DepthSample>& depth, std::int64_t timeNs, std::uint32_t value)
{
    if (!depth.empty() && depth.back().timeNs == timeNs)
        depth.pop_back();
    if (value != (depth.empty() ? 0 : depth.back().depth))
        depth.push_back({ timeNs, value });
}

void endTimer(ServerLog& log, TimerEntry& timer, TimerEntry::End end, std::int64_t nowNs)
{
    timer.end = end;
    timer.endNs = nowNs;
    const std::uint32_t last = log.armed.back();
    log.armed[timer.armedSlot] = last;
    log.timers[last].armedSlot = timer.armedSlot;
    log.armed.pop_back();
}

} // namespace

struct TraceLog::Tracking
{
    std::uint32_t atWork = none; ///< index of the message being handled
    TickOutcome workOutcome = TickOutcome::Ok; ///< what its WorkEnd said
    std::uint32_t idle = none; ///< index of the armed idle wait
    std::uint32_t firstWaiting = 0; ///< messages before this index were taken or lost
    std::uint32_t messages = 0; ///< delivered in this incarnation
    std::uint32_t ticks = 0; ///< delivered in this incarnation
    std::uint32_t initInterval
        = 0; ///< the send_interval timer that init armed, before its first tick
    bool inInit = false; ///< until the first Return
    bool restarting = false; ///< a Restart, and its Spawn not yet
};

TraceLog::TraceLog(std::size_t serverCount, std::vector<std::uint32_t> monitorOf,
    std::vector<std::int64_t> intervalsNs)
    : m_servers(serverCount)
    , m_monitorOf(std::move(monitorOf))
    , m_intervalsNs(std::move(intervalsNs))
    , m_tracking(serverCount)
{
}

TraceLog::~TraceLog() = default;
TraceLog::TraceLog(TraceLog&&) noexcept = default;
TraceLog& TraceLog::operator=(TraceLog&&) noexcept = default;

void TraceLog::consume(const Recorder& trace)
{
    assert(m_consumed >= trace.begin());
    while (m_consumed < trace.size())
        take(trace[m_consumed]);
}

void TraceLog::take(const Record& record)
{
    assert(record.timeNs >= m_lastNs);
    m_lastNs = record.timeNs;
    if (record.server < m_servers.size()) {
        m_servers[record.server].lastNs = record.timeNs;
        takeProcess(record.server, record);
    } else {
        takeMonitor(record);
    }
    if (record.event != Event::Timeout)
        m_fired = none;
    ++m_consumed;
}

void TraceLog::takeProcess(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    switch (record.event) {
    case Event::Spawn:
        return spawned(server, record);
    case Event::Exit:
        return exited(server, record);
    case Event::Restart:
        log.restarts = record.extra;
        m_tracking[server].restarting = true;
        return mark(log, record, LaneMark::Kind::Restarted, record.extra);
    case Event::SendAfter:
    case Event::SendInterval:
        return armed(server, record);
    case Event::CancelTimer:
        return timerCancelled(server, record);
    case Event::Timeout:
        return timerFired(server, record);
    case Event::DoubleChain:
        return mark(log, record, LaneMark::Kind::DoubleChain, record.extra);
    case Event::Receive:
        return received(server, record);
    case Event::Dequeue:
        return dequeued(server, record);
    case Event::Drop:
        return dropped(server, record);
    case Event::HandleCast:
        return castHandled(server, record);
    case Event::WorkStart:
        return workStarted(server, record);
    case Event::WorkEnd:
        return workEnded(server, record);
    case Event::Return:
        return returned(server, record);
    case Event::CallTimeout:
        return callTimedOut(server, record);
    case Event::Notify:
        if (record.message == MessageKind::Complete)
            mark(log, record, LaneMark::Kind::Completed, 0);
        return;
    case Event::Init:
    case Event::HandleContinue:
    case Event::HandleInfo:
    case Event::HandleCall:
    case Event::CallReply:
    case Event::SupervisorExit:
        return; // nothing that the logs keep
    }
}

// Monitors and the supervisor have no lane; what concerns a server is marked in that server's.
void TraceLog::takeMonitor(const Record& record)
{
    if (record.event == Event::SupervisorExit) {
        for (ServerLog& log : m_servers)
            mark(log, record, LaneMark::Kind::SupervisorExited, 0);
        return;
    }
    const std::size_t monitor = record.server - m_servers.size();
    const std::uint32_t watched = monitor < m_monitorOf.size() ? m_monitorOf[monitor] : none;
    if (watched >= m_servers.size() || record.event != Event::Notify
        || record.message != MessageKind::MissedBeat)
        return;
    ++m_servers[watched].missedBeats;
    mark(m_servers[watched], record, LaneMark::Kind::MissedBeat, 0);
}

void TraceLog::mark(ServerLog& log, const Record& record, LaneMark::Kind kind, std::int64_t value)
{
    const bool hasReason = record.event == Event::Exit || record.event == Event::Drop
        || record.event == Event::SupervisorExit;
    log.lastNs = record.timeNs;
    log.marks.push_back({ .kind = kind,
        .reason = hasReason ? static_cast<Reason>(record.detail) : Reason::None,
        .message = record.message,
        .timeNs = record.timeNs,
        .value = value,
        .seq = m_consumed });
}

// The process

void TraceLog::spawned(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    Tracking& tracking = m_tracking[server];
    if (!tracking.restarting)
        mark(log, record, LaneMark::Kind::Spawned, record.value);
    tracking = {};
    tracking.firstWaiting = static_cast<std::uint32_t>(log.messages.size());
    tracking.inInit = true;
    log.isAlive = true;
    log.incarnation = record.extra;
}

void TraceLog::exited(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    Tracking& tracking = m_tracking[server];
    if (tracking.atWork != none) {
        MessageEntry& message = log.messages[tracking.atWork];
        message.finishedNs = record.timeNs;
        if (message.kind == MessageKind::Stop)
            message.outcome = TickOutcome::Ok; // this exit is what it asked for
        else
            message.outcome = tracking.workOutcome == TickOutcome::Crash ? TickOutcome::Crash
                                                                         : TickOutcome::Killed;
        tracking.atWork = none;
    }
    std::uint32_t lost = 0;
    for (; tracking.firstWaiting < log.messages.size(); ++tracking.firstWaiting, ++lost) {
        MessageEntry& message = log.messages[tracking.firstWaiting];
        message.outcome = TickOutcome::Lost;
        message.finishedNs = record.timeNs;
    }
    log.lost += lost;
    log.isAlive = false;
    if (!log.loads.empty() && log.loads.back().endNs == noTime)
        log.loads.back().endNs = record.timeNs;
    endTimersOfProcess(log, record.timeNs);
    tracking.idle = none;
    setDepth(log.depth, record.timeNs, 0);
    mark(log, record, LaneMark::Kind::Exited, lost);
}

/// One-shot timers to a name live on; all others die with the process (timer:send_interval watches
/// its target even when that was a name).
void TraceLog::endTimersOfProcess(ServerLog& log, std::int64_t nowNs)
{
    for (std::size_t slot = log.armed.size(); slot-- > 0;) {
        TimerEntry& timer = log.timers[log.armed[slot]];
        if (timer.isInterval || timer.isIdle || !timer.toName)
            endTimer(log, timer, TimerEntry::End::Died, nowNs);
    }
}

// Timers

TimerEntry* TraceLog::timerOf(ServerLog& log, std::uint32_t number)
{
    const std::uint32_t index = recall(m_timerIndex, number);
    return index < log.timers.size() && log.timers[index].number == number ? &log.timers[index]
                                                                           : nullptr;
}

void TraceLog::pushTimer(ServerLog& log, TimerEntry entry)
{
    entry.seq = m_consumed;
    entry.armedSlot = static_cast<std::uint32_t>(log.armed.size());
    remember(m_timerIndex, entry.number, log.timers.size());
    log.armed.push_back(static_cast<std::uint32_t>(log.timers.size()));
    log.timers.push_back(entry);
}

void TraceLog::armed(std::size_t server, const Record& record)
{
    TimerEntry entry;
    entry.number = record.ref;
    entry.chain = record.extra;
    entry.kind = record.message;
    entry.isInterval = record.event == Event::SendInterval;
    entry.toName = static_cast<Address>(record.detail) == Address::Name;
    entry.armedNs = record.timeNs;
    entry.dueNs = record.value;
    if (entry.isInterval && m_tracking[server].inInit)
        m_tracking[server].initInterval = entry.number;
    pushTimer(m_servers[server], entry);
}

void TraceLog::idleArmed(std::size_t server, const Record& record)
{
    TimerEntry entry;
    entry.number = record.ref;
    entry.kind = MessageKind::Timeout;
    entry.isIdle = true;
    entry.armedNs = record.timeNs;
    entry.dueNs = record.value;
    m_tracking[server].idle = static_cast<std::uint32_t>(m_servers[server].timers.size());
    pushTimer(m_servers[server], entry);
}

void TraceLog::timerCancelled(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    TimerEntry* timer = timerOf(log, record.ref);
    if (timer && timer->end == TimerEntry::End::Armed && record.value != cancelledFalse) {
        timer->cancelResult = record.value;
        endTimer(log, *timer, TimerEntry::End::Cancelled, record.timeNs);
    }
    // The cast wrote its mark already; only now is it known what the call returned.
    const std::uint32_t atWork = m_tracking[server].atWork;
    if (atWork != none && log.messages[atWork].kind == MessageKind::Cancel && !log.marks.empty()
        && log.marks.back().kind == LaneMark::Kind::CancelHandled)
        log.marks.back().value = record.value;
}

void TraceLog::timerFired(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    TimerEntry* timer = timerOf(log, record.ref);
    if (!timer || timer->end != TimerEntry::End::Armed)
        return;
    if (timer->isIdle)
        m_tracking[server].idle = none;
    endTimer(log, *timer, TimerEntry::End::Fired, record.timeNs);
    m_fired = static_cast<std::uint32_t>(timer - log.timers.data());
    if (timer->isInterval)
        intervalFired(server, record, m_fired);
}

/// A send_interval timer is armed again by its own due time, whenever it really fired.
void TraceLog::intervalFired(std::size_t server, const Record& record, std::uint32_t firedIndex)
{
    ServerLog& log = m_servers[server];
    Tracking& tracking = m_tracking[server];
    TimerEntry& fired = log.timers[firedIndex];
    fired.dueNs = record.value; // another one only where the interval was guessed from `first`
    std::int64_t intervalNs = fired.dueNs - fired.armedNs;
    if (tracking.initInterval == fired.number && server < m_intervalsNs.size())
        intervalNs = m_intervalsNs[server];
    tracking.initInterval = 0;
    TimerEntry next = fired;
    next.end = TimerEntry::End::Armed;
    next.armedNs = record.value;
    next.dueNs = record.value + intervalNs;
    next.endNs = noTime;
    next.message = 0;
    pushTimer(log, next);
}

// Messages

MessageEntry* TraceLog::messageOf(ServerLog& log, std::uint32_t number)
{
    const std::uint32_t index = recall(m_messageIndex, number);
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
    remember(m_messageIndex, record.ref, log.messages.size());
    log.messages.push_back(message);
    setDepth(log.depth, record.timeNs, record.extra);
}

void TraceLog::dequeued(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
    Tracking& tracking = m_tracking[server];
    if (tracking.idle != none) { // any message ends the wait of {:noreply, state, interval}
        endTimer(log, log.timers[tracking.idle], TimerEntry::End::Cancelled, record.timeNs);
        tracking.idle = none;
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
    log.taken.push_back(tracking.atWork);
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
    if (record.ref == 0)
        m_servers[server].loads.push_back({ .startNs = record.timeNs, .seq = m_consumed });
}

void TraceLog::workEnded(std::size_t server, const Record& record)
{
    ServerLog& log = m_servers[server];
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
    if (tracking.atWork != none) {
        MessageEntry& message = m_servers[server].messages[tracking.atWork];
        message.finishedNs = record.timeNs;
        message.outcome = tracking.workOutcome;
        tracking.atWork = none;
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
