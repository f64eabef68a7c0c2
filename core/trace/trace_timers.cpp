// SPDX-License-Identifier: GPL-3.0-only
// How TraceLog follows timers from arming to their end.
#include "core/trace/trace_tracking.h"

namespace tickscope {

TimerEntry* TraceLog::timerOf(ServerLog& log, std::uint32_t number)
{
    const std::uint32_t index = m_timerIndex.at(number);
    return index < log.timers.size() && log.timers[index].number == number ? &log.timers[index]
                                                                           : nullptr;
}

void TraceLog::pushTimer(ServerLog& log, TimerEntry entry)
{
    entry.seq = m_consumed;
    entry.armedSlot = static_cast<std::uint32_t>(log.armed.size());
    m_timerIndex.set(entry.number, log.timers.size());
    log.armed.push_back(static_cast<std::uint32_t>(log.timers.size()));
    appendOf(static_cast<std::size_t>(&log - m_servers.data()), log.timers, entry);
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
    entry.intervalNs = entry.isInterval ? intervalOf(server, record) : 0;
    pushTimer(m_servers[server], entry);
}

/// A SendInterval record says when the first tick is due. Only init may choose that freely; else it
/// is one interval from the start. A BEAM rounds both up to a millisecond.
std::int64_t TraceLog::intervalOf(std::size_t server, const Record& record) const
{
    constexpr std::int64_t ms = 1'000'000;
    const bool isBeam = m_clock == ClockKind::Beam;
    const auto inTimer
        = [isBeam](std::int64_t ns) { return isBeam ? (ns + ms - 1) / ms * ms : ns; };
    if (m_tracking[server].inInit && !m_intervalsNs.empty())
        return inTimer(m_intervalsNs[server]);
    return record.value - inTimer(record.timeNs);
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
    if (atWork != noIndex && log.messages[atWork].kind == MessageKind::Cancel && !log.marks.empty()
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
        m_tracking[server].idle = noIndex;
    endTimer(log, *timer, TimerEntry::End::Fired, record.timeNs);
    m_fired = static_cast<std::uint32_t>(timer - log.timers.data());
    if (timer->isInterval)
        intervalFired(server, record, m_fired);
}

/// A send_interval timer is armed again by its own due time, whenever it really fired.
void TraceLog::intervalFired(std::size_t server, const Record& record, std::uint32_t firedIndex)
{
    ServerLog& log = m_servers[server];
    TimerEntry& fired = log.timers[firedIndex];
    if (fired.dueNs != record.value) { // the interval was a guess
        fired.dueNs = record.value;
        fired.intervalNs = record.value - fired.armedNs;
    }
    TimerEntry next = fired;
    next.end = TimerEntry::End::Armed;
    next.armedNs = record.value;
    next.dueNs = record.value + fired.intervalNs;
    next.endNs = noTime;
    next.message = 0;
    pushTimer(log, next);
}

} // namespace tickscope
