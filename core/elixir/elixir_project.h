// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/server_plan.h"
#include "core/result.h"
#include "core/scenario/scenario.h"

#include <string>
#include <vector>

namespace tickscope {

struct ProjectFile
{
    std::string path; ///< relative, with '/': "lib/poller.ex"
    std::string contents;
};

/// Files of one exported scenario, in the order in which a reader may open them.
struct ElixirProject
{
    std::vector<ProjectFile> files;
};

/// A Mix project that runs the scenario: an application with the servers under their supervisor,
/// World (which stands for the work), demo.exs (which acts at the scenario's times and prints what
/// came back), and ExUnit tests that send the ticks themselves.
/// It compiles without warnings on Elixir 1.14, is formatted, and is under the 0BSD licence.
/// @return Error InvalidScenario when a name cannot be used; see serverNames()
Result<ElixirProject> elixirProject(const Scenario& scenario, Clauses clauses = Clauses::Used);

/// The same as an OTP application in Erlang (rebar.config, src/*.erl).
Result<ElixirProject> erlangProject(const Scenario& scenario, Clauses clauses = Clauses::Used);

/// The same as one Livebook notebook, "NAME.livemd".
Result<ElixirProject> livebookProject(const Scenario& scenario, Clauses clauses = Clauses::Used);

/// All modules of the scenario as one text, for reading.
Result<std::string> elixirListing(const Scenario& scenario, Clauses clauses = Clauses::Used);
Result<std::string> erlangListing(const Scenario& scenario, Clauses clauses = Clauses::Used);

} // namespace tickscope
