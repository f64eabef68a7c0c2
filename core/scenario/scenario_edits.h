// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <cstddef>
#include <optional>
#include <string>

namespace tickscope {

/// Changes of a scenario that a person asks for: each takes one and returns another, and nothing
/// else happens. A server is named by its place in Scenario::servers (`spec`), before replicas are
/// expanded.

/// @return a name that no server of the scenario has: base, base_2, base_3, ...
std::string freeName(const Scenario& scenario, const std::string& base);

/// @return the table behind a server of the run; nothing when the run has no such server
std::optional<std::size_t> specOf(const Scenario& scenario, ServerIndex server);

/// @return the first server of the run that a table makes
/// @pre spec is a place in Scenario::servers
ServerIndex firstServerOf(const Scenario& scenario, std::size_t spec);

/// Adds a server of that kind, as one would write it first, under a free name and as the last one.
Scenario withServerAdded(Scenario scenario, ServerKind kind = ServerKind::Poller);

/// Gives a server another name. The actions and clients of it, and of its replicas, go along.
/// @pre spec is a place in Scenario::servers
Scenario withServerNamed(Scenario scenario, std::size_t spec, const std::string& name);

/// @return the new name of a server that a table made, where that table was given another name: of
///     the server itself or of a replica of it; nothing for any other server
std::optional<std::string> renamedServer(
    const std::string& server, const ServerSpec& table, const std::string& name);

/// Puts the same server under a free name behind the one that it was copied from.
/// @pre spec is a place in Scenario::servers
Scenario withServerDuplicated(Scenario scenario, std::size_t spec);

/// Takes a server out, and the actions and clients of it.
/// @pre spec is a place in Scenario::servers
Scenario withoutServer(Scenario scenario, std::size_t spec);

/// Lets a server change places with the one before it (by = -1) or behind it (by = 1).
/// @pre spec is a place in Scenario::servers
/// @return nothing when there is no place there
std::optional<Scenario> withServerMoved(Scenario scenario, std::size_t spec, int by);

/// Puts a copy of a server with another schedule behind it, named after that.
/// @param server  of its table; without one of that name nothing changes
Scenario withServerCompared(Scenario scenario, const std::string& server, Schedule schedule);

/// Puts an action in its place by time, behind those of the same time.
Scenario withActionAdded(Scenario scenario, Action action);

/// Puts an action in the place of another, or takes it out, and sorts them by their time.
/// @return nothing when the scenario has no such action
std::optional<Scenario> withActionReplaced(
    Scenario scenario, const Action& before, const std::optional<Action>& after);

} // namespace tickscope
