// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// @param path  without the name of a server: "growth.verdict", "limit.kind"
/// @return all words that the value there can be; empty when it is no word, or any text
std::vector<std::string_view> wordsOfPath(std::string_view path);

/// @return whether something may stand at this path that the summary at hand has no value for: a
/// limit has its keys though none was reached.
bool isPathOfLimit(std::string_view path);

/// @return the path that a heading of the table for people means ("late p99" is lateness.p99); any
/// other text as it is
std::string pathOfHeading(std::string_view heading);

} // namespace tickscope
