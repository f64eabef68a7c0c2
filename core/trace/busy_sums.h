// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/ascending_search.h"
#include "core/trace/trace_log.h"

#include <cstdint>
#include <vector>

namespace tickscope {

/// How long a server has been busy up to each moment, so that the busy share of any span costs two
/// binary searches. Busy is the work of ticks and loads; what was killed counts up to the kill.
class BusySums
{
public:
    /// Takes in the work that the log has got since the last call.
    /// @param log  the same one each time
    void append(const ServerLog& log);

    /// @return busy time inside [fromNs, toNs]. Work that still went on at the last append() counts
    /// up to toNs, so a caller cuts the span at the present.
    std::int64_t busyNs(std::int64_t fromNs, std::int64_t toNs) const;

    /// @return busyNs() over the span, 0 to 1; 0 for an empty span
    double share(std::int64_t fromNs, std::int64_t toNs) const;

    /// Tells of one moment after another how long the server had been busy since the start, as for
    /// the columns of a picture: a few looks each, however long the run.
    class Walk
    {
    public:
        /// @param sums  outlives this and does not grow meanwhile
        explicit Walk(const BusySums& sums)
            : m_sums(sums)
        {
        }
        /// @pre timeNs is not before that of the last call
        std::int64_t busyUntil(std::int64_t timeNs);

    private:
        const BusySums& m_sums;
        AscendingSearch m_search;
    };

private:
    struct Span
    {
        std::int64_t startNs;
        std::int64_t endNs;
        std::int64_t beforeNs; ///< busy time of all spans before this one
    };

    void add(std::int64_t startNs, std::int64_t endNs);
    std::int64_t busyUntil(std::int64_t timeNs) const;
    /// @param started  how many spans started before that moment
    std::int64_t busyUntil(std::int64_t timeNs, std::size_t started) const;

    std::vector<Span> m_spans; ///< ended, by start, never touching
    std::int64_t m_openNs = noTime; ///< start of the work that goes on
    std::size_t m_taken = 0; ///< of ServerLog::taken
    std::size_t m_loads = 0; ///< of ServerLog::loads
};

} // namespace tickscope
