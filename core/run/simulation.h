// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/node.h"
#include "core/run/client_arrivals.h"
#include "core/run/run.h"
#include "core/servers/world.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tickscope {

/// A scenario brought to life: its servers on a node, their worlds around them, and the actions
/// that the node hands back when they are due. Nothing but begin() may be called before begin().
class Simulation final : private NodeHost
{
public:
    /// @param scenario  kept by reference; may change while nothing runs
    explicit Simulation(const Scenario& scenario)
        : m_scenario(scenario)
    {
    }
    ~Simulation() { end(); }
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    void begin(const RunOptions& options, const std::vector<Action>& actions);
    /// Forgets all that ran. Most of the memory is kept for another begin().
    void end();

    Node& node() { return *m_node; }
    std::size_t serverCount() const { return m_serverCount; }
    const ServerSpec& spec(ServerIndex server) const { return world(server).spec(); }
    const std::vector<std::uint32_t>& watchedServers() const { return m_watched; }
    /// By process, then the supervisor's. Made when first asked for.
    const std::vector<std::string>& processNames() const;

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
        std::string text; // what it returned, if it was no message
        bool isDropped = false;
        std::uint32_t openStarts = 0; // that the supervisor has not answered yet
    };

    struct Client
    {
        ClientArrivals arrivals;
        std::vector<ServerIndex> servers;
    };

    // NodeHost
    void createServer(std::uint32_t process, void* room) override;
    std::string nameOf(std::uint32_t process) const override;
    void act(std::uint32_t action) override;
    void callReplied(std::uint32_t process, std::uint32_t message) override;
    void clientComes(std::uint32_t client) override;
    void startAnswered(std::uint32_t asker, StartResult result) override;

    Node::Config configure(const RunOptions& options);
    void addChildren(Node::Config& config);
    void makeWorlds();
    World& world(ServerIndex server) const;
    std::optional<std::uint32_t> resourceOf(const ServerSpec& spec) const;
    std::uint32_t monitorOf(ServerIndex server) const;
    std::string serverName(ServerIndex server) const;
    void actOn(ServerIndex server, Pending& pending);
    void startClients();
    void scheduleNext(std::uint32_t client);
    void ask(Client& client);
    std::vector<ServerIndex> targets(const std::string& name);
    void indexNames();

    const Scenario& m_scenario;
    std::vector<ServerIndex> m_firstServers; // by table of the scenario: its first replica
    std::uint32_t m_serverCount = 0;
    std::uint32_t m_worldCount = 0; // how many worlds have been made
    // By process from serverCount() on: the server that a monitor watches, ascending; then
    // UINT32_MAX for the supervisor, and once more for its parent if it has one.
    std::vector<std::uint32_t> m_watched;
    std::vector<Pending> m_actions;
    std::unordered_map<std::uint32_t, std::string> m_replies; // by message, to calls of actions
    std::vector<Client> m_clients; // as in the scenario
    std::unordered_map<std::string_view, std::uint32_t> m_tables; // by name, once one is sought
    mutable std::vector<std::string> m_names; // once asked for
    std::optional<Node> m_node; // while it runs
};

} // namespace tickscope
