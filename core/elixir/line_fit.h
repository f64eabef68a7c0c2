// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/source.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tickscope {

/// What becomes of a returned tuple with a map that is too long for a line.
enum class LongLine : std::uint8_t {
    NameTheState, ///< `state = %{...}` first, then the tuple with it
    Break, ///< the tuple itself, an element a line
};

/// Adds a line that is too long, as the formatter wants it. Lines of another form stay as they are.
/// @param text  with its indentation: "    {:ok, %{interval: interval, ...}}"
void addFitted(SourceModule& module, SourceWriter& out, const std::string& text,
    const std::vector<LineRule>& rules, LongLine how);

} // namespace tickscope
