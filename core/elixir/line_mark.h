// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/source.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// The rules that a template's mark stands for: "tick.work_end:ok send_after".
/// @param unknown  set to the first word that is none
std::vector<LineRule> rulesOfMark(std::string_view mark, std::string& unknown);

/// @return the callback of that name ("tick"; "-" is none), or nullopt
std::optional<Callback> callbackOfWord(std::string_view word);

} // namespace tickscope
