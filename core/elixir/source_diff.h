// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/source.h"

#include <vector>

namespace tickscope {

/// A row of two sources side by side.
struct DiffRow
{
    int left = 0; ///< number of the line, from 1; 0: this side has none here
    int right = 0;
    bool isSame = false;
};

/// Two sources side by side: the fewest lines are different, and lines that stand at the same place
/// in a change share a row.
std::vector<DiffRow> sideBySide(const SourceModule& left, const SourceModule& right);

} // namespace tickscope
