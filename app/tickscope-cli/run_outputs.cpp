// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/run_outputs.h"

#include "core/trace/depth.h"
#include "core/trace/ticks.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tickscope::cli {
namespace {

/// The last line of events that are not all there were to come.
std::string partialLine(const RunFacts& facts)
{
    return fmt::format("{{\"t_ns\":{},\"complete\":false,\"reason\":\"{}\"}}\n", facts.untilNs,
        facts.limit ? "limit" : "interrupted");
}

std::vector<std::pair<std::string, std::string>> traceLabels(const RunFacts& facts)
{
    return {
        { "scenario", facts.scenario },
        { "seed", fmt::to_string(facts.seed) },
        { "clock", toText(facts.clock) },
        { "fingerprint", fingerprintText(facts.fingerprint) },
        { "complete", facts.complete ? "true" : "false" },
    };
}

} // namespace

std::vector<std::string> OutputPaths::all() const
{
    std::vector<std::string> paths;
    std::ranges::copy_if(std::vector { ticks, depth, events, trace }, std::back_inserter(paths),
        [](const std::string& path) { return !path.empty(); });
    return paths;
}

bool OutputPaths::usesStandardOutput() const
{
    return std::ranges::count(all(), standardStream) > 0;
}

Result<RunOutputs> RunOutputs::open(const OutputPaths& paths, Console& console)
{
    RunOutputs outputs;
    std::vector<Error> errors;
    const auto ifExists = paths.force ? IfExists::Overwrite : IfExists::Refuse;
    const auto openOne = [&](const std::string& path, std::optional<DataOutput>& output) {
        if (path.empty())
            return;
        auto opened = DataOutput::open(path, ifExists, console);
        if (opened)
            output = std::move(opened).value();
        else
            errors.push_back(opened.error());
    };
    openOne(paths.ticks, outputs.m_ticks);
    openOne(paths.depth, outputs.m_depth);
    openOne(paths.events, outputs.m_events);
    openOne(paths.trace, outputs.m_trace);
    if (!errors.empty())
        return errors;
    return outputs;
}

bool RunOutputs::stream(const Run& run)
{
    if (m_events && !m_eventWriter)
        m_eventWriter.emplace(m_events->sink(), run.processNames());
    if (m_trace && !m_traceWriter)
        m_traceWriter.emplace(m_trace->sink(), run.processNames());
    return (!m_eventWriter || m_eventWriter->consume(run.trace()))
        && (!m_traceWriter || m_traceWriter->consume(run.trace()));
}

std::vector<Error> RunOutputs::finish(const Run& run, const TraceLog& log, const RunFacts& facts)
{
    const auto names = serverNames(run);
    if (m_ticks)
        writeTicksCsv(m_ticks->sink(), log, names);
    if (m_depth)
        writeDepthCsv(m_depth->sink(), log, names);
    if (m_eventWriter)
        m_eventWriter->flush();
    if (m_events && !facts.complete)
        m_events->sink().write(partialLine(facts));
    if (m_traceWriter)
        m_traceWriter->finish(facts.untilNs, traceLabels(facts));
    return commit();
}

std::vector<Error> RunOutputs::commit()
{
    std::vector<Error> errors;
    for (auto* output : { &m_ticks, &m_depth, &m_events, &m_trace }) {
        if (!*output)
            continue;
        if (auto error = (*output)->commit())
            errors.push_back(std::move(*error));
    }
    return errors;
}

std::vector<std::string> serverNames(const Run& run)
{
    const auto& names = run.processNames();
    return { names.begin(), names.begin() + static_cast<std::ptrdiff_t>(run.serverCount()) };
}

} // namespace tickscope::cli
