// SPDX-License-Identifier: GPL-3.0-only
#include "ui/sound/click.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tickscope {

namespace {

constexpr double loudness = 0.35;
constexpr double attack = 0.001; ///< s until it is loudest; a jump would crack
constexpr double decay = 0.004; ///< s until it has fallen to 37 %

constexpr double hertz(Click click)
{
    return click == Click::OnTime ? 1'760 : 880; // an octave apart
}

} // namespace

std::vector<std::int16_t> clickSamples(Click click)
{
    constexpr std::size_t count = clickRate * clickLength.count() / 1'000;
    std::vector<std::int16_t> samples(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double time = static_cast<double>(i) / clickRate;
        const double left = static_cast<double>(count - 1 - i) / static_cast<double>(count);
        const double envelope = std::min(1.0, time / attack) * std::exp(-time / decay) * left;
        const double wave = std::sin(2 * std::numbers::pi * hertz(click) * time);
        samples[i] = static_cast<std::int16_t>(std::lround(32'767 * loudness * envelope * wave));
    }
    return samples;
}

} // namespace tickscope
