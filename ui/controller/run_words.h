// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace tickscope {

class RunController;

/// "The supervisor gave up at 48 ms: connection crashed 4 times within 5 s; healthy was shut down",
/// the words of the command line; empty while it is alive.
QString gaveUpSentence(const RunController& controller);

} // namespace tickscope
