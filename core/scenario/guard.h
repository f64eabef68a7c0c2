// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/toml_document.h"
#include "core/scenario/toml_shape.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

// What a scenario text may use up.
inline constexpr std::size_t maxTextBytes = 1 << 20;
inline constexpr std::size_t maxLineBytes = 64 << 10;

/// A text that the TOML library can be trusted with.
struct GuardedText
{
    std::string text; ///< without a byte order mark, and without the lines that were refused
    std::vector<TomlProblem> problems;
    std::vector<TomlStatement> statements; ///< of `text`, in its order
    bool isFatal = false; ///< nothing of the text is worth reading
};

/// @return why a file is none that is read, whatever its format: too large, no UTF-8, a line
/// without end; nothing for a text
std::optional<TomlProblem> problemOfText(std::string_view text);

/// Refuses what the TOML library does not survive, or what no scenario needs, before it is called.
///
/// toml++ 3.3.0 overflows the stack on dotted keys of tens of thousands of parts, asserts on
/// headers such as `[ =`, and runs into undefined behaviour on a value that starts with a
/// non-ASCII letter.
GuardedText guardText(std::string_view text);

} // namespace tickscope
