// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/node.h"
#include "core/run/run.h"
#include "core/servers/world.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tickscope {

/// A scenario brought to life: its servers on a node, their worlds around them, and the actions
/// that the node hands back when they are due. Started when made.
class Simulation final : private NodeHost
{
public:
    /// @param scenario  kept by reference
    Simulation(
        const Scenario& scenario, const RunOptions& options, const std::vector<Action>& actions);

    Node& node() { return *m_node; }
    std::size_t serverCount() const { return m_servers.size(); }
    const ServerSpec& spec(ServerIndex server) const;
    const std::vector<std::uint32_t>& watchedServers() const { return m_watched; }

    /// @pre action.at is not before the node's now
    void addAction(Action action);
    ActionResult actionResult(std::size_t index) const;
    ServerSnapshot snapshot(ServerIndex server) const;
    std::string nextEventText();

private:
    struct Pending
    { // an action and what came of it
        Action action;
        bool isDone = false;
        VirtualTime doneAt {};
        std::vector<std::uint32_t> messages; // one per server that it went to
        std::string text; // what it returned, when at once
        bool isDropped = false;
    };

    std::unique_ptr<GenServer> createServer(std::uint32_t process) override;
    void act(std::uint32_t action) override;
    void actOn(ServerIndex server, Pending& pending);
    std::vector<ServerIndex> targets(const std::string& name) const;
    Node::Config configure(const RunOptions& options);

    const Scenario& m_scenario;
    std::vector<ServerInstance> m_servers;
    std::unordered_map<std::string, ServerIndex> m_byName; // looked up, never walked
    std::vector<World> m_worlds;
    std::vector<std::uint32_t> m_monitorOf; // by server; process index or UINT32_MAX
    std::vector<std::uint32_t> m_watched; // by process from serverCount() on
    std::vector<Pending> m_actions;
    std::unique_ptr<Node> m_node;
};

} // namespace tickscope
