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

struct World::Streams
{
    static constexpr std::uint64_t perServer = 8;
    Streams(std::uint64_t seed, std::uint64_t server)
        : work(seed, server * perServer)
        , outcome(seed, server * perServer + 1)
        , load(seed, server * perServer + 2)
        , first(seed, server * perServer + 3)
        , jitter(seed, server * perServer + 4)
    {
    }
    Random work;
    Random outcome;
    Random load;
    Random first;
    Random jitter;
};

World::World(const ServerSpec& spec, std::uint64_t seed, ServerIndex server)
    : m_spec(&spec)
    , m_seed(seed)
    , m_server(server)
{
}
World::World(World&&) noexcept = default;
World::~World() = default;

World::Streams& World::streams()
{
    if (!m_streams)
        m_streams = std::make_unique<Streams>(m_seed, m_server);
    return *m_streams;
}

Duration World::draw(const DurationSpec& spec, std::uint32_t tick, Random Streams::*stream)
{
    return std::visit(
        Overloaded {
            [](Duration constant) { return constant; },
            [&](const UniformDuration& of) { return uniform(streams().*stream, of.low, of.high); },
            [&](const ExponentialDuration& of) { return exponential(streams().*stream, of.mean); },
            [&](const NormalDuration& of) {
                return normal(streams().*stream, of.mean, of.deviation);
            },
            [tick](const SequenceDuration& of) { return valueOf(of.values, tick); },
        },
        spec);
}

Duration World::workOf(std::uint32_t tick)
{
    return draw(work(), tick, &Streams::work);
}

Outcome World::outcomeOf(std::uint32_t tick)
{
    if (const auto* sequence = std::get_if<OutcomeSequence>(&outcomes()))
        return valueOf(sequence->values, tick);
    const auto& rates = std::get<OutcomeRates>(outcomes());
    const std::uint64_t drawn = streams().outcome.bits53();
    if (drawn < threshold53(rates.error))
        return Outcome::Error;
    return drawn < threshold53(rates.error) + threshold53(rates.crash) ? Outcome::Crash
                                                                       : Outcome::Ok;
}

Duration World::load()
{
    return m_spec->load ? draw(*m_spec->load, 1, &Streams::load) : Duration::zero();
}

std::optional<Duration> World::first()
{
    if (!m_spec->first)
        return std::nullopt;
    return draw(*m_spec->first, 1, &Streams::first);
}

Duration World::jitter(Duration most)
{
    return most == Duration::zero() ? most : uniform(streams().jitter, Duration::zero(), most);
}

} // namespace tickscope
