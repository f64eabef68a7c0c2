// SPDX-License-Identifier: GPL-3.0-only
// Work that needs a unit of a resource which processes share.
#include "core/otp/node_hot.h"

#include <algorithm>
#include <cassert>

namespace tickscope {

WorkDone Node::startWorkWithUnit(
    Process& process, std::uint32_t resource, Duration duration, Outcome outcome)
{
    Resource& of = m_resources[resource];
    if (of.isFree() && duration == Duration::zero())
        return { startWork(process, duration, outcome), outcome };
    m_unitUses[process.index] = { resource, !of.isFree(), duration, outcome, nullptr, {} };
    if (of.isFree()) {
        ++of.inUse;
        workWithUnit(process);
    } else {
        waitForUnit(process);
    }
    return WorkDone::mayChange(outcome);
}

void Node::waitsWith(const Process& process, WorkDone& done)
{
    m_unitUses.at(process.index).done = &done;
}

bool Node::waitsForUnit(std::uint32_t process) const
{
    const auto use = m_unitUses.find(process);
    return use != m_unitUses.end() && use->second.isWaiting;
}

/// @pre it has a unit
void Node::workWithUnit(Process& process)
{
    const UnitUse& use = m_unitUses.at(process.index);
    process.outcome = tickOutcomeOf(use.outcome);
    record(process, Event::WorkStart, use.duration.count(), process.currentNumber, 0,
        process.currentKind);
    Handler::promise_type::of(process).workSince = m_now;
    process.workUntil
        = use.duration == Duration::zero() ? m_now : m_clock.relative(m_now, use.duration).at;
    pushPooled(
        setUpPooled(process,
            { Timer::Purpose::UnitWork, MessageKind::None, addSaturated(m_now, use.duration) }),
        process.workUntil);
}

void Node::waitForUnit(Process& process)
{
    UnitUse& use = m_unitUses.at(process.index);
    Resource& of = m_resources[use.resource];
    record(process, Event::Wait, 0, process.currentNumber,
        static_cast<std::uint32_t>(of.waiting.size()), process.currentKind);
    of.waiting.push_back(process.index);
    Handler::promise_type::of(process).workSince = m_now;
    process.workUntil = VirtualTime { Duration { -1 } };
    if (!of.timeout)
        return;
    const Arming arming { Timer::Purpose::UnitTimeout, MessageKind::None,
        addSaturated(m_now, *of.timeout) };
    use.timeout = pushPooled(setUpPooled(process, arming), m_clock.relative(m_now, *of.timeout).at);
}

/// @pre the timer is one of the two purposes of units
void Node::unitTimerFires(Process& process, Timer::Purpose purpose)
{
    const std::uint32_t resource = m_unitUses.at(process.index).resource;
    if (purpose == Timer::Purpose::UnitTimeout)
        endUnitWait(process);
    m_unitUses.erase(process.index);
    if (purpose == Timer::Purpose::UnitWork)
        giveBackUnit(resource);
    resumeInTurn(process);
}

// It never got a unit: its work is over as it begins, and what fetch() returns is an error.
void Node::endUnitWait(Process& process)
{
    UnitUse& use = m_unitUses.at(process.index);
    std::erase(m_resources[use.resource].waiting, process.index);
    use.done->setOutcome(Outcome::Error);
    process.outcome = TickOutcome::Error;
    record(process, Event::WorkStart, 0, process.currentNumber, 0, process.currentKind);
    Handler::promise_type::of(process).workSince = m_now;
}

void Node::giveBackUnit(std::uint32_t resource)
{
    Resource& of = m_resources[resource];
    assert(of.inUse > 0);
    if (of.waiting.empty()) {
        --of.inUse;
        return;
    }
    Process& next = m_processes[of.waiting.front()];
    of.waiting.pop_front();
    UnitUse& use = m_unitUses.at(next.index);
    use.isWaiting = false;
    if (Timer* timeout = findTimer(use.timeout))
        timeout->state = Timer::State::Cancelled;
    workWithUnit(next);
}

// Its process ends at work. What it had goes to the next; where it waited, it waits no more.
void Node::loseUnit(const Process& process)
{
    const auto found = m_unitUses.find(process.index);
    if (found == m_unitUses.end())
        return;
    const UnitUse use = found->second;
    m_unitUses.erase(found);
    if (use.isWaiting)
        std::erase(m_resources[use.resource].waiting, process.index);
    else
        giveBackUnit(use.resource);
}

// Its work, or its wait, ends now.
void Node::resumeInTurn(Process& process)
{
    process.workUntil = m_now;
    if (m_isTriggering)
        wake(process);
    else
        resume(process);
}

} // namespace tickscope
