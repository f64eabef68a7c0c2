// SPDX-License-Identifier: GPL-3.0-only
#include "core/run/run.h"

#include "core/run/simulation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace tickscope {

struct Run::Impl
{
    Impl(Scenario given, RunOptions chosen)
        : scenario(std::move(given))
        , options(chosen)
    {
        begin();
    }
    // What runs refers to the scenario.
    void restart(const Scenario& given)
    {
        simulation.end();
        scenario = given;
        begin();
    }
    void begin()
    {
        actions = scenario.actions;
        simulation.begin(options, actions);
    }
    Scenario scenario;
    RunOptions options;
    std::vector<Action> actions; // the scenario's, then those applied
    Simulation simulation { scenario };
};

Run::Run(Scenario scenario, RunOptions options)
    : m_impl(std::make_unique<Impl>(std::move(scenario), options))
{
}
Run::~Run() = default;
Run::Run(Run&&) noexcept = default;
Run& Run::operator=(Run&&) noexcept = default;

void Run::restart(const Scenario& scenario)
{
    m_impl->restart(scenario);
}

bool Run::advanceTo(VirtualTime until, std::uint64_t budget)
{
    Node& node = m_impl->simulation.node();
    if (node.run(until, budget) == budget || node.limitReached())
        return false;
    if (until > node.now())
        node.standAt(until);
    return true;
}

bool Run::step(VirtualTime until)
{
    return m_impl->simulation.node().run(until, 1) == 1;
}

std::size_t Run::apply(Action action)
{
    const Node& node = m_impl->simulation.node();
    const VirtualTime next = node.isFresh() ? node.now() : addSaturated(node.now(), 1ns);
    action.at = std::max(next, node.standsUntil());
    m_impl->actions.push_back(action);
    m_impl->simulation.addAction(std::move(action));
    return m_impl->actions.size() - 1;
}

Run Run::rebuild() const
{
    Run again(m_impl->scenario, m_impl->options);
    for (std::size_t i = m_impl->scenario.actions.size(); i < m_impl->actions.size(); ++i) {
        again.m_impl->actions.push_back(m_impl->actions[i]);
        again.m_impl->simulation.addAction(m_impl->actions[i]);
    }
    return again;
}

VirtualTime Run::now() const
{
    return m_impl->simulation.node().now();
}

std::optional<VirtualTime> Run::nextEventAt() const
{
    const auto next = m_impl->simulation.node().nextEvent();
    return next ? std::optional(next->at) : std::nullopt;
}

std::string Run::nextEventText() const
{
    return m_impl->simulation.nextEventText();
}

const Scenario& Run::scenario() const
{
    return m_impl->scenario;
}

const std::vector<Action>& Run::actions() const
{
    return m_impl->actions;
}

Scenario Run::scenarioWithActions() const
{
    Scenario scenario = m_impl->scenario;
    scenario.actions = m_impl->actions;
    std::stable_sort(scenario.actions.begin(), scenario.actions.end(),
        [](const Action& left, const Action& right) { return left.at < right.at; });
    return scenario;
}

ActionResult Run::actionResult(std::size_t index) const
{
    assert(index < actions().size());
    return m_impl->simulation.actionResult(index);
}

const std::vector<std::string>& Run::processNames() const
{
    return m_impl->simulation.processNames();
}

const std::vector<std::uint32_t>& Run::watchedServers() const
{
    return m_impl->simulation.watchedServers();
}

std::size_t Run::serverCount() const
{
    return m_impl->simulation.serverCount();
}

const ServerSpec& Run::serverSpec(ServerIndex server) const
{
    assert(server < serverCount());
    return m_impl->simulation.spec(server);
}

ServerSnapshot Run::snapshot(ServerIndex server) const
{
    return m_impl->simulation.snapshot(server);
}

const Recorder& Run::trace() const
{
    return m_impl->simulation.node().trace();
}

void Run::forgetTraceBefore(std::uint64_t seq)
{
    m_impl->simulation.node().trace().forgetBefore(seq);
}

const std::optional<LimitReached>& Run::limitReached() const
{
    return m_impl->simulation.node().limitReached();
}

} // namespace tickscope
