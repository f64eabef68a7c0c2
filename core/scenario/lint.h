// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/problems.h"
#include "core/scenario/server_reader.h"

namespace tickscope {

/// Notes on a server that is valid but may surprise: a mailbox that will grow, a monitor that
/// reports every beat as missed.
void lintServer(const ReadServer& server, Problems& problems);

} // namespace tickscope
