// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>
#include <string_view>

namespace tickscope {

/// What a value without quotes and brackets is, or why it is none.
enum class TomlLiteral : std::uint8_t {
    Valid,
    LeadingZero, ///< 05
    WholeOutOfRange, ///< beyond 64 bits
    FloatOutOfRange, ///< 1e999
    TooLong, ///< more characters than any number needs
    NoNumber, ///< looks like one: 1. or 0x
    NoDate, ///< 1979-13-01
    NoTime, ///< 25:00:00
    Word, ///< text that lacks its quotes
};

/// Classifies a value as TOML 1.0 has it: true, false, a number, a date or a time.
/// @see https://toml.io/en/v1.0.0#integer and what follows there
TomlLiteral classifyLiteral(std::string_view text);

} // namespace tickscope
