// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"
#include "core/trace/summary.h"
#include "core/trace/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace tickscope {

namespace {

constexpr std::string_view nothing = "-";

std::string durationCell(std::uint64_t count, std::int64_t ns)
{
    return count == 0 ? std::string(nothing) : measuredText(ns);
}

/// What was asked for is told to the last millisecond.
std::string asked(std::int64_t ns)
{
    constexpr std::int64_t second = 1'000'000'000;
    return ns % second == 0 ? humanText(Duration { ns }) : measuredText(ns);
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
        durationCell(s.latenessCount, s.latenessPercentiles.p50Ns),
        durationCell(s.latenessCount, s.latenessPercentiles.p99Ns),
        durationCell(s.latenessCount, s.latenessMaxNs), durationCell(s.ticks, s.driftNs),
        fmt::format("{:.2f}", s.utilisation), withThousands(s.depthMax), withThousands(s.depthLast),
        fmt::format("{:.2f}", s.depthMean), withThousands(s.restarts), withThousands(s.dropped),
        withThousands(s.lost), verdictText(s) };
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
        asked(facts.untilNs), facts.seed, toText(facts.clock), withThousands(facts.events),
        fingerprintText(facts.fingerprint));
    if (facts.limit) {
        text += fmt::format("Partial: a limit ended the run at {}.\n{}\n", asked(facts.limit->atNs),
            facts.limit->message);
    } else if (!facts.complete) {
        text += "Partial: the run was stopped before its end.\n";
    }
    if (facts.fromNs > 0)
        text += fmt::format("Statistics after a warm-up of {}.\n", asked(facts.fromNs));
    return text;
}

std::string callsLine(const std::string& name, const CallStatistics& calls)
{
    std::string text = fmt::format("{}: {}, {} answered", name,
        calls.made == 1 ? "1 call" : withThousands(calls.made) + " calls",
        withThousands(calls.answered));
    if (calls.answered > 0) {
        text += fmt::format(" (p50 {}, p99 {}, max {})", measuredText(calls.answerP50Ns),
            measuredText(calls.answerP99Ns), measuredText(calls.answerMaxNs));
    }
    if (calls.timedOut > 0)
        text += fmt::format(", {} timed out", withThousands(calls.timedOut));
    if (calls.failed > 0)
        text += fmt::format(", {} found no process or lost it", withThousands(calls.failed));
    const std::uint64_t waiting = calls.made - calls.answered - calls.timedOut - calls.failed;
    if (waiting > 0)
        text += fmt::format(", {} still waiting", withThousands(waiting));
    return text + '\n';
}

/// "Most at work at once: 22 servers, at 30 s (20 of batch, at 30 s; 5 of jittered, at 3.200 s)"
std::string busiestLine(const RunFacts& facts)
{
    constexpr std::size_t mostNamed = 4;
    std::string text = fmt::format("Most at work at once: {} servers, at {}",
        withThousands(facts.busiest.servers), momentText(facts.busiest.atNs));
    const char* before = " (";
    std::size_t named = 0;
    for (const auto& [name, busiest] : facts.busiestGroups) {
        if (busiest.servers == 0 || ++named > mostNamed)
            continue;
        text += fmt::format("{}{} of {}, at {}", std::exchange(before, "; "),
            withThousands(busiest.servers), visibleText(name), momentText(busiest.atNs));
    }
    return text + (named > 0 ? ")\n" : "\n");
}

/// A line for each thing that is worth one, of the servers that the table lists.
std::string remarks(const RunSummary& summary, std::size_t listed)
{
    std::string text = gaveUpText(summary.facts.supervisor);
    text += text.empty() ? "" : "\n";
    for (std::size_t i = 0; i < listed; ++i) {
        const ServerSummary& server = summary.servers[i];
        const ServerStatistics& s = server.statistics;
        if (s.calls.made > 0)
            text += callsLine(visibleText(server.name), s.calls);
        if (s.missedBeats > 0) {
            text += fmt::format("{}: {} missed\n", visibleText(server.name),
                s.missedBeats == 1 ? "1 beat" : withThousands(s.missedBeats) + " beats");
        }
    }
    if (summary.facts.busiest.servers > 1)
        text += busiestLine(summary.facts);
    return text.empty() ? text : '\n' + text;
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
    return text + remarks(summary, listed);
}

} // namespace tickscope
