// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

/// One table of a list, as it is compared.
struct ListItem
{
    std::string text; ///< all of it
    std::string name; ///< empty for a table that has none
    std::vector<std::string> values; ///< of its keys: "key = value"
};

/// Finds out which table of a changed list was which one before.
///
/// Equal ones first, in order; then those of the same name; then, between neighbours that were
/// found, those that have most values in common. What is left came or went.
/// @return for each new table the place of the old one
std::vector<std::optional<std::size_t>> matchLists(
    const std::vector<ListItem>& before, const std::vector<ListItem>& after);

/// @return which of the places rise, as many of them as can be: the others have to move
std::vector<bool> risingPlaces(const std::vector<std::optional<std::size_t>>& places);

} // namespace tickscope
