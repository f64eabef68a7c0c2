// SPDX-License-Identifier: GPL-3.0-only
#include "core/servers/world.h"

#include "core/servers/draw.h"
#include "core/servers/sequence.h"

#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>
#include <variant>

namespace tickscope {

// The streams of random numbers, and what set_work and set_outcomes have said.
struct World::Extras
{
    static constexpr std::uint64_t perServer = 8;
    Extras(const ServerSpec& table, std::uint64_t seed, std::uint64_t server, WorldPlace at)
        : spec(table)
        , place(at)
        , workDraws(seed, server * perServer)
        , outcomeDraws(seed, server * perServer + 1)
        , loadDraws(seed, server * perServer + 2)
        , firstDraws(seed, server * perServer + 3)
        , jitterDraws(seed, server * perServer + 4)
        , loadOutcomeDraws(seed, server * perServer + 7)
    {
    }
    const ServerSpec& spec;
    WorldPlace place;
    Random workDraws;
    Random outcomeDraws;
    Random loadDraws;
    Random firstDraws;
    Random jitterDraws;
    Random loadOutcomeDraws;
    std::uint32_t loads = 0; // over all incarnations
    std::optional<DurationSpec> work;
    std::optional<OutcomeSpec> outcomes;
};

namespace {

bool isDrawn(const std::optional<DurationSpec>& spec)
{
    return spec && tickscope::isDrawn(*spec);
}

// Whether anything of this server is left to chance, is its own, or has to be counted beyond an
// incarnation.
bool needsExtras(const ServerSpec& spec)
{
    return (spec.load && spec.loadOutcomes != OutcomeSpec {}) || isDrawn(spec.work)
        || isDrawn(spec.load) || isDrawn(spec.first)
        || std::holds_alternative<OutcomeRates>(spec.outcomes) || spec.hasJitter()
        || spec.backoffJitter == BackoffJitter::Full || spec.firstStep > Duration::zero()
        || !spec.uses.empty();
}

} // namespace

World::World(const ServerSpec& spec, std::uint64_t seed, ServerIndex server, WorldPlace place)
    : m_specOrExtras(reinterpret_cast<std::uintptr_t>(&spec))
{
    if (needsExtras(spec))
        makeExtras(seed, server, place);
    notice();
}

World::~World()
{
    if (hasExtras())
        std::unique_ptr<Extras>(&extras()).reset();
}

const ServerSpec& World::spec() const
{
    return hasExtras() ? extras().spec : *reinterpret_cast<const ServerSpec*>(m_specOrExtras);
}

/// @pre hasExtras()
World::Extras& World::extras() const
{
    assert(hasExtras());
    return *reinterpret_cast<Extras*>(m_specOrExtras & ~extrasBit);
}

World::Extras& World::makeExtras(std::uint64_t seed, ServerIndex server, WorldPlace place)
{
    if (!hasExtras()) {
        static_assert(alignof(ServerSpec) > extrasBit && alignof(Extras) > extrasBit);
        auto made = std::make_unique<Extras>(spec(), seed, server, place);
        m_specOrExtras = reinterpret_cast<std::uintptr_t>(made.release()) | extrasBit;
    }
    return extras();
}

void World::setWork(DurationSpec work, std::uint64_t seed, ServerIndex server)
{
    makeExtras(seed, server).work = std::move(work);
    notice();
}

void World::setOutcomes(OutcomeSpec outcomes, std::uint64_t seed, ServerIndex server)
{
    makeExtras(seed, server).outcomes = std::move(outcomes);
    notice();
}

const DurationSpec& World::work() const
{
    return hasExtras() && extras().work ? *extras().work : spec().work;
}

const OutcomeSpec& World::outcomes() const
{
    return hasExtras() && extras().outcomes ? *extras().outcomes : spec().outcomes;
}

void World::notice()
{
    const auto* constant = std::get_if<Duration>(&work());
    const auto* sequence = std::get_if<OutcomeSequence>(&outcomes());
    const bool isAlwaysOk = sequence != nullptr
        && std::all_of(sequence->values.begin(), sequence->values.end(),
            [](Outcome outcome) { return outcome == Outcome::Ok; });
    const bool isPlain = constant != nullptr && isAlwaysOk && !resource();
    m_plainWork = isPlain ? *constant : Duration { -1 };
}

std::optional<std::uint32_t> World::resource() const
{
    return hasExtras() ? extras().place.resource : std::nullopt;
}

Duration World::draw(const DurationSpec& spec, std::uint32_t tick, Random Extras::*stream)
{
    return tickscope::draw(spec, tick, hasExtras() ? &(extras().*stream) : nullptr);
}

Duration World::drawWork(std::uint32_t tick)
{
    return draw(work(), tick, &Extras::workDraws);
}

Outcome World::draw(const OutcomeSpec& spec, std::uint32_t nth, Random Extras::*stream)
{
    if (const auto* sequence = std::get_if<OutcomeSequence>(&spec))
        return valueOf(*sequence, nth);
    const auto& rates = std::get<OutcomeRates>(spec);
    const std::uint64_t drawn = (extras().*stream).bits53();
    std::uint64_t below = 0;
    for (const auto& [outcome, rate] :
        { std::pair(Outcome::Error, rates.error), std::pair(Outcome::Crash, rates.crash),
            std::pair(Outcome::Stop, rates.stop), std::pair(Outcome::NoRearm, rates.noRearm) }) {
        below += threshold53(rate);
        if (drawn < below)
            return outcome;
    }
    return Outcome::Ok;
}

Outcome World::drawOutcome(std::uint32_t tick)
{
    return draw(outcomes(), tick, &Extras::outcomeDraws);
}

Outcome World::loadOutcome()
{
    const OutcomeSpec& spec = this->spec().loadOutcomes;
    if (!hasExtras() || !this->spec().load)
        return Outcome::Ok;
    return draw(spec, ++extras().loads, &Extras::loadOutcomeDraws);
}

Duration World::load()
{
    return spec().load ? draw(*spec().load, 1, &Extras::loadDraws) : Duration::zero();
}

std::optional<Duration> World::first()
{
    if (!spec().first)
        return std::nullopt;
    const Duration drawn = draw(*spec().first, 1, &Extras::firstDraws);
    const std::uint32_t before = hasExtras() ? extras().place.replica - 1 : 0;
    return std::min(drawn + saturatingMultiply(spec().firstStep, before), maxDuration);
}

Duration World::jitter(Duration low, Duration most)
{
    if (low == most)
        return most;
    return low + uniform(extras().jitterDraws, Duration::zero(), most - low);
}

} // namespace tickscope
