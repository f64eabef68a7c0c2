// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"
#include "core/scenario/keys.h"

#include <cstddef>
#include <string_view>

namespace tickscope {

/// Where a key of a [[server]] table stands, for those who find out later what is wrong with it.
/// @param text  a scenario that was read without an error
/// @param server  its place among the [[server]] tables
/// @return the first line where the table has no such key
Place placeOfServerKey(
    std::string_view text, std::string_view fileName, std::size_t server, KnownKey key);

} // namespace tickscope
