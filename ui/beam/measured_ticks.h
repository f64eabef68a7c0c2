// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/beam/recording.h"
#include "ui/lanes/measured_run.h"

#include <string>
#include <vector>

namespace tickscope {

/// The ticks of a recording, as the lanes draw them.
/// @param recording  its events in any order; it may still be growing
/// @param names  of the servers, by their number; others of the recording are left out
/// @param scale  what the durations were multiplied by for the real run; times are divided by it
MeasuredRun measuredTicks(
    const Recording& recording, const std::vector<std::string>& names, double scale = 1);

} // namespace tickscope
