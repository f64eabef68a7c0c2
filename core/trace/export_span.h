// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <queue>

#include <cstdint>
#include <functional>
#include <limits>
#include <tuple>
#include <vector>

namespace tickscope {

/// Which rows of a table to write; both ends belong to it. The default is the whole run.
struct ExportSpan
{
    std::int64_t fromNs = 0;
    std::int64_t toNs = std::numeric_limits<std::int64_t>::max();

    bool holds(std::int64_t timeNs) const { return fromNs <= timeNs && timeNs <= toNs; }
};

/// Visits the rows of many servers by time; at one time in the order of the servers, then of their
/// rows. Each server's rows must be in the order of time.
/// @param rowCount  server -> how many rows it has
/// @param timeOf    server, row -> time
/// @param visit     server, row -> whether to go on
template <typename RowCount, typename TimeOf, typename Visit>
void visitByTime(std::size_t servers, RowCount rowCount, TimeOf timeOf, Visit visit)
{
    using Next = std::tuple<std::int64_t, std::size_t, std::size_t>; // time, server, row
    std::vector<Next> first;
    for (std::size_t server = 0; server < servers; ++server) {
        if (rowCount(server) > 0)
            first.emplace_back(timeOf(server, 0), server, 0);
    }
    std::priority_queue<Next, std::vector<Next>, std::greater<>> next({}, std::move(first));
    while (!next.empty()) {
        const auto [time, server, row] = next.top();
        next.pop();
        if (!visit(server, row))
            return;
        if (row + 1 < rowCount(server))
            next.emplace(timeOf(server, row + 1), server, row + 1);
    }
}

} // namespace tickscope
