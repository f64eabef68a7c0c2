// SPDX-License-Identifier: GPL-3.0-only
#include "core/run/simulation.h"

#include "core/scenario/server_kinds.h"
#include "core/servers/heartbeat/heartbeat.h"
#include "core/servers/make_server.h"
#include "core/servers/server_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <new>
#include <numeric>

namespace tickscope {

namespace {

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

/// @param reply  what a call returned
std::string textOf(const Answer& answer, const std::string& reply)
{
    switch (answer.kind) {
    case MessageKind::Cancel:
        if (answer.value == cancelledFalse)
            return "false";
        if (answer.value == cancelledOk)
            return "{:ok, :cancel}";
        if (answer.value == cancelledBadarg)
            return "{:error, :badarg}";
        if (answer.value == cancelledRaised)
            return "** (ArgumentError)";
        return answer.value == noDue ? ":ok" : fmt::format("{}", answer.value);
    case MessageKind::Call:
    case MessageKind::Sys:
        if (answer.isTooLong)
            return "exit: timeout_value";
        return answer.callerGaveUp ? "exit: timeout" : reply;
    default:
        return ":ok";
    }
}

} // namespace

void Simulation::begin(const RunOptions& options, const std::vector<Action>& actions)
{
    NodeHost& host = *this; // private to everybody else
    m_node.emplace(host, configure(options));
    makeWorlds();
    for (const Action& action : actions)
        addAction(action);
    startClients();
    m_node->start();
}

void Simulation::end()
{
    while (m_worldCount > 0)
        world(--m_worldCount).~World();
    m_node.reset();
    m_firstServers.clear();
    m_serverCount = 0;
    m_watched.clear();
    m_actions.clear();
    m_replies.clear();
    m_clients.clear();
    m_tables.clear();
    m_names.clear();
}

Node::Config Simulation::configure(const RunOptions& options)
{
    const SupervisorSpec& supervisor = m_scenario.supervisor;
    Node::Config config { m_scenario.clock, options.limits, options.keep, 0, 0, {},
        supervisor.strategy, { supervisor.maxRestarts, supervisor.maxSeconds }, std::nullopt, {} };
    if (supervisor.parent)
        config.parent.emplace(supervisor.parent->maxRestarts, supervisor.parent->maxSeconds);
    m_firstServers.reserve(m_scenario.servers.size());
    for (const ServerSpec& spec : m_scenario.servers) {
        m_firstServers.push_back(m_serverCount);
        m_serverCount += spec.count;
        config.serverBytes = std::max(config.serverBytes, serverBytes(spec.kind));
    }
    for (const ResourceSpec& resource : m_scenario.resources)
        config.resources.push_back({ resource.capacity, resource.timeout, 0, {} });
    addChildren(config);
    config.processes = m_serverCount + static_cast<std::uint32_t>(m_watched.size());
    m_watched.push_back(nobody); // the supervisor
    if (config.parent)
        m_watched.push_back(nobody);
    return config;
}

// The supervisor starts each heartbeat's monitor just before it.
void Simulation::addChildren(Node::Config& config)
{
    config.children.reserve(m_scenario.servers.size());
    for (std::size_t table = 0; table < m_scenario.servers.size(); ++table) {
        const ServerSpec& spec = m_scenario.servers[table];
        const ServerIndex first = m_firstServers[table];
        if (!rowOf(spec.kind).hasMonitor) {
            config.children.push_back({ first, spec.restart, spec.count });
            continue;
        }
        for (ServerIndex server = first; server < first + spec.count; ++server) {
            const auto monitor = m_serverCount + static_cast<std::uint32_t>(m_watched.size());
            m_watched.push_back(server);
            config.children.push_back({ monitor, RestartKind::Permanent });
            config.children.push_back({ server, spec.restart });
        }
    }
}

void Simulation::makeWorlds()
{
    static_assert(sizeof(World) <= ProcessTable::surroundingsBytes);
    ServerIndex server = 0;
    for (const ServerSpec& spec : m_scenario.servers) {
        for (std::uint32_t replica = 0; replica < spec.count; ++replica, ++server, ++m_worldCount)
            new (m_node->surroundings(server))
                World(spec, m_scenario.seed, server, { replica + 1, resourceOf(spec) });
    }
}

std::optional<std::uint32_t> Simulation::resourceOf(const ServerSpec& spec) const
{
    if (spec.uses.empty())
        return std::nullopt;
    const auto& all = m_scenario.resources;
    const auto found = std::ranges::find(all, spec.uses, &ResourceSpec::name);
    return static_cast<std::uint32_t>(found - all.begin());
}

World& Simulation::world(ServerIndex server) const
{
    return *std::launder(static_cast<World*>(m_node->surroundings(server)));
}

std::uint32_t Simulation::monitorOf(ServerIndex server) const
{
    const auto place = std::lower_bound(m_watched.begin(), m_watched.end(), server);
    return m_serverCount + static_cast<std::uint32_t>(place - m_watched.begin());
}

void Simulation::createServer(std::uint32_t process, void* room)
{
    if (process < m_serverCount)
        makeServer(room, world(process), monitorOf(process));
    else
        new (room) HeartbeatMonitor(heartbeatTimeout(spec(m_watched[process - m_serverCount])));
}

// --- Names --------------------------------------------------------------------------------------

std::string Simulation::serverName(ServerIndex server) const
{
    const ServerSpec& table = spec(server);
    if (table.count == 1)
        return table.name;
    const ServerIndex first = m_firstServers[&table - m_scenario.servers.data()];
    return fmt::format("{}-{}", table.name, server - first + 1);
}

std::string Simulation::nameOf(std::uint32_t process) const
{
    if (process < m_serverCount)
        return serverName(process);
    const std::uint32_t watched = m_watched[process - m_serverCount];
    if (watched != nobody)
        return serverName(watched) + "_monitor";
    const bool isParent = m_scenario.supervisor.parent
        && process + 1 == m_serverCount + static_cast<std::uint32_t>(m_watched.size());
    return isParent ? "supervisor_parent" : "supervisor";
}

// A run of a million servers that nobody looks at has no need for their names.
const std::vector<std::string>& Simulation::processNames() const
{
    if (m_names.empty()) {
        const auto count = m_serverCount + static_cast<std::uint32_t>(m_watched.size());
        m_names.reserve(count);
        for (std::uint32_t process = 0; process < count; ++process)
            m_names.push_back(nameOf(process));
    }
    return m_names;
}

void Simulation::indexNames()
{
    m_tables.reserve(m_scenario.servers.size());
    for (std::uint32_t table = 0; table < m_scenario.servers.size(); ++table)
        m_tables.emplace(m_scenario.servers[table].name, table);
}

// --- Actions ------------------------------------------------------------------------------------

void Simulation::addAction(Action action)
{
    assert(action.at >= m_node->now());
    m_node->scheduleAction(action.at, static_cast<std::uint32_t>(m_actions.size()));
    m_actions.push_back({ std::move(action), false, {}, {}, {}, false });
}

// A server; one replica, "name-2"; or the name of a table with count > 1: all its replicas.
std::vector<ServerIndex> Simulation::targets(const std::string& name)
{
    if (m_tables.empty())
        indexNames();
    if (const auto found = m_tables.find(name); found != m_tables.end()) {
        std::vector<ServerIndex> replicas(m_scenario.servers[found->second].count);
        std::iota(replicas.begin(), replicas.end(), m_firstServers[found->second]);
        return replicas;
    }
    const std::size_t dash = std::min(name.rfind('-'), name.size());
    const auto found = m_tables.find(std::string_view(name).substr(0, dash));
    if (found == m_tables.end())
        return {};
    const ServerIndex first = m_firstServers[found->second];
    for (ServerIndex i = 0; i < m_scenario.servers[found->second].count; ++i) {
        if (serverName(first + i) == name)
            return { first + i };
    }
    return {};
}

void Simulation::act(std::uint32_t index)
{
    Pending& pending = m_actions[index];
    pending.isDone = true;
    pending.doneAt = m_node->now();
    if (pending.action.kind == ActionKind::Stall) {
        m_node->stall(pending.action.stall);
        pending.text = ":ok";
        return;
    }
    for (const ServerIndex server : targets(pending.action.server))
        actOn(server, pending);
}

void Simulation::actOn(ServerIndex server, Pending& pending)
{
    const Action& action = pending.action;
    pending.text = ":ok";
    switch (action.kind) {
    case ActionKind::SetInterval:
        pending.messages.push_back(m_node->cast(server, MessageKind::SetInterval, action.interval));
        break;
    case ActionKind::Cancel:
        pending.messages.push_back(m_node->cast(server, MessageKind::Cancel));
        break;
    case ActionKind::Resume:
        pending.messages.push_back(m_node->cast(server, MessageKind::Resume));
        break;
    case ActionKind::Stop:
        pending.messages.push_back(m_node->stop(server));
        break;
    case ActionKind::Call:
        pending.messages.push_back(
            m_node->call(server, action.timeout, { .work = action.requestWork }));
        m_replies.emplace(pending.messages.back(), std::string());
        break;
    case ActionKind::Sys:
        pending.messages.push_back(m_node->askState(server, action.timeout));
        m_replies.emplace(pending.messages.back(), std::string());
        break;
    case ActionKind::Stall:
        break; // of no server
    case ActionKind::SetWork:
        world(server).setWork(action.work, m_scenario.seed, server);
        m_node->recordWorld(server, Event::SetWork);
        break;
    case ActionKind::SetOutcomes:
        world(server).setOutcomes(action.outcomes, m_scenario.seed, server);
        m_node->recordWorld(server, Event::SetOutcomes);
        break;
    case ActionKind::Tick:
        pending.isDropped = !m_node->process(server).isAlive();
        m_node->sendTick(server, tickMessage(spec(server)));
        pending.text = fmt::format(":{}", toText(tickMessage(spec(server)))); // as send/2 does
        break;
    case ActionKind::Crash:
        pending.isDropped = !m_node->kill(server);
        pending.text = "true"; // as Process.exit/2 does, whatever becomes of the process
        break;
    case ActionKind::Start:
        ++pending.openStarts;
        m_node->startChildAgain(server, static_cast<std::uint32_t>(&pending - m_actions.data()));
        break;
    }
    if (pending.isDropped)
        pending.text = "noproc";
}

void Simulation::startAnswered(std::uint32_t asker, StartResult result)
{
    Pending& pending = m_actions[asker];
    --pending.openStarts;
    pending.doneAt = m_node->now();
    pending.isDropped = result == StartResult::NoProcess;
    switch (result) {
    case StartResult::Started:
        pending.text = "{:ok, pid}";
        break;
    case StartResult::Failed:
        pending.text = "{:error, reason}";
        break;
    case StartResult::AlreadyStarted:
    case StartResult::NoProcess:
        pending.text = toText(result);
        break;
    }
}

void Simulation::callReplied(std::uint32_t process, std::uint32_t message)
{
    const auto reply = m_replies.find(message);
    if (reply != m_replies.end())
        reply->second = m_node->server(process)->inspectState();
}

// --- Clients ------------------------------------------------------------------------------------

void Simulation::startClients()
{
    m_clients.reserve(m_scenario.clients.size());
    for (std::uint32_t i = 0; i < m_scenario.clients.size(); ++i) {
        const ClientSpec& client = m_scenario.clients[i];
        m_clients.push_back({ { client, m_scenario.seed, i }, targets(client.server) });
        scheduleNext(i);
    }
}

void Simulation::scheduleNext(std::uint32_t client)
{
    if (const std::optional<VirtualTime> at = m_clients[client].arrivals.next())
        m_node->scheduleClient(*at, client);
}

void Simulation::clientComes(std::uint32_t client)
{
    ask(m_clients[client]);
    scheduleNext(client);
}

// A request that comes now. Each server that it goes to gets the same.
void Simulation::ask(Client& client)
{
    const ClientSpec& spec = client.arrivals.client();
    const Request request { client.arrivals.work(), spec.forgetsTimeout, false };
    for (const ServerIndex server : client.servers) {
        switch (spec.request) {
        case ClientRequest::Call:
            m_node->call(server, spec.timeout, request);
            break;
        case ClientRequest::Cast:
            m_node->cast(server, MessageKind::Cast, {}, request);
            break;
        case ClientRequest::Tick:
            m_node->sendTick(server, tickMessage(this->spec(server)));
            break;
        }
    }
}

// --- What came of an action ---------------------------------------------------------------------

// With several targets the last one speaks for all.
ActionResult Simulation::actionResult(std::size_t index) const
{
    const Pending& pending = m_actions[index];
    ActionResult result;
    if (!pending.isDone)
        return result;
    if (pending.openStarts > 0) {
        result.state = ActionResult::State::Waiting;
        return result;
    }
    result.state = pending.isDropped ? ActionResult::State::Dropped : ActionResult::State::Done;
    result.text = pending.text;
    result.handledAt = pending.doneAt;
    if (pending.messages.empty())
        return result;
    result.messageNumber = pending.messages.back();
    const Answer& answer = m_node->answer(result.messageNumber);
    if (answer.state == Answer::State::Waiting && !answer.callerGaveUp) {
        result.state = ActionResult::State::Waiting;
        result.text.clear();
        result.handledAt.reset();
        return result;
    }
    const bool isHandled = answer.state == Answer::State::Done || answer.callerGaveUp;
    result.state = isHandled ? ActionResult::State::Done : ActionResult::State::Dropped;
    const auto reply = m_replies.find(result.messageNumber);
    if (isHandled)
        result.text = textOf(answer, reply == m_replies.end() ? std::string() : reply->second);
    else
        result.text = answer.state == Answer::State::Lost ? "lost with its process" : "noproc";
    result.handledAt = answer.at;
    return result;
}

// --- What can be seen now -----------------------------------------------------------------------

ServerSnapshot Simulation::snapshot(ServerIndex server) const
{
    const Process& process = m_node->process(server);
    const World& world = this->world(server);
    ServerSnapshot shot;
    shot.name = serverName(server);
    shot.isAlive = process.isAlive();
    shot.isWorking = process.state == Process::State::Working;
    shot.incarnation = m_node->incarnation(server);
    shot.restarts = m_node->restarts(server);
    shot.tick = process.tick;
    if (shot.isWorking) {
        shot.workSince = m_node->workSince(server);
        shot.isWaitingForUnit = m_node->waitsForUnit(server);
        shot.workUntil = shot.isWaitingForUnit ? m_node->now() : process.workUntil;
    }
    shot.interval = world.spec().interval;
    shot.work = world.work();
    shot.outcomes = world.outcomes();
    if (const GenServer* alive = m_node->server(server)) {
        shot.interval = intervalOf(*alive).value_or(shot.interval);
        shot.state = alive->inspectState();
        shot.isFinished = hasFinished(*alive);
    }
    for (const Timer& timer : m_node->liveTimers(server)) {
        if (isTick(timer.kind))
            shot.timers.push_back({ timer.number, timer.armedAt, timer.due,
                timer.due - timer.armedAt, timer.chain, timer.isInterval() });
    }
    std::sort(shot.timers.begin(), shot.timers.end(),
        [](const ArmedTimer& left, const ArmedTimer& right) {
            return std::pair(left.due, left.number) < std::pair(right.due, right.number);
        });
    shot.mailbox.reserve(process.mailbox.size());
    process.mailbox.forEach([&shot](QueuedMessage queued) {
        shot.mailbox.push_back(
            { queued.message.number, queued.message.kind, fromNs(queued.deliveredNs) });
    });
    return shot;
}

std::string Simulation::nextEventText()
{
    using Kind = Node::NextEvent::Kind;
    const auto next = m_node->nextEvent();
    if (!next)
        return {};
    switch (next->kind) {
    case Kind::Action:
        return fmt::format(
            "{} {}", m_actions[next->id].action.server, toText(m_actions[next->id].action.kind));
    case Kind::Timer: {
        const Timer& timer = m_node->timer(next->id);
        const bool isCall = timer.purpose == Timer::Purpose::CallTimeout;
        return fmt::format(
            "{} {}", nameOf(m_node->timerTarget(next->id)), isCall ? "call timeout" : "timer");
    }
    case Kind::Client: {
        const ClientSpec& client = m_clients[next->id].arrivals.client();
        return fmt::format("{} {} of a client", client.server, toText(client.request));
    }
    case Kind::WorkEnd:
        return fmt::format("{} finishes its work", nameOf(next->id));
    case Kind::Message:
        return fmt::format("{} takes a message", nameOf(next->id));
    case Kind::CallTimeout:
        return fmt::format("{} call timeout", nameOf(next->id));
    case Kind::Supervisor:
        return "supervisor";
    }
    return {};
}

} // namespace tickscope
