// SPDX-License-Identifier: GPL-3.0-only
#include "core/servers/draw.h"

#include "core/servers/sequence.h"

#include <variant>

namespace tickscope {

namespace {

struct Draw
{
    std::uint32_t nth;
    Random* random;

    Duration operator()(Duration constant) const { return constant; }
    Duration operator()(const UniformDuration& of) const
    {
        return uniform(*random, of.low, of.high);
    }
    Duration operator()(const ExponentialDuration& of) const
    {
        return exponential(*random, of.mean);
    }
    Duration operator()(const NormalDuration& of) const
    {
        return normal(*random, of.mean, of.deviation);
    }
    Duration operator()(const SequenceDuration& of) const { return valueOf(of, nth); }
};

} // namespace

Duration draw(const DurationSpec& spec, std::uint32_t nth, Random* random)
{
    return std::visit(Draw { nth, random }, spec);
}

bool isDrawn(const DurationSpec& spec)
{
    return !std::holds_alternative<Duration>(spec)
        && !std::holds_alternative<SequenceDuration>(spec);
}

} // namespace tickscope
