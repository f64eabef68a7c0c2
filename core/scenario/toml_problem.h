// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/toml_document.h"

#include <string>
#include <string_view>

namespace tickscope {

/// Puts what the TOML library says about a syntax error into words of ours.
/// @param description  the library's own words
/// @param region  where the library gave up, which may be behind the cause
TomlProblem explainTomlError(
    std::string_view description, TextRegion region, std::string_view text);

/// Replaces a line so that the text can be read without it: a table header by one that nobody
/// knows (what follows must not land in the table before), anything else by nothing.
/// @return false when that would not help: the line was left out before
bool leaveOutLine(std::string& text, std::uint32_t line);

} // namespace tickscope
