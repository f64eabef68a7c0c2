// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/builtin.h"
#include "core/scenario/reader.h"
#include "ui/controller/run_controller.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace tickscope {

/// The scenario of a text that must be valid.
inline Scenario scenarioOf(std::string_view text)
{
    auto result = readScenario(text, "test.toml");
    for (const auto& diagnostic : result.diagnostics)
        if (diagnostic.severity == Severity::Error)
            std::fprintf(stderr, "%s\n", renderLine(diagnostic).c_str());
    if (!result.scenario)
        std::abort();
    return *result.scenario;
}

inline Scenario builtin(std::string_view name)
{
    return scenarioOf(findBuiltin(name)->text);
}

/// Frames until nothing moves any more.
inline void settle(RunController& controller)
{
    while (controller.isMoving())
        controller.frame();
}

/// Loads a scenario and takes it to a moment.
inline void loadTo(RunController& controller, Scenario scenario, VirtualTime time)
{
    controller.load(std::move(scenario));
    settle(controller);
    controller.goTo(time);
    settle(controller);
}

} // namespace tickscope
