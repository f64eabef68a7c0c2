// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/ascending_search.h"
#include "core/trace/range_pyramid.h"
#include "core/trace/trace_log.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tickscope {

/// What a mailbox was over a span: enough to draw one column of pixels.
struct DepthRange
{
    std::uint32_t min = 0;
    std::uint32_t max = 0;
    std::uint32_t last = 0;

    friend bool operator==(const DepthRange&, const DepthRange&) = default;
};

/// Smallest and largest depth of 8, 64, 512, ... samples of a ServerLog's depth in a row, so that
/// a column of pixels costs the logarithm of the samples in it. It grows as the log does.
class DepthPyramid
{
public:
    static constexpr std::size_t fanOut = 8;

    /// Takes in the samples that the log has got since the last call. The latest one may still be
    /// revised and is left for the next call; query() sees it all the same.
    void append(const ServerLog& log);

    /// The depth over [fromNs, toNs): what it was at fromNs and each change before toNs. Where
    /// toNs <= fromNs, the depth at fromNs.
    /// @param log  the one that append() got; may have grown since
    DepthRange query(const ServerLog& log, std::int64_t fromNs, std::int64_t toNs) const;

    /// Answers query() for one span after another, as for the columns of a picture: a few looks
    /// each to find the samples, however long the run.
    class Walk
    {
    public:
        /// Both outlive this and do not grow meanwhile.
        Walk(const DepthPyramid& pyramid, const ServerLog& log)
            : m_pyramid(pyramid)
            , m_log(log)
        {
        }
        /// @pre neither moment is before that of the last call
        DepthRange query(std::int64_t fromNs, std::int64_t toNs);

    private:
        const DepthPyramid& m_pyramid;
        const ServerLog& m_log;
        AscendingSearch m_first, m_last;
    };

private:
    struct Cell
    {
        std::uint32_t min;
        std::uint32_t max;

        void add(const Cell& other)
        {
            min = std::min(min, other.min);
            max = std::max(max, other.max);
        }
    };

    /// What the sample before `first` says, widened by samples [first, last).
    DepthRange rangeOf(
        const std::vector<DepthSample>& depth, std::size_t first, std::size_t last) const;

    RangePyramid<Cell, fanOut> m_cells;
};

} // namespace tickscope
