// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <cstdint>
#include <string>

namespace tickscope::cli {

/// About how many events a run of scenario.duration will record: enough to warn before a long run,
/// no promise. A server without any delay counts as none; the limits catch it.
double expectedEvents(const Scenario& scenario);

/// What to say before a run that will most likely end at its cap on events.
std::string longRunText(double events, std::uint64_t cap);

} // namespace tickscope::cli
