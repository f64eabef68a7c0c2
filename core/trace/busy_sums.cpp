// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/busy_sums.h"

#include <algorithm>

namespace tickscope {

void BusySums::append(const ServerLog& log)
{
    m_openNs = noTime;
    while (m_taken < log.taken.size() || m_loads < log.loads.size()) {
        const MessageEntry* message
            = m_taken < log.taken.size() ? &log.messages[log.taken[m_taken]] : nullptr;
        const LoadSpan* load = m_loads < log.loads.size() ? &log.loads[m_loads] : nullptr;
        // A process does one thing at a time: the earlier one has ended before the later begins.
        const bool isLoad = load && (!message || load->startNs <= message->startedNs);
        const std::int64_t startNs = isLoad ? load->startNs : message->startedNs;
        const std::int64_t endNs = isLoad  ? load->endNs
            : message->workEndNs != noTime ? message->workEndNs
                                           : message->finishedNs;
        if (endNs == noTime) {
            m_openNs = startNs;
            return;
        }
        add(startNs, endNs);
        ++(isLoad ? m_loads : m_taken);
    }
}

void BusySums::add(std::int64_t startNs, std::int64_t endNs)
{
    if (endNs <= startNs)
        return;
    if (!m_spans.empty() && m_spans.back().endNs == startNs) {
        m_spans.back().endNs = endNs; // back to back: one span, however many ticks
        return;
    }
    const std::int64_t beforeNs = m_spans.empty()
        ? 0
        : m_spans.back().beforeNs + m_spans.back().endNs - m_spans.back().startNs;
    m_spans.push_back({ startNs, endNs, beforeNs });
}

std::int64_t BusySums::busyUntil(std::int64_t timeNs) const
{
    const auto after = std::partition_point(
        m_spans.begin(), m_spans.end(), [&](const Span& span) { return span.startNs < timeNs; });
    return busyUntil(timeNs, static_cast<std::size_t>(after - m_spans.begin()));
}

std::int64_t BusySums::busyUntil(std::int64_t timeNs, std::size_t started) const
{
    std::int64_t busyNs = 0;
    if (started > 0) {
        const Span& span = m_spans[started - 1];
        busyNs = span.beforeNs + std::min(span.endNs, timeNs) - span.startNs;
    }
    if (m_openNs != noTime && timeNs > m_openNs)
        busyNs += timeNs - m_openNs;
    return busyNs;
}

std::int64_t BusySums::Walk::busyUntil(std::int64_t timeNs)
{
    const auto started = m_search.next(
        m_sums.m_spans.size(), [&](std::size_t i) { return m_sums.m_spans[i].startNs < timeNs; });
    return m_sums.busyUntil(timeNs, started);
}

std::int64_t BusySums::busyNs(std::int64_t fromNs, std::int64_t toNs) const
{
    return toNs <= fromNs ? 0 : busyUntil(toNs) - busyUntil(fromNs);
}

double BusySums::share(std::int64_t fromNs, std::int64_t toNs) const
{
    if (toNs <= fromNs)
        return 0;
    return static_cast<double>(busyNs(fromNs, toNs)) / static_cast<double>(toNs - fromNs);
}

} // namespace tickscope
