// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/toml_document.h"
#include "core/scenario/toml_shape.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tickscope {

/// A syntax error in words for people, and the lines to leave out so that the rest can be read.
struct TomlError
{
    TomlProblem problem;
    std::uint32_t firstLine = 0;
    std::uint32_t lastLine = 0;
};

/// Finds the first place where a text breaks TOML 1.0, and says why.
///
/// Whether a text is valid is the library's to say; this finds the words. They come from the text
/// alone, so that they are the same whatever the library is and whichever version it has.
/// @param statements  the outline of the text: where a broken value ends
/// @pre guardText() has passed the text: UTF-8, not deeply nested
/// @return nullopt for a text without an error
std::optional<TomlError> findTomlError(
    std::string_view text, const std::vector<TomlStatement>& statements);

} // namespace tickscope
