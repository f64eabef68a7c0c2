// SPDX-License-Identifier: GPL-3.0-only
// How Narration follows a run; for its sources alone.
#pragma once

#include "core/trace/narration_lane.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

struct Narration::Impl
{
    Impl(const Scenario& scenario, std::vector<std::uint32_t> watched);

    void take(const Record& record);
    void takeServer(NarratedLane& lane, const Record& record);
    void takeMonitor(const Record& record);

    // The process
    void spawned(NarratedLane& lane, const Record& record);
    void exited(NarratedLane& lane, const Record& record);
    void restarted(NarratedLane& lane, const Record& record);
    void gaveUp(const Record& record);
    void dropped(NarratedLane& lane, const Record& record);

    // Messages and work
    void received(NarratedLane& lane, const Record& record);
    void dequeued(NarratedLane& lane, const Record& record);
    void tickTaken(NarratedLane& lane, const NarratedMessage& tick);
    void requestHandled(NarratedLane& lane, const Record& record);
    void castHandled(NarratedLane& lane, const Record& record);
    void workStarted(NarratedLane& lane, const Record& record);
    void workEnded(NarratedLane& lane, const Record& record);
    void unitAwaited(NarratedLane& lane, const Record& record);
    void returned(NarratedLane& lane, const Record& record);
    void callTimedOut(NarratedLane& lane, const Record& record);

    // Timers
    void armed(NarratedLane& lane, const Record& record);
    void timerFired(NarratedLane& lane, const Record& record);
    void cancelled(NarratedLane& lane, const Record& record);
    void idleArmed(NarratedLane& lane, const Record& record);
    void tellArmed(NarratedLane& lane, const NarratedTimer& timer);

    Telling about(const NarratedLane& lane, Matter matter) const;
    Telling waits(const NarratedLane& lane, Matter matter, const NarratedMessage& message) const;
    std::size_t tell(Telling telling);
    Telling* told(std::size_t place);

    void touch(NarratedLane& lane);
    void closeInstant();
    std::optional<Telling> ofMailbox(const NarratedLane& lane) const;
    std::optional<Telling> choice() const;
    bool hides(const Telling& best, bool hasGoneOn) const;
    Narrated words(const Telling& telling) const;

    std::vector<NarratedLane> lanes;
    std::vector<std::uint32_t> monitorOf;
    SupervisorSpec limits;
    bool isBeamClock = false;
    std::vector<std::int64_t> restartsNs; ///< that the supervisor counts
    std::uint32_t lastExited = 0;

    std::uint64_t consumed = 0;
    std::int64_t nowNs = 0;
    std::vector<Telling> pending; ///< of the present instant
    std::vector<std::uint32_t> touched;
    std::vector<Telling> story; ///< by time, one an instant at most
};

inline constexpr std::uint32_t noServer = UINT32_MAX; ///< in monitorOf: a supervisor

/// Whether a message is one that a person sends to a server.
inline bool isEdit(MessageKind kind)
{
    return kind >= MessageKind::SetInterval && kind <= MessageKind::Stop;
}

} // namespace tickscope
