// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::cli {

/// What `help` tells about besides commands: "scenario", "expect", "lesson", "events".
std::vector<std::string_view> helpTopics();

/// @return the text of a topic, made from the tables that the program itself works with; nothing
/// when there is no such topic
std::optional<std::string> helpOn(std::string_view topic);

/// One row of a topic: a name, and what is said of it, broken into lines.
std::string helpEntry(std::string_view name, std::string_view text);

} // namespace tickscope::cli
