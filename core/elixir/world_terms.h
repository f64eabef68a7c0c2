// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <string>
#include <vector>

namespace tickscope {

/// Durations and outcomes as the terms that World understands, in whole milliseconds:
/// 8000, [15, 265], {:uniform, 1000, 3000}, {:exponential, 2000}, {:normal, 2000, 300};
/// [:ok, :error], {:rates, 0.1, 0.01} (of errors and of crashes).
/// Without `colon` as Erlang writes them.
std::string worldTerm(const DurationSpec& spec, bool colon = true);
std::string worldTerm(const OutcomeSpec& spec, bool colon = true);

/// What is sent to a server by a call: ":state", or with work of its own {:request, 8000}.
std::string requestTerm(Duration work, bool forgetsTimeout);

/// The same as the value of a map, in lines that the formatter leaves alone: "work: 8000,", or a
/// list with one element a line. Indented by `indent` spaces; the last line ends with `end`.
std::vector<std::string> worldEntry(
    const std::string& key, const DurationSpec& spec, int indent, const std::string& end);
std::vector<std::string> worldEntry(
    const std::string& key, const OutcomeSpec& spec, int indent, const std::string& end);

} // namespace tickscope
