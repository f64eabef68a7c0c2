// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// A scenario that comes with the program: a file of resources/scenarios/, compiled in.
struct BuiltinScenario
{
    std::string_view name; ///< the file's name without .toml
    std::string_view text;
};

/// All of them, in the order in which lists show them.
const std::vector<BuiltinScenario>& builtinScenarios();

/// @return the scenario of that name, or nullptr
const BuiltinScenario* findBuiltin(std::string_view name);

/// @return the title that the scenario's file gives it
std::string builtinTitle(const BuiltinScenario& scenario);

} // namespace tickscope
