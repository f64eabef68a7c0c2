// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <optional>

namespace tickscope {

/// How well a text fits what somebody types of it: all letters in their order, in any case, blanks
/// left out. Letters at the start of words and letters in a row count more; among equals a shorter
/// text fits better.
/// @return nothing when a letter is missing; otherwise the higher the better
std::optional<int> fuzzyScore(const QString& typed, const QString& text);

} // namespace tickscope
