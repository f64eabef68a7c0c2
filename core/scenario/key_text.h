// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>
#include <string>

namespace tickscope {

struct KeyInfo;
enum class KeyTable : std::uint8_t;

/// @return how an inline table comes about, or what stands in front of a table's keys:
/// "[[server]]", "A rule, where the time may vary from tick to tick: work = { ... }"
std::string keyTableTitle(KeyTable table);

/// @return type, meaning, place and default of a key as sentences, without the name
std::string aboutKey(const KeyInfo& key);

} // namespace tickscope
