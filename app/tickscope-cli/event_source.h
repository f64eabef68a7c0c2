// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"
#include "app/tickscope-cli/load_scenario.h"
#include "app/tickscope-cli/scenario_arguments.h"

#include <memory>
#include <string>

namespace tickscope::cli {

/// The events of a run as lines of JSON, one after another: read from a file, or made by running a
/// scenario as far as somebody asks.
class EventSource
{
public:
    virtual ~EventSource() = default;

    /// @return false at the end; the line is left alone then
    virtual bool next(std::string& line) = 0;
    /// Says why the events ended before their time, if they did.
    /// @return the exit code for that; ExitDone at a proper end
    virtual int finish(Console& console) = 0;
};

/// What a scenario is run with, and how far.
struct SourceArguments
{
    ReadOptions read;
    OverrideArguments overrides;
    RunLimits limits;
};

/// An event source, or the exit code that stands for why there is none.
struct OpenedSource
{
    std::unique_ptr<EventSource> source;
    int exitCode = 0;
};

/// Opens a file of events (its first character is `{`) or a scenario. Either may be a pipe.
OpenedSource openEventSource(
    const std::string& file, const SourceArguments& arguments, Console& console);

} // namespace tickscope::cli
