// SPDX-License-Identifier: GPL-3.0-only
#include "ui/controller/session.h"

#include <algorithm>
#include <utility>

namespace tickscope {

bool isStepTarget(StepKind kind, const Record& record, std::uint32_t server)
{
    switch (kind) {
    case StepKind::Event:
    case StepKind::Instant:
        return true;
    case StepKind::Handler:
        return record.event == Event::HandleInfo || record.event == Event::HandleCast
            || record.event == Event::HandleCall || record.event == Event::HandleContinue;
    case StepKind::Tick:
        return record.event == Event::HandleInfo && isTick(record.message)
            && record.server == server;
    case StepKind::Server:
        return record.server == server;
    }
    return true;
}

Session::Session(Scenario scenario, RunOptions options)
    : Session(Run(std::move(scenario), options))
{
}

Session::Session(Run&& other)
    : run(std::move(other))
    , log(run.serverCount(), run.watchedServers())
{
}

bool Session::advance(VirtualTime until, std::uint64_t budget)
{
    const bool isReached = run.advanceTo(until, budget);
    log.consume(run.trace());
    return isReached;
}

bool Session::step()
{
    // What leaves no record is no step that anybody could see: a timer that only wakes a process.
    const std::uint64_t before = run.trace().size();
    bool isStepped = false;
    while (run.trace().size() == before && run.step())
        isStepped = true;
    log.consume(run.trace());
    return isStepped;
}

void TimeSlice::begin(std::chrono::nanoseconds length)
{
    m_deadline = m_clock->now() + length;
}

bool TimeSlice::advance(Session& session, VirtualTime until)
{
    constexpr std::chrono::nanoseconds pieceLength = 1ms;
    constexpr std::uint64_t leastBudget = 64;
    constexpr std::uint64_t mostBudget = 65'536;
    auto started = m_clock->now();
    while (true) {
        const bool isReached = session.advance(until, m_budget);
        if (isReached || session.run.limitReached())
            return isReached;
        const auto ended = m_clock->now();
        const auto took = ended - started;
        if (took > 2 * pieceLength)
            m_budget = std::max(leastBudget, m_budget / 2);
        else if (took < pieceLength / 2)
            m_budget = std::min(mostBudget, m_budget * 2);
        if (ended >= m_deadline)
            return false;
        started = ended;
    }
}

} // namespace tickscope
