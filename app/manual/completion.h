// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/manual/option_list.h"

#include <string>
#include <vector>

namespace tickscope::manual {

/// Completion of a program's command line for a shell, made from its table of options.
/// @param scenarios  names that may stand where a scenario is wanted, besides files
std::string bashCompletion(const ListedProgram& program, const std::vector<std::string>& scenarios);
std::string zshCompletion(const ListedProgram& program, const std::vector<std::string>& scenarios);
std::string fishCompletion(const ListedProgram& program, const std::vector<std::string>& scenarios);

} // namespace tickscope::manual
