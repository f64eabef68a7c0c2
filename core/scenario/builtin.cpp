// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/builtin.h"

#include "core/scenario/reader.h"

#include <algorithm>

namespace tickscope {

const BuiltinScenario* findBuiltin(std::string_view name)
{
    const auto& all = builtinScenarios();
    const auto found = std::ranges::find(all, name, &BuiltinScenario::name);
    return found == all.end() ? nullptr : &*found;
}

std::string builtinTitle(const BuiltinScenario& scenario)
{
    const ReadResult result = readScenario(scenario.text, scenario.name);
    return result.scenario ? result.scenario->title : std::string {};
}

} // namespace tickscope
