// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/toml_document.h"
#include "core/scenario/toml_shape.h"

#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// A syntax error in our words, and the lines to leave out so that the rest can be read.
struct ExplainedError
{
    TomlProblem problem;
    std::uint32_t firstLine = 0;
    std::uint32_t lastLine = 0;
};

/// Puts what the TOML library says about a syntax error into words of ours.
/// @param description  the library's own words
/// @param region  where the library gave up, which may be behind the cause
ExplainedError explainTomlError(std::string_view description, TextRegion region,
    std::string_view text, const std::vector<TomlStatement>& statements);

} // namespace tickscope
