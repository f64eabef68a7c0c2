// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/trace_log.h"
#include "ui/lanes/lane_index.h"
#include "ui/lanes/lane_info.h"
#include "ui/lanes/lane_metrics.h"
#include "ui/lanes/lane_text.h"
#include "ui/time/time_axis.h"

#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace tickscope {

/// How much of a lane is drawn, by the median distance of its ticks.
enum class ZoomLevel : std::uint8_t {
    Close, ///< from 60 px a tick: everything, with text
    Middle, ///< 8 to 60: the same shapes, text where it fits
    Far, ///< 1 to 8: due marks are lines, cells one area, work the busy share of each column
    Density, ///< below 1: a band, the maximum and the busy share of each column
};

/// What a shape means; the painter knows how it looks.
enum class ItemKind : std::uint8_t {
    Baseline, ///< line: on which the cells stand
    NoProcess, ///< box: hatch where no process lives
    SpanFired, ///< line: armed to due (or to its end), past
    SpanArmed, ///< line: dashed, armed to due, still to come
    SpanRest, ///< line: dotted, what a cancelled or dead timer would have run
    ArmedPast, ///< line, upright: where a timer was armed that has ended since
    ArmedNow, ///< line, upright: where a timer was armed that still runs
    Fall, ///< line: from the due mark to the cell or the work
    DropLine, ///< line: from the due mark into nothing
    DueFilled, ///< box: triangle
    DueHollow, ///< box: triangle of an armed timer or of a second chain
    DueLine, ///< line, upright: a due mark seen from far
    TimerBand, ///< box: a great many timers
    WaitArea, ///< polygon: all that waits
    CellGap, ///< line: between two cells
    WaitOutline, ///< polygon, open: the mailbox depth
    CellText, ///< box: text inside a cell
    CellEdit, ///< box: diamond and text inside a cell
    StaleHatch, ///< box: a call whose caller went on
    Clock, ///< box: where the caller went on
    Work, ///< box: a block, text left, detail right
    WorkNow, ///< box: the block at work now, square at its right end
    Trouble, ///< box: a block whose work ended in error or raised
    TroubleSign, ///< box: disc with "!"
    TroubleNotch, ///< box: triangle above a narrow block
    TroubleLine, ///< box: 2 px in a column of many ticks
    Busy, ///< box: the busy share of columns; heights in LaneScene::busy
    ExitLine, ///< line, upright: the process died
    ExitRing, ///< box: ring with a cross
    StopLine, ///< line, upright: the process ended as it was asked to
    StopRing, ///< box: ring with a square
    LostCross, ///< box: a message whose process died first
    Restart, ///< box: round arrow
    CancelCross, ///< box: where a timer was cancelled
    Handled, ///< box: diamond on the work strip, where an edit was handled
    HandledLine, ///< line, upright: from the cell down to that diamond
    DropRing, ///< box: barred ring where a message was lost
    MissedBeat, ///< box: triangle
    Finished, ///< box: small square, text right of it
    PathLine, ///< line: part of the selected tick's path
    PathArm, ///< line, upright: from the handler up to the timer that it armed
    PathNext, ///< line: the span of the timer that its handler armed
    PathCell, ///< box: around a cell of it
    PathDue, ///< box: its due mark
    PathWork, ///< box: ring around its block
    Label, ///< text at the left edge of the box
};

/// What colour a text has.
enum class Ink : std::uint8_t { Text, Text2, OnWork, OnWait, Waiting, Accent, Warn };

/// One shape of a lane. Lines run from the top left to the bottom right corner of the box.
struct LaneItem
{
    ItemKind kind = ItemKind::Label;
    QRectF box;
    QString text = {};
    QString detail = {};
    TextRole role = TextRole::Lane;
    Ink ink = Ink::Text;
    std::uint32_t message = 0; ///< number of the message it belongs to, if any
    std::uint32_t timer = 0; ///< number of the timer it belongs to, if any
    std::uint32_t mark = 0; ///< one more than the index of the mark it shows, if any
    std::uint32_t shape = 0; ///< index into LaneScene::shapes
    double insetLeft = 0; ///< of a block's number, where a diamond stands on its edge
    double insetRight = 0; ///< likewise, of its duration
    bool isCut = false; ///< a block that its process did not finish: square at its right end
};

/// A live edit as the ruler marks it.
struct EditMark
{
    std::int64_t atNs = 0;
    double x = 0;
    double toY = 0; ///< where its dotted line ends, in the lane
    QString words; ///< "interval 10 s", "cancel"

    friend bool operator==(const EditMark&, const EditMark&) = default;
};

/// All shapes of one lane in the order in which they are painted. y counts from the lane's top.
struct LaneScene
{
    ZoomLevel level = ZoomLevel::Close;
    std::vector<LaneItem> items;
    std::vector<QPolygonF> shapes;
    std::vector<float> busy; ///< share of each column from the left edge of the Busy item
    std::vector<EditMark> edits;
    std::uint32_t depthNow = 0;
    std::uint32_t chains = 0; ///< tick timers armed at now
};

/// What a lane is made from. Everything outlives the call; nothing is kept.
struct LaneSource
{
    const ServerLog& log;
    const LaneIndex& index;
    const LaneInfo& info;
    const TimeAxis& axis;
    const LaneMetrics& metrics;
    const LaneText& text;
    std::int64_t nowNs = 0; ///< nothing later is drawn, but armed timers
    std::uint32_t selectedMessage = 0; ///< 0 for none
    bool showsDueTime = true; ///< "45.000 s" before "armed with 5 s"
    std::vector<double> lines {}; ///< x of lines across the lane that are painted later
};

/// Builds the shapes of what the axis shows, and touches only that part of the log.
LaneScene buildLane(const LaneSource& source);

/// The live edits of the lane alone.
std::vector<EditMark> editMarks(const LaneSource& source);

/// @return the level at which the lane is drawn
ZoomLevel zoomLevel(const ServerLog& log, const TimeAxis& axis, std::int64_t nowNs);

/// Height of one message in the mailbox strip: as in the metrics until it would not fit, then what
/// fills the strip, so that a deeper mailbox is never drawn lower.
double messageHeight(const LaneMetrics& metrics, std::uint32_t maxDepth);

/// Place of a message in the queue at the end of a moment: how many are ahead of it.
/// @pre it waits at that moment
std::uint32_t queuePosition(const ServerLog& log, std::size_t message, std::int64_t ns);

} // namespace tickscope
