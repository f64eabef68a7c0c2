// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/tick_pyramid.h"

#include <algorithm>

namespace tickscope {

namespace {

const MessageEntry* tickBefore(const ServerLog& log, std::size_t place)
{
    while (place-- > 0) {
        const auto& message = log.messages[log.taken[place]];
        if (isTick(message.kind))
            return &message;
    }
    return nullptr;
}

TickRange rangeOf(std::int64_t value)
{
    return value == noTime ? TickRange {} : TickRange { value, value };
}

} // namespace

std::int64_t tickValueAt(const ServerLog& log, TickValue value, std::size_t place)
{
    const auto& tick = log.messages[log.taken[place]];
    if (!isTick(tick.kind))
        return noTime;
    if (value == TickValue::Lateness)
        return tick.dueNs == noTime ? noTime : tick.startedNs - tick.dueNs;
    if (value == TickValue::Work)
        return tick.workEndNs == noTime ? noTime : tick.workEndNs - tick.startedNs;
    const auto* before = tickBefore(log, place);
    if (!before || before->incarnation != tick.incarnation)
        return noTime;
    return tick.startedNs - before->startedNs;
}

std::size_t takenBefore(const ServerLog& log, std::int64_t ns)
{
    const auto place = std::partition_point(log.taken.begin(), log.taken.end(),
        [&log, ns](std::uint32_t message) { return log.messages[message].startedNs < ns; });
    return std::size_t(place - log.taken.begin());
}

std::size_t TakenSearch::before(std::int64_t ns)
{
    return m_search.next(m_log.taken.size(), [this, ns](std::size_t place) {
        return m_log.messages[m_log.taken[place]].startedNs < ns;
    });
}

void TickRange::add(const TickRange& other)
{
    min = std::min(min, other.min);
    max = std::max(max, other.max);
}

void TickPyramid::append(const ServerLog& log)
{
    for (; m_taken + fanOut <= log.taken.size(); m_taken += fanOut) {
        TickRange cell;
        for (std::size_t place = m_taken; place < m_taken + fanOut; ++place)
            cell.add(rangeOf(tickValueAt(log, m_value, place)));
        addCell(0, cell);
    }
}

void TickPyramid::addCell(std::size_t level, const TickRange& cell)
{
    if (level == m_levels.size())
        m_levels.emplace_back();
    auto& cells = m_levels[level];
    cells.push_back(cell);
    if (cells.size() % fanOut != 0)
        return;
    TickRange wider;
    for (auto one = cells.end() - fanOut; one != cells.end(); ++one)
        wider.add(*one);
    addCell(level + 1, wider);
}

TickRange TickPyramid::range(const ServerLog& log, std::size_t first, std::size_t last) const
{
    TickRange range;
    while (first < last) {
        std::size_t level = 0, width = 1; // of what begins at first and ends before last
        while (level < m_levels.size() && first % (width * fanOut) == 0
            && first + width * fanOut <= last
            && first / (width * fanOut) < m_levels[level].size()) {
            ++level;
            width *= fanOut;
        }
        range.add(level == 0 ? rangeOf(tickValueAt(log, m_value, first))
                             : m_levels[level - 1][first / width]);
        first += width;
    }
    return range;
}

} // namespace tickscope
