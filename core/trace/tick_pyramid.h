// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/ascending_search.h"
#include "core/trace/range_pyramid.h"
#include "core/trace/trace_log.h"

#include <cstddef>
#include <cstdint>
#include <limits>

namespace tickscope {

/// A time that is measured of a tick, and drawn at its start.
enum class TickValue : std::uint8_t {
    Lateness, ///< started - due
    Period, ///< start to start
    Work, ///< its work
};

/// The value of a message that a server took, in ns; noTime when it has none: no tick, not done, or
/// the first of its incarnation.
/// @param place  in log.taken
std::int64_t tickValueAt(const ServerLog& log, TickValue value, std::size_t place);

/// How many messages a server had taken before one moment after another, as for the columns of a
/// picture: a few looks each, however long the run. Of a single moment, see firstTakenFrom().
class TakenSearch
{
public:
    /// @param log  outlives this and does not grow meanwhile
    explicit TakenSearch(const ServerLog& log)
        : m_log(log)
    {
    }
    /// @pre ns is not less than in the last call
    std::size_t before(std::int64_t ns);

private:
    const ServerLog& m_log;
    AscendingSearch m_search;
};

/// The smallest and the largest value of some ticks; min > max when there is none.
struct TickRange
{
    std::int64_t min = std::numeric_limits<std::int64_t>::max();
    std::int64_t max = std::numeric_limits<std::int64_t>::min();

    bool isEmpty() const { return min > max; }
    void add(const TickRange& other);
};

/// Smallest and largest lateness or period of 16, 256, 4096, ... messages in a row that a server
/// took, so that a column of pixels costs the logarithm of the ticks in it. It grows as the log
/// does.
class TickPyramid
{
public:
    static constexpr std::size_t fanOut = 16;

    /// @param value  not Work: that of the latest tick is not known yet
    explicit TickPyramid(TickValue value)
        : m_value(value)
    {
    }

    TickValue value() const { return m_value; }
    /// Takes in what the log has got since the last call.
    void append(const ServerLog& log);
    /// Over log.taken from first up to, but not including, last.
    /// @param log  the one that append() got; may have grown since
    TickRange range(const ServerLog& log, std::size_t first, std::size_t last) const;

private:
    TickValue m_value;
    RangePyramid<TickRange, fanOut> m_cells;
};

} // namespace tickscope
