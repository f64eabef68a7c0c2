// SPDX-License-Identifier: GPL-3.0-only
#include "ui/controller/replay.h"

#include <algorithm>
#include <utility>

namespace tickscope {

Replay::Replay(const Session& of, std::unique_ptr<Session> session, Goal goal)
    : m_of(&of)
    , m_session(std::move(session))
    , m_goal(goal)
{
}

Replay Replay::to(const Session& of, VirtualTime time)
{
    return Replay(of, std::make_unique<Session>(of.run.rebuild()), { time, {} });
}

Replay Replay::toRecord(const Session& of, std::uint64_t seq)
{
    const auto timeNs = of.run.trace()[seq].timeNs;
    if (timeNs == 0) // the start of a run is the end of its first instant
        return to(of, {});
    return Replay(of, std::make_unique<Session>(of.run.rebuild()), { fromNs(timeNs), seq });
}

Replay Replay::changed(const Session& of, Scenario scenario, RunOptions options)
{
    return Replay(
        of, std::make_unique<Session>(std::move(scenario), options), { of.run.now(), {} });
}

Replay Replay::stepBack(const Session& of, StepKind kind, std::uint32_t server)
{
    const auto& trace = of.run.trace();
    auto goal = lastTarget(of.run, kind, server, trace.size());
    if (kind == StepKind::Instant) {
        auto seq = trace.size();
        while (seq > trace.begin() && fromNs(trace[seq - 1].timeNs) >= of.run.now())
            --seq;
        goal = { seq > trace.begin() ? fromNs(trace[seq - 1].timeNs) : VirtualTime {}, {} };
    }
    Replay replay(of, std::make_unique<Session>(of.run.rebuild()), goal);
    replay.m_kind = kind;
    replay.m_server = server;
    replay.m_mustMove = true;
    return replay;
}

Replay::Goal Replay::lastTarget(
    const Run& run, StepKind kind, std::uint32_t server, std::uint64_t before)
{
    const auto& trace = run.trace();
    for (auto seq = before; seq > trace.begin(); --seq) {
        const Record& record = trace[seq - 1];
        // The start of a run is the end of its first instant: there is no step into it.
        if (record.timeNs == 0)
            break;
        if (isStepTarget(kind, record, server))
            return { fromNs(record.timeNs), seq - 1 };
    }
    return {};
}

bool Replay::advance(TimeSlice& slice)
{
    if (!m_goal.record)
        return slice.advance(*m_session, m_goal.time) || m_session->run.limitReached();
    return advanceToRecord(slice);
}

bool Replay::advanceToRecord(TimeSlice& slice)
{
    auto& run = m_session->run;
    const auto before = m_goal.time - Duration(1);
    if (run.now() < before && !slice.advance(*m_session, before))
        return run.limitReached().has_value();
    while (run.trace().size() <= *m_goal.record) {
        m_sizeBeforeStep = run.trace().size();
        if (!m_session->step())
            return true;
        if (slice.isOver() && run.trace().size() <= *m_goal.record)
            return false;
    }
    return !goFurtherBack() || advance(slice);
}

bool Replay::goFurtherBack()
{
    const bool isSamePlace = m_session->run.trace().size() >= m_of->run.trace().size()
        && m_session->run.now() == m_of->run.now();
    if (!m_mustMove || !isSamePlace)
        return false;
    m_mustMove = false;
    m_goal = lastTarget(m_of->run, m_kind, m_server, m_sizeBeforeStep);
    m_session = std::make_unique<Session>(m_of->run.rebuild());
    return true;
}

double Replay::progress() const
{
    const auto size = m_of->run.trace().size();
    return size == 0 ? 1.0 : std::min(1.0, double(m_session->run.trace().size()) / double(size));
}

} // namespace tickscope
