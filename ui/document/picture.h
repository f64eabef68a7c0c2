// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "core/trace/trace_log.h"
#include "ui/timeline/timeline_picture.h"

#include <QSize>
#include <QString>

namespace tickscope {

/// What the lanes need to know of the servers of a run. The run outlives it.
LaneInfoSource laneInfoOf(const Run& run, const TraceLog& log);

/// Writes the lanes of a run as a picture: PNG or SVG, by the end of the name. As high as the lanes
/// need, 1600 wide.
/// @return what went wrong, for people; empty when the file is written
QString savePictureOf(const QString& path, const Run& run, const TraceLog& log, const Theme& theme,
    const TimelineState& state);

} // namespace tickscope
