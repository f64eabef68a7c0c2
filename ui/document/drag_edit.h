// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "core/trace/trace_log.h"
#include "ui/timeline/timeline_drag.h"

#include <QString>

#include <optional>

namespace tickscope {

/// What of a run decides what a drag changes, as it was when the drag began: plain values, as the
/// run is made anew while somebody drags.
struct DragContext
{
    Scenario scenario; ///< with all actions
    std::optional<std::uint32_t> place; ///< of the server's table
    std::string server; ///< its own name, which may be that of a replica
    std::optional<std::int64_t> setIntervalNs; ///< when the set_interval in force was asked for
    bool isFirst = false; ///< the mark of the first tick, which has a time of its own
    std::size_t timer = 0; ///< Due: its place among the timers of the server, which stays
};

DragContext contextOf(const TimelineDrag& drag, const Run& run, const ServerLog& log);

/// What dragging a shape makes of the scenario.
struct DragEdit
{
    std::optional<Scenario> scenario; ///< nothing when it cannot be dragged
    QString what; ///< "work of tick 4 of poller to 3 s"
    QString reason; ///< why it cannot be
};

/// The end of a work sets the work of that tick alone, as a sequence; every other tick keeps its
/// own. A due mark changes the interval that was in force when the timer was armed: the last
/// set_interval before it, or else the server's own, or its `first`. It changes it by as much as
/// makes this mark fall where it was dropped; the marks before it move too, each by its share.
DragEdit editOf(const TimelineDrag& drag, const DragContext& context);

} // namespace tickscope
