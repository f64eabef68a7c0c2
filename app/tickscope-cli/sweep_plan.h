// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/variation.h"
#include "core/result.h"
#include "core/scenario/reader.h"
#include "core/scenario/scenario.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::cli {

/// Reads what is to be varied, PATH=VALUES each. Errors: ErrorCode::Usage.
Result<Combinations> readVariations(const std::vector<std::string>& texts);

/// "poller.interval=5s poller.work=1s"
std::string labelOf(const Combinations& all, std::size_t index);

/// Sets the values of one combination, in the order of the variations.
/// @pre checkValues() found nothing wrong, and the scenario is the base or another combination
void assignValues(
    Scenario& scenario, const Combinations& all, const std::vector<std::string_view>& values);

/// Whether each value can be set. Errors: ErrorCode::Usage.
std::optional<Error> checkValues(Scenario scenario, const Combinations& all);

/// What is wrong with the first combination that is no valid scenario, with its label as place;
/// empty when all are valid.
/// @note Of a range only both ends are tried first: as a rule of scenarios, no number is refused
/// while a smaller and a greater one are allowed, whatever the others are.
std::vector<Error> checkScenarios(
    const Scenario& base, const Combinations& all, const ReadOptions& options);

/// The servers of all combinations, each once, in the order in which they first appear.
std::vector<ServerInstance> allServers(const Scenario& base, const Combinations& all);

} // namespace tickscope::cli
