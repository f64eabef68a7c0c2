// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/markdown_summary.h"

#include "app/tickscope-cli/report.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

namespace tickscope::cli {
namespace {

std::string durationCell(std::uint64_t count, std::int64_t ns)
{
    if (count == 0)
        return "-";
    return ns < 0 ? "-" + humanText(Duration { -ns }) : humanText(Duration { ns });
}

std::string rowOf(const ServerSummary& server)
{
    const ServerStatistics& s = server.statistics;
    return fmt::format("| {} | {} | {} | {} | {} | {:.2f} | {} | {} |\n", markdownCell(server.name),
        withThousands(s.ticks), durationCell(s.period.count, s.period.meanNs),
        durationCell(s.latenessCount, s.latenessPercentiles.p99Ns),
        durationCell(s.latenessCount, s.latenessMaxNs), s.utilisation, withThousands(s.depthMax),
        markdownCell(toText(s.growth)));
}

} // namespace

std::string markdownSummary(const RunSummary& summary)
{
    const RunFacts& facts = summary.facts;
    std::string text = fmt::format("### {}\n\n{} of virtual time, seed {}, {} clock, {} events, "
                                   "fingerprint `{}`{}\n\n",
        markdownCell(facts.title.empty() ? facts.scenario : facts.title),
        humanText(Duration { facts.untilNs }), facts.seed, toText(facts.clock),
        withThousands(facts.events), fingerprintText(facts.fingerprint),
        facts.complete ? "" : ", **partial**");
    text += "| server | ticks | period | late p99 | late max | busy | depth max | verdict |\n"
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n";
    for (const ServerSummary& server : summary.servers)
        text += rowOf(server);
    return text + "\n";
}

} // namespace tickscope::cli
