// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/report.h"
#include "app/tickscope-cli/scenario_schema.h"

#include <memory>
#include <string>
#include <string_view>

namespace tickscope::cli {
namespace {

/// Runs as it is. What stands in a comment, but for words of a sentence, is right without the "# ".
constexpr std::string_view scenarioTemplate
    = R"(# A scenario for Tickscope. "tickscope-cli check FILE" finds mistakes, and
# "tickscope-cli run FILE" says what happens; "tickscope-cli help scenario" tells all keys.
# A duration is a number with us, ms, s, m or h, or a whole number of ms. Where it may vary from
# tick to tick (work, load, first) a rule may stand: { uniform = ["1s", "3s"] },
# { exponential = "1s" }, { normal = ["1s", "200ms"] } or { sequence = ["1s", "5s"] }.

format = 1
title = "My poller"
# description = "What there is to see, in Markdown"
duration = "60s"                  # how far a run without a window goes
# seed = 1                        # what random values are drawn from
# clock = "beam"                  # timers fire at millisecond edges, as on a real BEAM

# [supervisor]                    # of all servers
# strategy = "one_for_one"        # or one_for_all, rest_for_one
# max_restarts = 3                # within max_seconds
# max_seconds = 5

# [supervisor.parent]             # starts it again when it gave up
# max_restarts = 3
# max_seconds = 5

[[server]]                        # a GenServer; as many tables as there are servers
name = "poller"
kind = "poller"                   # or heartbeat, cache_refresh, countdown, backoff_poller
schedule = "after_work"           # or before_work, send_interval, absolute, absolute_skip, idle_timeout
interval = "5s"
work = "800ms"                    # what handling a tick takes
# first = "100ms"                 # until the first tick; the interval if left out
# jitter = "500ms"                # added to each interval, from 0 to this
# outcomes = ["ok", "error"]      # crash, stop and no_rearm too; the last holds for the rest
# load = "2s"                     # expensive work at the start
# load_in = "continue"            # or init, where it blocks the siblings
# load_outcomes = ["ok", "crash"] # over all restarts
# arm = "init"                    # or after_load: when the first timer is armed
# schedule_in_init = true         # whether it is armed at all
# unguarded_cancel = false        # true: cancelled twice, it crashes on cancel_timer(nil)
# address = "pid"                 # or name: where its timers send
# restart = "permanent"           # or transient, temporary
# count = 1                       # replicas: poller-1, poller-2, ...
# uses = "db"                     # its work needs a unit of this resource

# [[resource]]
# name = "db"
# capacity = 10                   # units; who finds none waits in a line
# timeout = "15s"                 # who waited so long has an error

# [[client]]                      # requests from outside
# server = "poller"
# do = "call"                     # or cast, tick
# every = { exponential = "2s" }  # from one to the next
# from = "10s"
# until = "50s"
# work = "100ms"                  # what handling one takes
# timeout = "5s"                  # of a call
# forgets_timeout = false         # true: its clause returns no timeout

# [[server]]
# name = "beat"
# kind = "heartbeat"
# interval = "1s"
# timeout = "3s"                  # the silence after which its monitor reports a missed beat

# [[server]]
# name = "backoff"
# kind = "backoff_poller"
# interval = "500ms"
# outcomes = { error = 0.1, crash = 0.01 }
# factor = 2                      # what an error multiplies the interval by
# max_interval = "1m"             # where that ends
# growth = "exponential"          # or double_once
# jitter = "full"                 # or none

# [[server]]
# name = "countdown"
# kind = "countdown"
# interval = "1s"
# from = 10

# [[action]]                      # what a person would do, at a virtual time
# at = "41s"
# server = "poller"
# do = "set_interval"             # set_work, set_outcomes, cancel, resume, tick, crash, stop, start, call
# value = "10s"                   # of a call, timeout = "5s"

# [[marker]]                      # a name for a moment; it changes nothing in a run
# at = "45s"
# name = "slower from here on"

# [[try]]                         # a button that does something with the run
# say = "Set the interval to 10 s"
# do = "set_interval"             # as of an action, or compare: with value = "after_work"
# server = "poller"
# value = "10s"
# at = "30s"                      # without it: at the present moment

[[expect]]                        # what the run must come to; "tickscope-cli help expect" lists all
that = "poller.depth.max <= 10"
# name = "it keeps up"
)";

/// A command that writes one text, to a file or to standard output.
void addTextCommand(CLI::App& program, CommandBody& chosen, const char* name, const char* about,
    const char* examples, std::string (*text)())
{
    auto arguments = std::make_shared<ReportArguments>();
    CLI::App* command = program.add_subcommand(name, about);
    command->footer(examples);
    command->add_option("-o,--output", arguments->output, "Write it to a file")
        ->option_text("FILE")
        ->check(namesAFile());
    addForceFlag(*command, arguments->force);
    command->callback([arguments, &chosen, text] {
        chosen = [arguments, text](Console& console) {
            return writeReport(*arguments, text(), ExitDone, console);
        };
    });
}

} // namespace

void addNewCommand(CLI::App& program, CommandBody& chosen)
{
    addTextCommand(program, chosen, "new",
        "Write a scenario to start from, with all keys in comments",
        "  tickscope-cli new -o mine.toml\n"
        "  tickscope-cli new | tickscope-cli run -",
        [] { return std::string(scenarioTemplate); });
}

void addSchemaCommand(CLI::App& program, CommandBody& chosen)
{
    addTextCommand(program, chosen, "schema", "Write the JSON Schema of a scenario, for editors",
        "  tickscope-cli schema -o tickscope.schema.json\n"
        "  taplo check --schema file://$PWD/tickscope.schema.json mine.toml",
        scenarioSchema);
}

} // namespace tickscope::cli
