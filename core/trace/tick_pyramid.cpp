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
    while (m_cells.size() + fanOut <= log.taken.size()) {
        TickRange cell;
        for (std::size_t place = m_cells.size(); place < m_cells.size() + fanOut; ++place)
            cell.add(rangeOf(tickValueAt(log, m_value, place)));
        m_cells.append(cell);
    }
}

TickRange TickPyramid::range(const ServerLog& log, std::size_t first, std::size_t last) const
{
    TickRange range;
    m_cells.widen(range, first, last,
        [&](std::size_t place) { return rangeOf(tickValueAt(log, m_value, place)); });
    return range;
}

} // namespace tickscope
