// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "core/sim/random.h"

#include <cstdint>
#include <optional>

namespace tickscope {

/// What else of a scenario concerns one server of a table.
struct WorldPlace
{
    std::uint32_t replica = 1; ///< from 1
    std::optional<std::uint32_t> resource; ///< that it uses: index into Scenario::resources
};

/// What lies outside a server's process and decides its work: how long it takes and how it ends.
///
/// It survives restarts, and set_work and set_outcomes change it at once. Each purpose draws from
/// its own stream of random numbers, so changing the work does not change which ticks fail.
///
/// It is made as small as it can be, since it lies beside its process: most servers always take the
/// same time and never fail. What others draw from, and what was changed, is kept apart.
class World
{
public:
    /// @param spec  kept by reference
    World(const ServerSpec& spec, std::uint64_t seed, ServerIndex server)
        : World(spec, seed, server, WorldPlace {})
    {
    }
    World(const ServerSpec& spec, std::uint64_t seed, ServerIndex server, WorldPlace place);
    World(const World&) = delete;
    World& operator=(const World&) = delete;
    ~World();

    const ServerSpec& spec() const;

    /// Whether each tick takes plainWork(), ends well and needs nothing else.
    bool isPlain() const { return m_plainWork >= Duration::zero(); }
    Duration plainWork() const { return m_plainWork; }
    /// The resource whose unit the work needs, if any.
    std::optional<std::uint32_t> resource() const;

    /// @param tick  number of the tick in its incarnation, from 1
    Duration workOf(std::uint32_t tick) { return isPlain() ? m_plainWork : drawWork(tick); }
    Outcome outcomeOf(std::uint32_t tick) { return isPlain() ? Outcome::Ok : drawOutcome(tick); }
    Duration load();
    /// How the next load ends: they count from 1 over all incarnations.
    Outcome loadOutcome();
    /// Until the first tick, if the scenario says.
    std::optional<Duration> first();
    /// From `low` to `most`, both included.
    Duration jitter(Duration low, Duration most);

    /// @param seed, server  as it was made
    void setWork(DurationSpec work, std::uint64_t seed, ServerIndex server);
    void setOutcomes(OutcomeSpec outcomes, std::uint64_t seed, ServerIndex server);
    const DurationSpec& work() const;
    const OutcomeSpec& outcomes() const;

private:
    struct Extras;
    bool hasExtras() const { return (m_specOrExtras & extrasBit) != 0; }
    Extras& extras() const;
    Extras& makeExtras(std::uint64_t seed, ServerIndex server, WorldPlace place = {});
    Duration drawWork(std::uint32_t tick);
    Outcome drawOutcome(std::uint32_t tick);
    Duration draw(const DurationSpec& spec, std::uint32_t tick, Random Extras::*stream);
    Outcome draw(const OutcomeSpec& spec, std::uint32_t nth, Random Extras::*stream);
    void notice();

    static constexpr std::uintptr_t extrasBit = 1;

    // What most ticks need: the work, where it is constant and always ok; else below 0.
    Duration m_plainWork {};
    std::uintptr_t m_specOrExtras; // the address of either, and extrasBit for extras
};
static_assert(sizeof(World) == 16);

} // namespace tickscope
