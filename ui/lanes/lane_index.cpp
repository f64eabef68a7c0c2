// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lanes/lane_index.h"

#include <algorithm>

namespace tickscope {

namespace {

/// Until when a timer has something to show: a cancelled one is dotted up to its due time.
auto timerEnd(const ServerLog& log)
{
    return [&log](std::size_t i) {
        const TimerEntry& timer = log.timers[i];
        if (timer.end == TimerEntry::End::Armed)
            return std::numeric_limits<std::int64_t>::max();
        return std::max(timer.endNs, timer.dueNs);
    };
}

/// How many of the taken messages had been taken at or before ns.
std::size_t takenUntil(const ServerLog& log, std::int64_t ns)
{
    const auto after = std::partition_point(log.taken.begin(), log.taken.end(),
        [&](std::uint32_t index) { return log.messages[index].startedNs <= ns; });
    return static_cast<std::size_t>(after - log.taken.begin());
}

std::size_t deliveredUntil(const ServerLog& log, std::int64_t ns)
{
    const auto after = std::upper_bound(log.messages.begin(), log.messages.end(), ns,
        [](std::int64_t time, const MessageEntry& entry) { return time < entry.deliveredNs; });
    return static_cast<std::size_t>(after - log.messages.begin());
}

bool isIncident(LaneMark::Kind kind)
{
    return kind == LaneMark::Kind::Dropped || kind == LaneMark::Kind::MissedBeat;
}

} // namespace

void LaneIndex::clear()
{
    *this = LaneIndex();
}

void LaneIndex::update(const ServerLog& log)
{
    updateDepth(log);
    updateTaken(log);
    updateTimers(log);
    for (; m_messagesSeen < log.messages.size(); ++m_messagesSeen) {
        if (isEdit(log.messages[m_messagesSeen].kind))
            m_edits.push_back(static_cast<std::uint32_t>(m_messagesSeen));
    }
    for (; m_marksSeen < log.marks.size(); ++m_marksSeen)
        takeMark(log, static_cast<std::uint32_t>(m_marksSeen));
    m_depth.append(log);
    m_busy.append(log);
}

void LaneIndex::takeMark(const ServerLog& log, std::uint32_t index)
{
    const LaneMark& mark = log.marks[index];
    if (isIncident(mark.kind))
        m_incidents.push_back(index);
    else if (mark.kind == LaneMark::Kind::Spawned || mark.kind == LaneMark::Kind::Restarted)
        m_lives.push_back({ mark.timeNs, endOfLife });
    else if (mark.kind == LaneMark::Kind::Exited && !m_lives.empty())
        m_lives.back().endNs = mark.timeNs;
}

void LaneIndex::updateDepth(const ServerLog& log)
{
    // The last sample may be taken back while its instant lasts, so it is never counted as seen.
    const std::size_t settled = log.depth.empty() ? 0 : log.depth.size() - 1;
    const std::size_t from = std::min(m_depthSeen, settled);
    for (std::size_t i = from; i < settled; ++i) {
        const DepthSample& sample = log.depth[i];
        if (m_highs.empty() || sample.depth > m_highs.back().depth)
            m_highs.push_back({ sample.timeNs, sample.depth });
    }
    m_last = log.depth.empty() ? High { noTime, 0 }
                               : High { log.depth.back().timeNs, log.depth.back().depth };
    m_depthSeen = settled;
}

void LaneIndex::updateTaken(const ServerLog& log)
{
    for (; m_takenSeen < log.taken.size(); ++m_takenSeen) {
        const MessageEntry& entry = log.messages[log.taken[m_takenSeen]];
        if (entry.finishedNs == noTime)
            return; // still at work: how it ends is not known
        if (isTrouble(entry.outcome))
            m_troubles.push_back(log.taken[m_takenSeen]);
    }
}

void LaneIndex::updateTimers(const ServerLog& log)
{
    const auto value = timerEnd(log);
    std::erase_if(m_openTimers, [&](std::uint32_t index) {
        if (log.timers[index].end == TimerEntry::End::Armed)
            return false;
        m_timerEnds.refresh(index, value);
        return true;
    });
    m_timerEnds.update(m_timersSeen, log.timers.size(), value);
    for (; m_timersSeen < log.timers.size(); ++m_timersSeen) {
        if (log.timers[m_timersSeen].end == TimerEntry::End::Armed)
            m_openTimers.push_back(static_cast<std::uint32_t>(m_timersSeen));
    }
}

std::uint32_t LaneIndex::maxDepthUntil(std::int64_t ns) const
{
    const auto after = std::upper_bound(m_highs.begin(), m_highs.end(), ns,
        [](std::int64_t time, const High& high) { return time < high.timeNs; });
    const std::uint32_t high = after == m_highs.begin() ? 0 : std::prev(after)->depth;
    return m_last.timeNs <= ns ? std::max(high, m_last.depth) : high;
}

std::size_t LaneIndex::depthAfter(const ServerLog& log, std::int64_t ns)
{
    const auto after = std::upper_bound(log.depth.begin(), log.depth.end(), ns,
        [](std::int64_t time, const DepthSample& sample) { return time < sample.timeNs; });
    return static_cast<std::size_t>(after - log.depth.begin());
}

std::uint32_t LaneIndex::depthAt(const ServerLog& log, std::int64_t ns)
{
    const std::size_t after = depthAfter(log, ns);
    return after == 0 ? 0 : log.depth[after - 1].depth;
}

IndexRange LaneIndex::waiting(const ServerLog& log, TimeSpan span) const
{
    const std::size_t last = deliveredUntil(log, span.endNs);
    // First in, first out: everything before the last one taken is gone too.
    const std::size_t taken = takenUntil(log, span.startNs);
    std::size_t first = taken == 0 ? 0 : log.taken[taken - 1] + 1;
    // And a process that died took its mailbox along.
    const std::size_t life = livesIn(span).first;
    if (life > 0 && m_lives[life - 1].endNs <= span.startNs) {
        const std::int64_t death = m_lives[life - 1].endNs;
        const auto born = std::lower_bound(log.messages.begin(), log.messages.end(), death,
            [](const MessageEntry& entry, std::int64_t time) { return entry.deliveredNs < time; });
        first = std::max(first, static_cast<std::size_t>(born - log.messages.begin()));
    }
    return { std::min(first, last), last };
}

IndexRange LaneIndex::livesIn(TimeSpan span) const
{
    const auto first = std::partition_point(m_lives.begin(), m_lives.end(),
        [&](const TimeSpan& life) { return life.endNs < span.startNs; });
    const auto last = std::partition_point(
        first, m_lives.end(), [&](const TimeSpan& life) { return life.startNs <= span.endNs; });
    return { static_cast<std::size_t>(first - m_lives.begin()),
        static_cast<std::size_t>(last - m_lives.begin()) };
}

IndexRange LaneIndex::handled(const ServerLog& log, TimeSpan span)
{
    const std::size_t last = takenUntil(log, span.endNs);
    std::size_t first = takenUntil(log, span.startNs);
    // Handlers follow one another: only the one at work at the start reaches into the span; those
    // that took no time at that very moment count too.
    while (first > 0) {
        const MessageEntry& entry = log.messages[log.taken[first - 1]];
        if (entry.finishedNs != noTime && entry.finishedNs < span.startNs)
            break;
        --first;
    }
    return { first, last };
}

std::size_t LaneIndex::timersUntil(const ServerLog& log, std::int64_t ns)
{
    const auto after = std::upper_bound(log.timers.begin(), log.timers.end(), ns,
        [](std::int64_t time, const TimerEntry& timer) { return time < timer.armedNs; });
    return static_cast<std::size_t>(after - log.timers.begin());
}

std::size_t LaneIndex::nextTimer(const ServerLog& log, std::size_t from, std::int64_t ns) const
{
    return m_timerEnds.firstAtLeast(from, log.timers.size(), ns, timerEnd(log));
}

IndexRange LaneIndex::marks(const ServerLog& log, TimeSpan span)
{
    const auto first = std::lower_bound(log.marks.begin(), log.marks.end(), span.startNs,
        [](const LaneMark& mark, std::int64_t time) { return mark.timeNs < time; });
    const auto last = std::upper_bound(first, log.marks.end(), span.endNs,
        [](std::int64_t time, const LaneMark& mark) { return time < mark.timeNs; });
    return { static_cast<std::size_t>(first - log.marks.begin()),
        static_cast<std::size_t>(last - log.marks.begin()) };
}

} // namespace tickscope
