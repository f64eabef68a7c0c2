// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/timeline/timeline_commands.h"

namespace tickscope {

class TimelineView;
struct TimelineCanvas;

/// Does what a key of TimelineKeys does.
/// @return whether there was something to do
bool doTimelineCommand(TimelineView& view, const TimelineCanvas& canvas, TimelineCommand command);

/// Does what a key does that nobody can choose anew: End and Esc. Keys that drive the run belong to
/// the window.
/// @return whether it is one
bool pressTimelineKey(TimelineView& view, const TimelineCanvas& canvas, int key);

} // namespace tickscope
