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
    while (m_cells.size() + fanOut < depth.size()) {
        const std::size_t first = m_cells.size();
        Cell cell { depth[first].depth, depth[first].depth };
        for (std::size_t i = first + 1; i < first + fanOut; ++i)
            cell.add({ depth[i].depth, depth[i].depth });
        m_cells.append(cell);
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
    Cell cell { before, before };
    m_cells.widen(cell, first, last, [&depth](std::size_t place) {
        return Cell { depth[place].depth, depth[place].depth };
    });
    range.min = cell.min;
    range.max = cell.max;
    return range;
}

} // namespace tickscope
