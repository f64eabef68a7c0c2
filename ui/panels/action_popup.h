// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "ui/widgets/themed.h"

#include <functional>

namespace tickscope {

/// Opens a small field that asks for the value of an action, with the one that it has.
/// @param anchor  below which it opens; no longer there, it is not answered
/// @param taken  gets the action with the value that was typed
/// @pre the action has a value: set_interval, set_work, set_outcomes, call, sys or stall
void askForAction(const Action& action, const ThemeController& themes, QWidget& anchor,
    const std::function<void(const Action&)>& taken);

} // namespace tickscope
