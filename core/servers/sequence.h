// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace tickscope {

/// Tick k takes value k; then the last one holds, or the values begin anew where they repeat.
/// @param sequence  a SequenceDuration or an OutcomeSequence
template <typename Sequence>
auto valueOf(const Sequence& sequence, std::uint32_t tick)
{
    const std::size_t place = std::max(tick, 1U) - 1U;
    const std::size_t size = sequence.values.size();
    return sequence.values[sequence.repeats ? place % size : std::min(place, size - 1)];
}

} // namespace tickscope
