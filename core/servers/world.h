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
    /// @param spec  kept by reference
    World(const ServerSpec& spec, std::uint64_t seed, ServerIndex server);
    World(World&&) noexcept;
    ~World();

    const ServerSpec& spec() const { return *m_spec; }

    /// @param tick  number of the tick in its incarnation, from 1
    Duration workOf(std::uint32_t tick);
    Outcome outcomeOf(std::uint32_t tick);
    Duration load();
    /// Until the first tick, if the scenario says.
    std::optional<Duration> first();
    /// From 0 to `most`, both included.
    Duration jitter(Duration most);

    void setWork(DurationSpec work) { m_work = std::make_unique<DurationSpec>(std::move(work)); }
    void setOutcomes(OutcomeSpec outcomes)
    {
        m_outcomes = std::make_unique<OutcomeSpec>(std::move(outcomes));
    }
    const DurationSpec& work() const { return m_work ? *m_work : m_spec->work; }
    const OutcomeSpec& outcomes() const { return m_outcomes ? *m_outcomes : m_spec->outcomes; }

private:
    struct Streams;
    Streams& streams();
    Duration draw(const DurationSpec& spec, std::uint32_t tick, Random Streams::*stream);

    const ServerSpec* m_spec;
    std::uint64_t m_seed;
    ServerIndex m_server;
    std::unique_ptr<DurationSpec> m_work; // once changed
    std::unique_ptr<OutcomeSpec> m_outcomes; // once changed
    std::unique_ptr<Streams> m_streams; // once something is drawn
};

} // namespace tickscope
