// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/source.h"

#include <cstdint>
#include <vector>

namespace tickscope {

/// What a line is for, in the order of a tick: the purposes that all periodic servers share.
enum class SubGoal : std::uint8_t {
    None,
    Arm, ///< the first tick is armed
    Work,
    Rearm, ///< the next one is
    State, ///< the new state is returned
};

/// "arm", "work", "re-arm", "state"; empty for None.
const char* toText(SubGoal goal);

/// By line, from the records that run it.
std::vector<SubGoal> subGoalsOf(const SourceModule& module);

} // namespace tickscope
