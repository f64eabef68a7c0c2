// SPDX-License-Identifier: GPL-3.0-only
#include "core/servers/world.h"

#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>
#include <variant>

namespace tickscope {

namespace {

template <typename... Lambdas>
struct Overloaded : Lambdas...
{
    using Lambdas::operator()...;
};
template <typename... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

// Tick k takes value k; the last one holds for the rest.
template <typename Value>
Value valueOf(const std::vector<Value>& values, std::uint32_t tick)
{
    return values[std::min<std::size_t>(std::max(tick, 1U), values.size()) - 1];
}

} // namespace

// The streams of random numbers, and what set_work and set_outcomes have said.
struct World::Extras
{
    static constexpr std::uint64_t perServer = 8;
    Extras(const ServerSpec& table, std::uint64_t seed, std::uint64_t server)
        : spec(table)
        , workDraws(seed, server * perServer)
        , outcomeDraws(seed, server * perServer + 1)
        , loadDraws(seed, server * perServer + 2)
        , firstDraws(seed, server * perServer + 3)
        , jitterDraws(seed, server * perServer + 4)
        , loadOutcomeDraws(seed, server * perServer + 7)
    {
    }
    const ServerSpec& spec;
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

bool isDrawn(const DurationSpec& spec)
{
    return !std::holds_alternative<Duration>(spec)
        && !std::holds_alternative<SequenceDuration>(spec);
}

bool isDrawn(const std::optional<DurationSpec>& spec)
{
    return spec && isDrawn(*spec);
}

// Whether anything of this server is left to chance, or has to be counted beyond an incarnation.
bool needsExtras(const ServerSpec& spec)
{
    return (spec.load && spec.loadOutcomes != OutcomeSpec {}) || isDrawn(spec.work)
        || isDrawn(spec.load) || isDrawn(spec.first)
        || std::holds_alternative<OutcomeRates>(spec.outcomes) || spec.jitter > Duration::zero()
        || spec.backoffJitter == BackoffJitter::Full;
}

} // namespace

World::World(const ServerSpec& spec, std::uint64_t seed, ServerIndex server)
    : m_specOrExtras(reinterpret_cast<std::uintptr_t>(&spec))
{
    if (needsExtras(spec))
        makeExtras(seed, server);
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

World::Extras& World::makeExtras(std::uint64_t seed, ServerIndex server)
{
    if (!hasExtras()) {
        static_assert(alignof(ServerSpec) > extrasBit && alignof(Extras) > extrasBit);
        auto made = std::make_unique<Extras>(spec(), seed, server);
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
    m_plainWork = constant != nullptr && isAlwaysOk ? *constant : Duration { -1 };
}

Duration World::draw(const DurationSpec& spec, std::uint32_t tick, Random Extras::*stream)
{
    return std::visit(
        Overloaded {
            [](Duration constant) { return constant; },
            [&](const UniformDuration& of) { return uniform(extras().*stream, of.low, of.high); },
            [&](const ExponentialDuration& of) { return exponential(extras().*stream, of.mean); },
            [&](const NormalDuration& of) {
                return normal(extras().*stream, of.mean, of.deviation);
            },
            [tick](const SequenceDuration& of) { return valueOf(of.values, tick); },
        },
        spec);
}

Duration World::drawWork(std::uint32_t tick)
{
    return draw(work(), tick, &Extras::workDraws);
}

Outcome World::draw(const OutcomeSpec& spec, std::uint32_t nth, Random Extras::*stream)
{
    if (const auto* sequence = std::get_if<OutcomeSequence>(&spec))
        return valueOf(sequence->values, nth);
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
    return draw(*spec().first, 1, &Extras::firstDraws);
}

Duration World::jitter(Duration most)
{
    return most == Duration::zero() ? most : uniform(extras().jitterDraws, Duration::zero(), most);
}

} // namespace tickscope
