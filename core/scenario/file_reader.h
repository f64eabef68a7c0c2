// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"

#include <string>

namespace tickscope {

/// Reads a scenario text from a file, or from standard input when the path is "-".
///
/// Only regular files are read (standard input may be a pipe), and never more than maxTextBytes:
/// a file that grows while it is read, or that does not say its size, is refused like a large one.
/// @return the text; or an Error with code Io and the path as its place
Result<std::string> readTextFile(const std::string& path);

} // namespace tickscope
