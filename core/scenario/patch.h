// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <string>
#include <string_view>

namespace tickscope {

/// Changes a scenario file that a person wrote so that it says another scenario.
///
/// Only what differs is touched: comments, the order of keys and tables, defaults that are spelled
/// out, unknown keys, [[expect]] tables, line ends and a byte order mark stay as they were. What is
/// expected of a server goes along with its name. A table that is taken out takes the comments
/// right above it along. The result is read again; where it would not come out as the scenario (a
/// table written in an unusual way), the tables that changed are written anew, and at worst the
/// whole text with the expectations at its end.
/// @param text  a valid file; one that is not is written anew
/// @return a text that reads as `wanted`, if that is valid; actions and markers stand in the order
///     of their times, or as the file had them
std::string patchScenario(std::string_view text, const Scenario& wanted);

/// @return the same with actions and markers in the order of their times: what that order means is
/// the same
Scenario inTimeOrder(Scenario scenario);

} // namespace tickscope
