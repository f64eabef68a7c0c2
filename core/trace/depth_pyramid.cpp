// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/depth_pyramid.h"

#include <algorithm>

namespace tickscope {

namespace {

std::size_t firstFrom(const std::vector<DepthSample>& depth, std::size_t start, std::int64_t timeNs)
{
    const auto begin = depth.begin() + static_cast<std::ptrdiff_t>(start);
    const auto found = std::partition_point(
        begin, depth.end(), [&](const DepthSample& sample) { return sample.timeNs < timeNs; });
    return static_cast<std::size_t>(found - depth.begin());
}

} // namespace

void DepthPyramid::append(const ServerLog& log)
{
    const std::vector<DepthSample>& depth = log.depth;
    while (m_taken + fanOut < depth.size()) {
        Cell cell { depth[m_taken].depth, depth[m_taken].depth };
        for (std::size_t i = 1; i < fanOut; ++i) {
            cell.min = std::min(cell.min, depth[m_taken + i].depth);
            cell.max = std::max(cell.max, depth[m_taken + i].depth);
        }
        m_taken += fanOut;
        addCell(0, cell);
    }
}

void DepthPyramid::addCell(std::size_t level, Cell cell)
{
    for (;; ++level) {
        if (level == m_levels.size())
            m_levels.emplace_back();
        std::vector<Cell>& cells = m_levels[level];
        cells.push_back(cell);
        if (cells.size() % fanOut != 0)
            return;
        for (auto below = cells.end() - fanOut; below != cells.end(); ++below) {
            cell.min = std::min(cell.min, below->min);
            cell.max = std::max(cell.max, below->max);
        }
    }
}

DepthRange DepthPyramid::query(const ServerLog& log, std::int64_t fromNs, std::int64_t toNs) const
{
    const std::vector<DepthSample>& depth = log.depth;
    const std::size_t first = firstFrom(depth, 0, fromNs + 1); // the one before holds at fromNs
    return rangeOf(depth, first, toNs > fromNs ? firstFrom(depth, first, toNs) : first);
}

DepthRange DepthPyramid::Walk::query(std::int64_t fromNs, std::int64_t toNs)
{
    const std::vector<DepthSample>& depth = m_log.depth;
    const auto isBefore = [&depth](std::int64_t ns) {
        return [&depth, ns](std::size_t i) { return depth[i].timeNs < ns; };
    };
    const std::size_t first = m_first.next(depth.size(), isBefore(fromNs + 1));
    const std::size_t last = m_last.next(depth.size(), isBefore(toNs));
    return m_pyramid.rangeOf(depth, first, toNs > fromNs ? std::max(first, last) : first);
}

DepthRange DepthPyramid::rangeOf(
    const std::vector<DepthSample>& depth, std::size_t first, std::size_t last) const
{
    const std::uint32_t before = first == 0 ? 0 : depth[first - 1].depth;
    DepthRange range { before, before, before };
    if (last == first)
        return range;
    range.last = depth[last - 1].depth;
    widen(depth, first, last, range);
    return range;
}

void DepthPyramid::widen(const std::vector<DepthSample>& depth, std::size_t first, std::size_t last,
    DepthRange& range) const
{
    while (first < last) {
        // The largest whole cell that begins here and ends in time.
        std::size_t size = 1;
        const Cell* cell = nullptr;
        for (const std::vector<Cell>& cells : m_levels) {
            const std::size_t next = size * fanOut;
            if (first % next != 0 || first + next > last || first / next >= cells.size())
                break;
            size = next;
            cell = &cells[first / next];
        }
        range.min = std::min(range.min, cell ? cell->min : depth[first].depth);
        range.max = std::max(range.max, cell ? cell->max : depth[first].depth);
        first += size;
    }
}

} // namespace tickscope
