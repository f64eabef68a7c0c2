// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/trace_log.h"

#include "core/trace/trace_tracking.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tickscope {

TraceLog::TraceLog(std::size_t serverCount, std::vector<std::uint32_t> monitorOf)
    : m_servers(serverCount)
    , m_monitorOf(std::move(monitorOf))
    , m_tracking(serverCount)
{
}

TraceLog::TraceLog(const Scenario& scenario, std::vector<std::uint32_t> monitorOf)
    : TraceLog(0, std::move(monitorOf))
{
    m_clock = scenario.clock;
    for (const ServerInstance& server : expandServers(scenario))
        m_intervalsNs.push_back(scenario.servers[server.spec].interval.count());
    m_servers.resize(m_intervalsNs.size());
    m_tracking.resize(m_intervalsNs.size());
}

TraceLog::~TraceLog() = default;
TraceLog::TraceLog(TraceLog&&) noexcept = default;
TraceLog& TraceLog::operator=(TraceLog&&) noexcept = default;

void NumberIndex::grow(std::uint32_t number)
{
    m_size = std::size_t { number } + 1;
    if (m_size > m_places.size())
        m_places.resize(m_size, nowhere);
}

void NumberIndex::clear()
{
    std::fill_n(m_places.begin(), m_size, nowhere);
    m_size = 0;
}

namespace {

/// Empties the lists, which keep their memory.
void clear(ServerLog& log)
{
    ServerLog empty;
    const auto keep = [](auto& list, auto& kept) {
        list.clear();
        kept.swap(list);
    };
    keep(log.messages, empty.messages);
    keep(log.timers, empty.timers);
    keep(log.armed, empty.armed);
    keep(log.marks, empty.marks);
    keep(log.depth, empty.depth);
    keep(log.loads, empty.loads);
    keep(log.unitWaits, empty.unitWaits);
    keep(log.taken, empty.taken);
    keep(log.calls, empty.calls);
    log = std::move(empty);
}

} // namespace

void TraceLog::restart(std::size_t serverCount, const std::vector<std::uint32_t>& monitorOf)
{
    m_servers.resize(serverCount);
    for (ServerLog& log : m_servers)
        clear(log);
    m_monitorOf = monitorOf;
    m_intervalsNs.clear();
    m_clock = ClockKind::Ideal;
    m_tracking.assign(serverCount, {});
    m_messageIndex.clear();
    m_timerIndex.clear();
    m_fired = noIndex;
    m_consumed = 0;
    m_lastNs = 0;
    m_supervisorExitNs.reset();
    m_supervisorRestarts.clear();
    m_busiestFromNs = 0;
    m_work = {};
    m_groupOf.clear();
    m_groupWork.clear();
}

void TraceLog::countGroups(std::vector<std::uint32_t> groupOf)
{
    assert(m_consumed == 0 && groupOf.size() == m_servers.size());
    const auto last = std::max_element(groupOf.begin(), groupOf.end());
    m_groupWork.assign(last == groupOf.end() ? 0 : *last + std::size_t { 1 }, {});
    m_groupOf = std::move(groupOf);
}

BusiestMoment TraceLog::busiestOf(std::uint32_t group) const
{
    return group < m_groupWork.size() ? m_groupWork[group].most(m_lastNs, m_busiestFromNs)
                                      : BusiestMoment {};
}

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
        m_fired = noIndex;
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
        mark(log, record, LaneMark::Kind::Restarted, record.extra);
        log.marks.back().isTakenAlong = record.detail != 0;
        return;
    case Event::SendAfter:
    case Event::SendInterval:
        return armed(server, record);
    case Event::CancelTimer:
        return timerCancelled(server, record);
    case Event::Timeout:
        return timerFired(server, record);
    case Event::Wait:
        log.unitWaits.push_back({ record.timeNs, noTime, record.ref });
        return;
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
    case Event::SetWork:
    case Event::SetOutcomes:
    case Event::StartChild:
    case Event::Stall:
        return; // nothing that the logs keep
    }
}

// The first of those that watch no server; behind it there may be its parent.
bool TraceLog::isSupervisor(std::size_t monitor) const
{
    return monitor < m_monitorOf.size() && m_monitorOf[monitor] == noIndex
        && (monitor == 0 || m_monitorOf[monitor - 1] != noIndex);
}

// Monitors and the supervisor have no lane; what concerns a server is marked in that server's.
void TraceLog::takeMonitor(const Record& record)
{
    const std::size_t monitor = record.server - m_servers.size();
    if (record.event == Event::SupervisorExit) {
        const bool isParent = monitor > 0 && isSupervisor(monitor - 1);
        if (!isParent)
            m_supervisorExitNs = record.timeNs;
        for (ServerLog& log : m_servers) {
            if (!isParent)
                mark(log, record, LaneMark::Kind::SupervisorExited, 0);
        }
        return;
    }
    if (record.event == Event::Restart && isSupervisor(monitor)) {
        m_supervisorExitNs.reset();
        m_supervisorRestarts.push_back(record.timeNs);
        return;
    }
    if (record.event == Event::Stall) {
        for (ServerLog& log : m_servers)
            mark(log, record, LaneMark::Kind::Stalled, record.value);
        return;
    }
    const std::uint32_t watched = monitor < m_monitorOf.size() ? m_monitorOf[monitor] : noIndex;
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
    setWorking(server, false);
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
    setWorking(server, false);
    if (tracking.atWork != noIndex) {
        MessageEntry& message = log.messages[tracking.atWork];
        message.finishedNs = record.timeNs;
        if (message.kind == MessageKind::Stop)
            message.outcome = TickOutcome::Ok; // this exit is what it asked for
        else
            message.outcome = tracking.workOutcome == TickOutcome::Crash ? TickOutcome::Crash
                                                                         : TickOutcome::Killed;
        tracking.atWork = noIndex;
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
    endUnitWait(log, record.timeNs);
    endTimersOfProcess(log, record.timeNs);
    tracking.idle = noIndex;
    setDepth(log.depth, record.timeNs, 0);
    mark(log, record, LaneMark::Kind::Exited, lost);
    log.marks.back().inInit = tracking.inInit;
}

void TraceLog::setWorking(std::size_t server, bool isWorking)
{
    Tracking& tracking = m_tracking[server];
    if (std::exchange(tracking.isWorking, isWorking) == isWorking)
        return;
    const int servers = isWorking ? 1 : -1;
    m_work.change(m_lastNs, servers, m_busiestFromNs);
    if (!m_groupOf.empty())
        m_groupWork[m_groupOf[server]].change(m_lastNs, servers, m_busiestFromNs);
}

void TraceLog::endUnitWait(ServerLog& log, std::int64_t nowNs)
{
    if (!log.unitWaits.empty() && log.unitWaits.back().endNs == noTime)
        log.unitWaits.back().endNs = nowNs;
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

} // namespace tickscope
