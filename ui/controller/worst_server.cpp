// SPDX-License-Identifier: GPL-3.0-only
#include "ui/controller/worst_server.h"

#include "core/run/run.h"
#include "core/trace/statistics.h"
#include "core/trace/trace_log.h"

#include <tuple>

namespace tickscope {

namespace {

constexpr std::uint64_t mostEvents = 20'000;
constexpr std::size_t mostServers = 500;

auto badness(const ServerStatistics& measured)
{
    return std::tuple(measured.growth.kind == GrowthVerdict::Kind::Grows, measured.depthMax,
        measured.latenessMaxNs);
}

} // namespace

std::optional<std::uint32_t> worstServer(const Scenario& scenario)
{
    Run run(scenario);
    if (run.serverCount() == 0 || run.serverCount() > mostServers)
        return std::nullopt;
    TraceLog log(run.scenario(), run.watchedServers());
    run.advanceTo(VirtualTime(scenario.duration), mostEvents);
    log.consume(run.trace());
    std::uint32_t worst = 0;
    auto most = badness(measure(log.server(0), run.serverSpec(0), 0, toNs(run.now())));
    for (std::uint32_t server = 1; server < run.serverCount(); ++server) {
        const auto bad
            = badness(measure(log.server(server), run.serverSpec(server), 0, toNs(run.now())));
        if (bad > most) {
            most = bad;
            worst = server;
        }
    }
    return worst;
}

} // namespace tickscope
