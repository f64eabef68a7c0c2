// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace tickscope {

/// Makes screen readers say what a TimelineView shows: the sentence of its readout. Calling it more
/// than once does no harm.
void installTimelineAccessibility();

} // namespace tickscope
