// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_keys.h"

#include "ui/text/trace_text.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_hover.h"
#include "ui/timeline/timeline_view.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace tickscope {

namespace {

constexpr double zoomPerKey = 0.7;
constexpr double panPerKey = 0.1; ///< of the width

/// M makes the selection the range, and Shift+M keeps it as a marker. Without a selection both mark
/// the moment under the pointer, or now.
void markSelection(TimelineView& view, const TimelineCanvas& canvas, bool isKept)
{
    const auto span = canvas.selectionSpan();
    if (span && !isKept)
        return canvas.window.setRange(span);
    const auto point = view.hover().pointInLanes();
    emit view.markerAddRequested(span ? span->startNs
            : point                   ? canvas.roundedToPixel(canvas.timeAt(*point))
                                      : canvas.window.nowNs());
}

/// The lane above or below the selected one, as they are shown.
bool selectLane(TimelineView& view, const TimelineCanvas& canvas, int by)
{
    const auto& lanes = canvas.lanes;
    if (lanes.isEmpty())
        return false;
    const auto selection = canvas.window.selection();
    auto lane = lanes.laneAt(0);
    if (selection && selection->server < lanes.count()) {
        const auto other = by < 0 ? lanes.above(selection->server) : lanes.below(selection->server);
        lane = other.value_or(selection->server);
    }
    canvas.window.setSelection(Selection { *lane, 0 });
    view.revealLane(*lane);
    return true;
}

/// The tick after or before the selected one in its lane; without one, the first or last in view.
/// @return whether there is one
bool selectTick(TimelineView& view, const TimelineCanvas& canvas, bool isNext)
{
    auto& window = canvas.window;
    const auto selection = window.selection();
    if (!selection || selection->server >= canvas.lanes.count())
        return false;
    const ServerLog& log = canvas.lanes.log(selection->server);
    const auto& messages = log.messages;
    const auto shown = [&window](const MessageEntry& entry) {
        return isTick(entry.kind) && entry.deliveredNs <= window.nowNs();
    };
    const auto select = [&](const MessageEntry& entry) {
        window.setSelection(Selection { selection->server, entry.number });
        if (!window.span().contains(entry.deliveredNs))
            view.showSpan(window.spanAround(entry.deliveredNs));
        view.revealLane(selection->server);
    };
    const MessageEntry* from = findMessage(log, selection->message);
    const auto begin = messages.data(), end = begin + messages.size();
    const auto isInView = [&](const MessageEntry& entry) {
        return shown(entry) && (from != nullptr || window.span().contains(entry.deliveredNs));
    };
    if (isNext) {
        const auto found = std::find_if(from != nullptr ? from + 1 : begin, end, isInView);
        if (found == end)
            return false;
        select(*found);
        return true;
    }
    const auto last = std::make_reverse_iterator(from != nullptr ? from : end);
    const auto found = std::find_if(last, std::make_reverse_iterator(begin), isInView);
    if (found == std::make_reverse_iterator(begin))
        return false;
    select(*found);
    return true;
}

} // namespace

bool doTimelineCommand(TimelineView& view, const TimelineCanvas& canvas, TimelineCommand command)
{
    auto& window = canvas.window;
    const auto pan = std::llround(panPerKey * static_cast<double>(window.span().length()));
    switch (command) {
    case TimelineCommand::LaneUp:
        return selectLane(view, canvas, -1);
    case TimelineCommand::LaneDown:
        return selectLane(view, canvas, 1);
    case TimelineCommand::NextTick:
        return selectTick(view, canvas, true);
    case TimelineCommand::PreviousTick:
        return selectTick(view, canvas, false);
    case TimelineCommand::OpenInstant:
        return view.openSelectedInstant();
    case TimelineCommand::ZoomIn:
        view.zoomBy(zoomPerKey);
        return true;
    case TimelineCommand::ZoomOut:
        view.zoomBy(1 / zoomPerKey);
        return true;
    case TimelineCommand::PanBack:
        window.panBy(-pan);
        return true;
    case TimelineCommand::PanAhead:
        window.panBy(pan);
        return true;
    case TimelineCommand::Focus:
        view.focusSelection();
        return true;
    case TimelineCommand::Range:
        if (const auto span = canvas.selectionSpan())
            window.setRange(span);
        return true;
    case TimelineCommand::Mark:
        markSelection(view, canvas, false);
        return true;
    case TimelineCommand::Keep:
        markSelection(view, canvas, true);
        return true;
    case TimelineCommand::Cursors:
        view.toggleCursors();
        return true;
    case TimelineCommand::CursorA:
        view.grabCursor(TimelineCursor::A);
        return true;
    case TimelineCommand::CursorB:
        view.grabCursor(TimelineCursor::B);
        return true;
    }
    return false;
}

bool pressTimelineKey(TimelineView& view, const TimelineCanvas& canvas, int key)
{
    switch (key) {
    case Qt::Key_End:
        view.stopMotion();
        canvas.window.follow();
        return true;
    case Qt::Key_Escape:
        view.escape();
        return true;
    default:
        return false;
    }
}

} // namespace tickscope
