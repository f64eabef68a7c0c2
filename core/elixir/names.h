// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"
#include "core/scenario/scenario.h"

#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// How one server table is called in generated code. Every name is made of letters, digits and
/// underscores only, except `server`, which is an atom and is written with atomText().
struct ServerNames
{
    std::string server; ///< the registered name: "poller-a"
    std::string module; ///< the Elixir module: "PollerA"
    std::string file; ///< the file without its ending, and the Erlang module: "poller_a"
};

/// Names for all server tables, by their index; no two tables share a module or a file.
///
/// @return Error InvalidScenario for a name that is no plain atom, that a running BEAM has given to
/// a process of its own ("init"), or that no process can have ("nil"); all of them in one go.
Result<std::vector<ServerNames>> serverNames(const Scenario& scenario);

/// The registered name of the pool that stands for each resource, by their index: plain atoms that
/// no server has, such as "db_pool".
std::vector<std::string> poolNames(const Scenario& scenario);

/// How long the formatter lets a line become.
inline constexpr std::size_t lineLength = 98;

/// The atom as Elixir's formatter writes it: ":poller", ":\"poller-1\"". @pre a checked name
std::string elixirAtom(std::string_view name);
/// The same without the colon, as a key: "poller", "\"poller-1\"".
std::string elixirKey(std::string_view name);
/// The atom as Erlang writes it: "poller", "'poller-1'".
std::string erlangAtom(std::string_view name);

/// A text as an Elixir string literal, quotes included: nothing in it can end the literal or run.
/// Control characters are written as escapes; bytes that are no UTF-8 become U+FFFD.
std::string elixirString(std::string_view text);
/// A text as one line of Markdown in which nothing is markup.
std::string markdownText(std::string_view text);

/// Whole milliseconds, rounded up as the BEAM's clock does with anything finer.
std::int64_t wholeMs(Duration duration);
/// A number as people write it in Elixir, and the formatter leaves it: 5_000.
std::string elixirNumber(std::int64_t number);

} // namespace tickscope
