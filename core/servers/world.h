// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "core/sim/random.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace tickscope {

/// What lies outside a server's process and decides its work: how long it takes and how it ends.
///
/// It survives restarts, and set_work and set_outcomes change it at once. Each purpose draws from
/// its own stream of random numbers, so changing the work does not change which ticks fail.
class World
{
public:
    World(); ///< of no server yet
    /// @param spec  kept by reference
    World(const ServerSpec& spec, std::uint64_t seed, ServerIndex server);
    World(World&&) noexcept;
    World& operator=(World&&) noexcept;
    ~World();

    const ServerSpec& spec() const { return *m_spec; }

    /// @param tick  number of the tick in its incarnation, from 1
    Duration workOf(std::uint32_t tick)
    {
        return m_constantWork >= Duration::zero() ? m_constantWork : drawWork(tick);
    }
    Outcome outcomeOf(std::uint32_t tick) { return m_isAlwaysOk ? Outcome::Ok : drawOutcome(tick); }
    Duration load();
    /// Until the first tick, if the scenario says.
    std::optional<Duration> first();
    /// From 0 to `most`, both included.
    Duration jitter(Duration most);

    void setWork(DurationSpec work);
    void setOutcomes(OutcomeSpec outcomes);
    const DurationSpec& work() const;
    const OutcomeSpec& outcomes() const;

private:
    struct Extras;
    Extras& extras();
    Duration drawWork(std::uint32_t tick);
    Outcome drawOutcome(std::uint32_t tick);
    Duration draw(const DurationSpec& spec, std::uint32_t tick, Random Extras::*stream);
    void notice();

    // Most ticks need no more than these two.
    Duration m_constantWork {}; // below 0: it is not constant
    bool m_isAlwaysOk = true;

    ServerIndex m_server = 0;
    const ServerSpec* m_spec = nullptr;
    std::uint64_t m_seed = 0;
    std::unique_ptr<Extras> m_extras; // once something is drawn or changed
};

} // namespace tickscope
