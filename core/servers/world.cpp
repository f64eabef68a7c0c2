// SPDX-License-Identifier: GPL-3.0-only
#include "core/servers/world.h"

#include <algorithm>
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
    Extras(std::uint64_t seed, std::uint64_t server)
        : workDraws(seed, server * perServer)
        , outcomeDraws(seed, server * perServer + 1)
        , loadDraws(seed, server * perServer + 2)
        , firstDraws(seed, server * perServer + 3)
        , jitterDraws(seed, server * perServer + 4)
    {
    }
    Random workDraws;
    Random outcomeDraws;
    Random loadDraws;
    Random firstDraws;
    Random jitterDraws;
    std::optional<DurationSpec> work;
    std::optional<OutcomeSpec> outcomes;
};

World::World(const ServerSpec& spec, std::uint64_t seed, ServerIndex server)
    : m_server(server)
    , m_spec(&spec)
    , m_seed(seed)
{
    notice();
}
World::World() = default;
World::World(World&&) noexcept = default;
World& World::operator=(World&&) noexcept = default;
World::~World() = default;

World::Extras& World::extras()
{
    if (!m_extras)
        m_extras = std::make_unique<Extras>(m_seed, m_server);
    return *m_extras;
}

void World::setWork(DurationSpec work)
{
    extras().work = std::move(work);
    notice();
}

void World::setOutcomes(OutcomeSpec outcomes)
{
    extras().outcomes = std::move(outcomes);
    notice();
}

const DurationSpec& World::work() const
{
    return m_extras && m_extras->work ? *m_extras->work : m_spec->work;
}

const OutcomeSpec& World::outcomes() const
{
    return m_extras && m_extras->outcomes ? *m_extras->outcomes : m_spec->outcomes;
}

void World::notice()
{
    const auto* constant = std::get_if<Duration>(&work());
    m_constantWork = constant != nullptr ? *constant : Duration { -1 };
    const auto* sequence = std::get_if<OutcomeSequence>(&outcomes());
    m_isAlwaysOk = sequence != nullptr
        && std::all_of(sequence->values.begin(), sequence->values.end(),
            [](Outcome outcome) { return outcome == Outcome::Ok; });
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

Outcome World::drawOutcome(std::uint32_t tick)
{
    if (const auto* sequence = std::get_if<OutcomeSequence>(&outcomes()))
        return valueOf(sequence->values, tick);
    const auto& rates = std::get<OutcomeRates>(outcomes());
    const std::uint64_t drawn = extras().outcomeDraws.bits53();
    if (drawn < threshold53(rates.error))
        return Outcome::Error;
    return drawn < threshold53(rates.error) + threshold53(rates.crash) ? Outcome::Crash
                                                                       : Outcome::Ok;
}

Duration World::load()
{
    return m_spec->load ? draw(*m_spec->load, 1, &Extras::loadDraws) : Duration::zero();
}

std::optional<Duration> World::first()
{
    if (!m_spec->first)
        return std::nullopt;
    return draw(*m_spec->first, 1, &Extras::firstDraws);
}

Duration World::jitter(Duration most)
{
    return most == Duration::zero() ? most : uniform(extras().jitterDraws, Duration::zero(), most);
}

} // namespace tickscope
