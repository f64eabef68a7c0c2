// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <QString>

namespace tickscope {

/// Why the scenario cannot be, in the words of `check`: its first error. Empty when it can.
QString refusalOf(const Scenario& scenario);

} // namespace tickscope
