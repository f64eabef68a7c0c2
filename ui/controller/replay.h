// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/session.h"

#include <memory>
#include <optional>

namespace tickscope {

/// Going back: the same run from the start, on its way to an earlier moment.
///
/// Nothing is undone and nothing is stored for it; a run is a pure function of its scenario, seed
/// and actions, so the earlier moment comes out byte for byte.
class Replay
{
public:
    /// Where to go: the end of an instant, or right after the event that made a certain record.
    struct Goal
    {
        VirtualTime time {};
        std::optional<std::uint64_t> record;
    };

    /// One step back from where `of` stands.
    /// @param server  for StepKind::Server
    static Replay stepBack(const Session& of, StepKind kind, std::uint32_t server);
    static Replay to(const Session& of, VirtualTime time);
    /// Right after the event that made a record. @pre the run of `of` made it
    static Replay toRecord(const Session& of, std::uint64_t seq);
    /// A run of another scenario, on its way to the moment where `of` stands.
    static Replay changed(const Session& of, Scenario scenario, RunOptions options);

    /// Goes on for a slice. @return whether it is there (or can get no further)
    bool advance(TimeSlice& slice);
    /// How much of the way is done, 0 to 1.
    double progress() const;
    /// What the run does that is on its way.
    Scenario scenario() const { return m_session->run.scenarioWithActions(); }
    /// The session to go on with. @pre advance() returned true
    std::unique_ptr<Session> take() { return std::move(m_session); }

private:
    Replay(const Session& of, std::unique_ptr<Session> session, Goal goal);
    bool advanceToRecord(TimeSlice& slice);
    /// The goal was where the run already stood: the last target before it.
    bool goFurtherBack();
    static Goal lastTarget(
        const Run& run, StepKind kind, std::uint32_t server, std::uint64_t before);

    const Session* m_of;
    std::unique_ptr<Session> m_session;
    Goal m_goal;
    StepKind m_kind = StepKind::Event;
    std::uint32_t m_server = 0;
    std::uint64_t m_sizeBeforeStep = 0;
    bool m_mustMove = false; ///< arriving where `of` stands is no step back
};

} // namespace tickscope
