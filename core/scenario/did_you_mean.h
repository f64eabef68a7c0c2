// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tickscope {

/// How many letters must be changed, added, left out or swapped with their neighbour to turn one
/// word into the other (Damerau-Levenshtein, optimal string alignment).
std::size_t editDistance(std::string_view a, std::string_view b);

/// The candidate that a misspelt word most likely means: within 2 edits or a third of its length,
/// case, hyphens, underscores and spaces aside; or the only one that it begins.
/// @return empty when none is near; the first of equally near ones
std::string_view nearestWord(std::string_view word, std::span<const std::string_view> candidates);

} // namespace tickscope
