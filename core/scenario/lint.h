// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/problems.h"
#include "core/scenario/server_reader.h"

#include <vector>

namespace tickscope {

/// Notes on a server that is valid but may surprise: a mailbox that will grow, a monitor that
/// reports every beat as missed.
void lintServer(const ReadServer& server, Problems& problems);

/// Notes on actions at the very instant at which a tick of their server is due: there a little more
/// or less decides what comes first.
/// @param places  of the actions' times, in the same order
/// @pre places.size() == scenario.actions.size(), and each action's server is known
void lintActions(
    const Scenario& scenario, const std::vector<TextRegion>& places, Problems& problems);

} // namespace tickscope
