// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "core/sim/random.h"

#include <cstdint>

namespace tickscope {

/// The duration of the nth time (from 1) that something asks: a sequence gives its nth value and
/// draws nothing, a distribution draws once.
/// @param random  may be null where nothing isDrawn()
Duration draw(const DurationSpec& spec, std::uint32_t nth, Random* random);

/// @return whether draw() leaves anything to chance
bool isDrawn(const DurationSpec& spec);

} // namespace tickscope
