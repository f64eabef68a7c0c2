// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "core/scenario/scenario.h"

#include <cstddef>
#include <string>
#include <vector>

namespace tickscope {

/// Whether an action is for this server: by its own name, or by that of its table.
bool isFor(const Action& action, const ServerInstance& server, const Scenario& scenario);

/// What the recorder's World gives to each server. What the scenario leaves to chance is drawn here
/// with the simulator's own generator, in its order, so that both runs get the same.
class WorldScript
{
public:
    /// Runs the scenario with the clock of a BEAM, to know how often each server asks.
    explicit WorldScript(const Scenario& scenario);

    /// What all servers find at the start, as one Elixir map.
    std::string start() const;
    /// What a set_work or set_outcomes action changes for one server: "[work: 80]".
    /// @param action  index into Scenario::actions
    /// @return empty for any other action
    std::string change(std::size_t action, ServerIndex server) const;

private:
    struct Asked
    {
        std::vector<std::int64_t> works; ///< when work started
    };
    std::string serverStart(ServerIndex server) const;
    std::string loadOutcomes(ServerIndex server) const;
    std::string drawsOf(ServerIndex server) const;
    std::string poolOf(const ServerSpec& spec) const;

    const Scenario& m_scenario;
    std::vector<ServerInstance> m_servers;
    Run m_run;
    std::vector<Asked> m_asked; // by server
};

} // namespace tickscope
