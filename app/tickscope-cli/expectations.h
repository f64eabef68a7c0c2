// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"
#include "core/scenario/scenario.h"
#include "core/trace/expectation.h"

#include <optional>
#include <string>
#include <vector>

namespace tickscope::cli {

/// Reads what --expect was given, in its order.
Result<std::vector<Expectation>> parseExpectations(const std::vector<std::string>& texts);

/// Whether each expectation names something that a run of this scenario will have.
/// @return what is wrong with the first that does not
std::optional<Error> firstThatMakesNoSense(
    const std::vector<Expectation>& expectations, const Scenario& scenario);

/// Says which expectations failed, and by how much.
/// @return whether all hold
bool reportFailures(
    const std::vector<Expectation>& expectations, const RunSummary& summary, Console& console);

} // namespace tickscope::cli
