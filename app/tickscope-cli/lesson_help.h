// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <string>

namespace tickscope::cli {

/// What `help lesson` prints: every part of a lesson.md with its keys, made from lessonKeyTable.
std::string lessonHelp();

} // namespace tickscope::cli
