// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/narration.h"

#include <string>
#include <vector>

namespace tickscope::cli {

/// A line for each event: when, which server, what happened and why.
/// @param names  of the servers, by index
std::string narrationText(
    const std::vector<Narrated>& narrated, const std::vector<std::string>& names);

/// The summary with what happened in it, as a list of objects.
/// @param summaryJson  as summaryJson() and withExpectations() write it
std::string withNarration(std::string summaryJson, const std::vector<Narrated>& narrated,
    const std::vector<std::string>& names);

} // namespace tickscope::cli
