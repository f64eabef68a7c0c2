// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"
#include "app/tickscope-cli/data_output.h"
#include "core/run/run.h"
#include "core/trace/chrome_trace.h"
#include "core/trace/events.h"
#include "core/trace/summary.h"
#include "core/trace/trace_log.h"

#include <optional>
#include <string>
#include <vector>

namespace tickscope::cli {

/// Where the data of a run goes; an empty path for what nobody asked for.
struct OutputPaths
{
    std::string ticks;
    std::string depth;
    std::string events;
    std::string trace;
    bool force = false;

    std::vector<std::string> all() const;
    bool usesStandardOutput() const;
    /// Whether a table is written, which needs the whole log at the end.
    bool needLog() const { return !ticks.empty() || !depth.empty(); }
    /// Whether something is written while it happens.
    bool needRecords() const { return !events.empty() || !trace.empty(); }
};

/// The data files of one run. Events and the Chrome trace are written as things happen, tables at
/// the end.
class RunOutputs
{
public:
    /// Opens all of them, before any work is done.
    /// Errors: as OutputFile::open().
    static Result<RunOutputs> open(const OutputPaths& paths, Console& console);

    /// Takes in what happened since the last call.
    /// @return false when there is no point in going on: nothing more can be written
    bool stream(const Run& run);
    /// Writes the tables, labels what is not complete, and puts all files under their names.
    /// @return what could not be written
    std::vector<Error> finish(const Run& run, const TraceLog& log, const RunFacts& facts);

private:
    std::vector<Error> commit();

    std::optional<DataOutput> m_ticks;
    std::optional<DataOutput> m_depth;
    std::optional<DataOutput> m_events;
    std::optional<DataOutput> m_trace;
    std::optional<EventWriter> m_eventWriter;
    std::optional<ChromeTraceWriter> m_traceWriter;
};

/// @return the names of a run's servers, by index.
std::vector<std::string> serverNames(const Run& run);

} // namespace tickscope::cli
