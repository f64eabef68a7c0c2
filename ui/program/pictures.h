// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/program/options.h"

namespace tickscope {

/// Writes the picture that the options ask for (--screenshot or --render), without anybody there.
/// @return the exit code of the program: 0 done, 1 not written, 3 the scenario is invalid
/// @pre a QApplication exists
int takePicture(const ProgramOptions& options);

} // namespace tickscope
