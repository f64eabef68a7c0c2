// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"
#include "core/trace/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace tickscope {

namespace {

constexpr std::string_view nothing = "-";

/// Rounded to what a table can show: three decimals of its unit.
std::string durationCell(std::int64_t ns)
{
    const std::int64_t size = ns < 0 ? -ns : ns;
    const std::int64_t grain = size >= 1'000'000'000 ? 1'000'000 : size >= 1'000'000 ? 1'000 : 1;
    const std::int64_t shown = (size + grain / 2) / grain * grain;
    return fmt::format("{}{}", ns < 0 ? "-" : "", humanText(Duration { shown }));
}

std::string durationCell(std::uint64_t count, std::int64_t ns)
{
    return count == 0 ? std::string(nothing) : durationCell(ns);
}

/// Cells of one row; the first and the last column are text and stand left, the others right.
using Row = std::vector<std::string>;

Row headRow()
{
    return { "server", "ticks", "ok", "errors", "crashes", "period", "late p50", "late p99",
        "late max", "drift", "busy", "depth max", "last", "mean", "restarts", "dropped", "lost",
        "verdict" };
}

Row rowOf(const ServerSummary& server)
{
    const ServerStatistics& s = server.statistics;
    return { visibleText(server.name), withThousands(s.ticks), withThousands(s.ok),
        withThousands(s.errors), withThousands(s.crashes),
        durationCell(s.period.count, s.period.meanNs),
        durationCell(s.latenessCount, s.latenessP50Ns),
        durationCell(s.latenessCount, s.latenessP99Ns),
        durationCell(s.latenessCount, s.latenessMaxNs), durationCell(s.ticks, s.driftNs),
        fmt::format("{:.2f}", s.utilisation), withThousands(s.depthMax), withThousands(s.depthLast),
        fmt::format("{:.2f}", s.depthMean), withThousands(s.restarts), withThousands(s.dropped),
        withThousands(s.lost), toText(s.growth) };
}

/// What went wrong is told where something did: columns in which all servers have 0 are left out.
void dropEmptyColumns(std::vector<Row>& rows)
{
    constexpr std::string_view troubles[] = { "errors", "crashes", "restarts", "dropped", "lost" };
    for (std::size_t column = rows.front().size(); column-- > 0;) {
        const bool isTrouble = std::ranges::count(troubles, rows.front()[column]) > 0;
        const auto isEmpty = [column](const Row& row) { return row[column] == "0"; };
        if (!isTrouble || !std::all_of(rows.begin() + 1, rows.end(), isEmpty))
            continue;
        for (Row& row : rows)
            row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
    }
}

std::string table(const std::vector<Row>& rows)
{
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row& row : rows) {
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], characterCount(row[column]));
    }
    std::string text;
    for (const Row& row : rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string padding(widths[column] - characterCount(row[column]), ' ');
            const bool isLast = column + 1 == row.size();
            text += column == 0 ? row[column] + padding
                : isLast        ? "  " + row[column]
                                : "  " + padding + row[column];
        }
        text += '\n';
    }
    return text;
}

std::string heading(const RunFacts& facts)
{
    std::string text;
    if (!facts.title.empty())
        text += visibleText(facts.title) + '\n';
    text += fmt::format("{} of virtual time, seed {}, {} clock, {} events, fingerprint {}\n",
        durationCell(facts.untilNs), facts.seed, toText(facts.clock), withThousands(facts.events),
        fingerprintText(facts.fingerprint));
    if (facts.limit) {
        text += fmt::format("Partial: a limit ended the run at {}.\n{}\n",
            durationCell(facts.limit->atNs), facts.limit->message);
    } else if (!facts.complete) {
        text += "Partial: the run was stopped before its end.\n";
    }
    return text;
}

} // namespace

std::string summaryText(const RunSummary& summary, std::size_t maxRows)
{
    std::string text = heading(summary.facts);
    if (summary.servers.empty())
        return text;
    std::vector<Row> rows { headRow() };
    for (const ServerSummary& server : summary.servers) {
        if (rows.size() > maxRows)
            break;
        rows.push_back(rowOf(server));
    }
    dropEmptyColumns(rows);
    text += '\n' + table(rows);
    const std::size_t listed = rows.size() - 1;
    if (listed < summary.servers.size()) {
        text += fmt::format(
            "{} more servers are not listed.\n", withThousands(summary.servers.size() - listed));
    }
    return text;
}

} // namespace tickscope
