// SPDX-License-Identifier: GPL-3.0-only
#include "core/run/simulation.h"

#include "core/servers/server_factory.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace tickscope {

namespace {

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

std::string textOf(const Answer& answer)
{
    switch (answer.kind) {
    case MessageKind::Cancel:
        if (answer.value == cancelledFalse)
            return "false";
        if (answer.value == cancelledOk)
            return "{:ok, :cancel}";
        return answer.value == noDue ? ":ok" : fmt::format("{}", answer.value);
    case MessageKind::Call:
        return answer.callerGaveUp ? "exit: timeout" : "{:reply, state}";
    default:
        return ":ok";
    }
}

} // namespace

Simulation::Simulation(
    const Scenario& scenario, const RunOptions& options, const std::vector<Action>& actions)
    : m_scenario(scenario)
    , m_servers(expandServers(scenario))
{
    m_worlds.reserve(m_servers.size());
    for (ServerIndex i = 0; i < m_servers.size(); ++i) {
        m_byName.emplace(m_servers[i].name, i);
        m_worlds.emplace_back(spec(i), scenario.seed, i);
    }
    NodeHost& host = *this; // private to everybody else
    m_node = std::make_unique<Node>(host, configure(options));
    for (const Action& action : actions)
        addAction(action);
    m_node->start();
}

const ServerSpec& Simulation::spec(ServerIndex server) const
{
    return m_scenario.servers[m_servers[server].spec];
}

// The supervisor starts each heartbeat's monitor just before it.
Node::Config Simulation::configure(const RunOptions& options)
{
    Node::Config config { m_scenario.clock, options.limits, options.keep, {}, {},
        { m_scenario.supervisor.maxRestarts, m_scenario.supervisor.maxSeconds } };
    config.names.reserve(m_servers.size() + 1);
    for (const ServerInstance& server : m_servers)
        config.names.push_back(server.name);
    m_monitorOf.assign(m_servers.size(), nobody);
    for (ServerIndex i = 0; i < m_servers.size(); ++i) {
        if (spec(i).kind == ServerKind::Heartbeat) {
            m_monitorOf[i] = static_cast<std::uint32_t>(config.names.size());
            config.names.push_back(m_servers[i].name + "_monitor");
            m_watched.push_back(i);
            config.children.push_back({ m_monitorOf[i], RestartKind::Permanent });
        }
        config.children.push_back({ i, spec(i).restart });
    }
    config.names.emplace_back("supervisor");
    m_watched.push_back(nobody);
    return config;
}

std::unique_ptr<GenServer> Simulation::createServer(std::uint32_t process)
{
    if (process < m_servers.size())
        return makeServer(m_worlds[process], m_monitorOf[process]);
    return makeMonitor(spec(m_watched[process - m_servers.size()]));
}

// --- Actions ------------------------------------------------------------------------------------

void Simulation::addAction(Action action)
{
    m_node->scheduleAction(action.at, static_cast<std::uint32_t>(m_actions.size()));
    m_actions.push_back({ std::move(action), false, {}, {}, {}, false });
}

std::vector<ServerIndex> Simulation::targets(const std::string& name) const
{
    if (const auto found = m_byName.find(name); found != m_byName.end())
        return { found->second };
    std::vector<ServerIndex> replicas;
    for (ServerIndex i = 0; i < m_servers.size(); ++i) {
        if (spec(i).name == name)
            replicas.push_back(i);
    }
    return replicas;
}

void Simulation::act(std::uint32_t index)
{
    Pending& pending = m_actions[index];
    pending.isDone = true;
    pending.doneAt = m_node->now();
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
        pending.messages.push_back(m_node->call(server, action.timeout));
        break;
    case ActionKind::SetWork:
        m_worlds[server].setWork(action.work);
        break;
    case ActionKind::SetOutcomes:
        m_worlds[server].setOutcomes(action.outcomes);
        break;
    case ActionKind::Tick:
        pending.isDropped = !m_node->process(server).isAlive();
        m_node->sendTick(server, tickMessage(spec(server)));
        break;
    case ActionKind::Crash:
        pending.isDropped = !m_node->kill(server);
        break;
    case ActionKind::Start:
        switch (m_node->startChildAgain(server)) {
        case Supervisor::StartResult::Started:
            pending.text = "{:ok, pid}";
            break;
        case Supervisor::StartResult::AlreadyStarted:
            pending.text = "already_started";
            break;
        case Supervisor::StartResult::NoProcess:
            pending.isDropped = true;
            break;
        }
        break;
    }
    if (pending.isDropped)
        pending.text = "noproc";
}

// With several targets the last one speaks for all.
ActionResult Simulation::actionResult(std::size_t index) const
{
    const Pending& pending = m_actions[index];
    ActionResult result;
    if (!pending.isDone)
        return result;
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
    if (isHandled)
        result.text = textOf(answer);
    else
        result.text = answer.state == Answer::State::Lost ? "lost with its process" : "noproc";
    result.handledAt = answer.at;
    return result;
}

// --- What can be seen now -----------------------------------------------------------------------

ServerSnapshot Simulation::snapshot(ServerIndex server) const
{
    const Process& process = m_node->process(server);
    const World& world = m_worlds[server];
    ServerSnapshot shot;
    shot.name = m_servers[server].name;
    shot.isAlive = process.isAlive();
    shot.isWorking = process.state == Process::State::Working;
    shot.incarnation = process.incarnation;
    shot.restarts = process.restarts;
    shot.tick = process.tick;
    shot.workSince = process.workSince;
    shot.workUntil = process.workUntil;
    shot.interval = world.spec().interval;
    shot.work = world.work();
    shot.outcomes = world.outcomes();
    if (process.server) {
        shot.interval = intervalOf(*process.server).value_or(shot.interval);
        shot.state = process.server->inspectState();
        shot.isFinished = hasFinished(*process.server);
    }
    for (const Timer& timer : m_node->timers()) {
        if (timer.target == server && isTick(timer.kind) && m_node->isLive(timer))
            shot.timers.push_back({ timer.number, timer.armedAt, timer.due,
                timer.due - timer.armedAt, timer.chain, timer.isInterval });
    }
    std::sort(shot.timers.begin(), shot.timers.end(),
        [](const ArmedTimer& left, const ArmedTimer& right) {
            return std::pair(left.due, left.number) < std::pair(right.due, right.number);
        });
    shot.mailbox.reserve(process.mailbox.size());
    for (std::uint32_t place = 0; place < process.mailbox.size(); ++place) {
        const Message& message = process.mailbox.at(place);
        shot.mailbox.push_back({ message.number, message.kind, fromNs(message.deliveredNs) });
    }
    return shot;
}

std::string Simulation::nextEventText()
{
    const QueuedEvent* next = m_node->nextEvent();
    if (next == nullptr)
        return {};
    switch (next->eventClass) {
    case EventClass::Completion:
        return fmt::format("{} finishes its work", m_node->names()[next->id]);
    case EventClass::Timer: {
        const Timer& timer = m_node->timers()[next->id];
        const bool isCall = timer.purpose == TimerPurpose::CallTimeout;
        return fmt::format(
            "{} {}", m_node->names()[timer.target], isCall ? "call timeout" : "timer");
    }
    case EventClass::Action:
        return fmt::format(
            "{} {}", m_actions[next->id].action.server, toText(m_actions[next->id].action.kind));
    }
    return {};
}

} // namespace tickscope
