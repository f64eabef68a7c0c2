// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/trace_log.h"

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

private:
    struct Cell
    {
        std::uint32_t min;
        std::uint32_t max;
    };

    void addCell(std::size_t level, Cell cell);
    /// Widens the range by samples [first, last).
    void widen(const std::vector<DepthSample>& depth, std::size_t first, std::size_t last,
        DepthRange& range) const;

    std::vector<std::vector<Cell>> m_levels; ///< whole cells only
    std::size_t m_taken = 0;
};

} // namespace tickscope
