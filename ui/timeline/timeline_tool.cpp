// SPDX-License-Identifier: GPL-3.0-only
// One tool for each thing that can be dragged.
#include "ui/timeline/timeline_tool.h"

#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_drag.h"
#include "ui/timeline/timeline_view.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tickscope {

namespace {

using Kind = TimelineHit::Kind;

constexpr double dragDistance = 4; ///< nearer to the press it may still become a click

/// The lanes under the pointer stay under it.
class PanTool : public TimelineTool
{
public:
    PanTool(TimelineCanvas& canvas, const TimelinePress& press)
        : m_canvas(canvas)
        , m_press(press)
    {
    }
    void move(const TimelinePointer& pointer) override
    {
        const double pixels = m_press.point.x() - pointer.point.x();
        const std::int64_t by = std::llround(pixels * m_canvas.axis().nsPerPixel());
        const std::int64_t moved = m_canvas.window.span().startNs - m_press.span.startNs;
        m_canvas.window.panBy(by - moved);
    }

private:
    TimelineCanvas& m_canvas;
    TimelinePress m_press;
};

/// From the press to the pointer.
class RangeTool : public TimelineTool
{
public:
    RangeTool(TimelineCanvas& canvas, std::int64_t fromNs)
        : m_canvas(canvas)
        , m_fromNs(fromNs)
    {
    }
    void move(const TimelinePointer& pointer) override
    {
        m_canvas.window.setRange(TimeSpan { m_fromNs, pointer.ns });
    }

private:
    TimelineCanvas& m_canvas;
    std::int64_t m_fromNs;
};

class RangeEdgeTool : public TimelineTool
{
public:
    RangeEdgeTool(TimelineCanvas& canvas, bool isStart)
        : m_canvas(canvas)
        , m_isStart(isStart)
    {
    }
    void move(const TimelinePointer& pointer) override
    {
        TimeSpan range = m_canvas.window.range().value_or(TimeSpan { pointer.ns, pointer.ns });
        (m_isStart ? range.startNs : range.endNs) = pointer.ns;
        if (range.startNs > range.endNs) // the edge went past the other one
            m_isStart = !m_isStart;
        m_canvas.window.setRange(range);
    }

private:
    TimelineCanvas& m_canvas;
    bool m_isStart;
};

class CursorTool : public TimelineTool
{
public:
    CursorTool(TimelineCanvas& canvas, TimelineCursor cursor, bool isGrabbed)
        : m_canvas(canvas)
        , m_cursor(cursor)
        , m_isGrabbed(isGrabbed)
    {
    }
    void move(const TimelinePointer& pointer) override
    {
        auto& window = m_canvas.window;
        if (m_cursor == TimelineCursor::A)
            window.setCursors(pointer.ns, window.cursorB());
        else
            window.setCursors(window.cursorA(), pointer.ns);
    }
    bool endsWithPress() const override { return m_isGrabbed; }

private:
    TimelineCanvas& m_canvas;
    TimelineCursor m_cursor;
    bool m_isGrabbed;
};

/// Now follows the pointer along the ruler.
class SeekTool : public TimelineTool
{
public:
    SeekTool(TimelineView& view, TimelineCanvas& canvas, std::int64_t fromNs)
        : m_view(view)
        , m_canvas(canvas)
        , m_fromNs(fromNs)
    {
    }
    void begin() override
    {
        emit m_view.seekBegan();
        emit m_view.seekRequested(m_fromNs);
    }
    void move(const TimelinePointer& pointer) override
    {
        emit m_view.seekRequested(m_canvas.timeAt(pointer.point));
    }

private:
    TimelineView& m_view;
    TimelineCanvas& m_canvas;
    std::int64_t m_fromNs;
};

/// Centres what is shown on a point of the bar.
class WholeRunTool : public TimelineTool
{
public:
    WholeRunTool(TimelineCanvas& canvas, QPointF from)
        : m_canvas(canvas)
        , m_from(from)
    {
    }
    void begin() override { centreOn(m_from); }
    void move(const TimelinePointer& pointer) override { centreOn(pointer.point); }

private:
    void centreOn(QPointF point)
    {
        auto& window = m_canvas.window;
        const QRectF lanes = m_canvas.places().lanes;
        const double share = (point.x() - lanes.left() - 12) / std::max(1.0, lanes.width() - 24);
        const std::int64_t end = std::max(window.runEndNs(), window.nowNs());
        const std::int64_t centre
            = std::llround(std::clamp(share, 0.0, 1.0) * static_cast<double>(end));
        const TimeSpan span = window.span();
        window.panBy(centre - (span.startNs + span.length() / 2));
    }

    TimelineCanvas& m_canvas;
    QPointF m_from;
};

class MarkerTool : public TimelineTool
{
public:
    MarkerTool(TimelineView& view, TimelineCanvas& canvas, const TimelinePress& press)
        : m_view(view)
        , m_canvas(canvas)
        , m_press(press)
    {
    }
    void begin() override { m_view.selectMarker(m_press.hit.number); }
    void move(const TimelinePointer& pointer) override
    {
        const double pixels = pointer.point.x() - m_press.point.x();
        const bool isFar = std::abs(pixels) >= dragDistance;
        if (!m_canvas.selectedMarker || (!isFar && !m_canvas.markerDraggedTo))
            return;
        // The flag is held where it was taken hold of, which may be at its name.
        const std::int64_t by = std::llround(pixels * m_canvas.axis().nsPerPixel());
        const std::int64_t from = toNs(m_canvas.markers[*m_canvas.selectedMarker].at);
        m_canvas.markerDraggedTo = std::clamp<std::int64_t>(
            m_canvas.roundedToPixel(from + by), 0, m_canvas.window.limits().endNs);
        m_view.update();
    }
    void drop() override
    {
        const auto to = std::exchange(m_canvas.markerDraggedTo, std::nullopt);
        if (to && m_canvas.selectedMarker)
            emit m_view.markerMoveRequested(*m_canvas.selectedMarker, *to);
        m_view.update();
    }
    void cancel() override
    {
        m_canvas.markerDraggedTo.reset();
        m_view.update();
    }

private:
    TimelineView& m_view;
    TimelineCanvas& m_canvas;
    TimelinePress m_press;
};

/// A due mark or the end of a work. Nothing is decided before it is dropped.
class EditTool : public TimelineTool
{
public:
    EditTool(TimelineView& view, TimelineCanvas& canvas, const TimelineDrag& edit, QPointF from)
        : m_view(view)
        , m_canvas(canvas)
        , m_edit(edit)
        , m_from(from)
    {
    }
    void begin() override { m_view.setCursor(Qt::SplitHCursor); }
    void move(const TimelinePointer& pointer) override
    {
        const double perPixel = m_canvas.axis().nsPerPixel();
        const auto by = std::llround((pointer.point.x() - m_from.x()) * perPixel);
        const auto rounded = roundedDrag(m_edit, by, perPixel);
        if (rounded == m_edit.byNs)
            return;
        m_edit.byNs = rounded;
        m_view.update();
        emit m_view.editDragged(m_edit);
    }
    void drop() override
    {
        m_view.update();
        if (m_edit.byNs != 0)
            emit m_view.editDropped(m_edit);
        else
            emit m_view.editCancelled();
    }
    void cancel() override
    {
        m_view.update();
        emit m_view.editCancelled();
    }
    void paint(QPainter& painter) const override;

private:
    QString words() const;

    TimelineView& m_view;
    TimelineCanvas& m_canvas;
    TimelineDrag m_edit;
    QPointF m_from;
};

QString EditTool::words() const
{
    if (m_edit.kind == TimelineDrag::Kind::Work)
        return TimelineView::tr("work %1, was %2")
            .arg(lengthText(m_edit.draggedNs()), lengthText(m_edit.lengthNs()));
    return TimelineView::tr("due %1, was %2")
        .arg(timeText(m_edit.placeNs + m_edit.byNs), timeText(m_edit.placeNs));
}

/// A line where the shape is dragged to, and what that means.
void EditTool::paint(QPainter& painter) const
{
    const auto& lanes = m_canvas.lanes;
    if (m_edit.server >= lanes.count())
        return;
    const Theme& theme = m_canvas.theme();
    const TimelineGeometry place = m_canvas.places();
    const double x
        = place.lanes.left() + std::round(m_canvas.axis().x(m_edit.placeNs + m_edit.byNs));
    const double top = place.lanes.top() - m_canvas.parts.scrolled + lanes.top(m_edit.server);
    const double height = lanes.metrics(m_edit.server).height;
    painter.save();
    painter.setClipRect(place.lanes);
    painter.fillRect(QRectF(x, top, 2 * theme.metrics.line, height), theme.accent);
    const QString text = words();
    painter.setFont(uiFont(theme.type.second, FontWeight::Semibold));
    const QFontMetricsF metrics(painter.font());
    QRectF label(x + 6, top + 4, metrics.horizontalAdvance(text) + 16, metrics.height() + 6);
    if (label.right() > place.lanes.right())
        label.moveRight(x - 6);
    painter.fillRect(label, theme.accent);
    painter.setPen(theme.onaccent);
    painter.drawText(label, Qt::AlignCenter, text);
    painter.restore();
}

/// On a lane: a click, until the pointer has moved far enough to drag what was pressed.
class PressTool : public TimelineTool
{
public:
    PressTool(TimelineView& view, TimelineCanvas& canvas, const TimelinePress& press)
        : m_view(view)
        , m_canvas(canvas)
        , m_press(press)
    {
    }
    void move(const TimelinePointer& /*pointer*/) override { }
    std::unique_ptr<TimelineTool> successor(const TimelinePointer& pointer) override
    {
        if ((pointer.point - m_press.point).manhattanLength() < dragDistance)
            return nullptr;
        const auto& hit = m_press.hit;
        const bool hasHandle = hit.part != TimelineHit::Part::Body;
        if (const auto edit = hasHandle ? dragOf(hit, m_canvas.lanes.log(hit.lane)) : std::nullopt)
            return std::make_unique<EditTool>(m_view, m_canvas, *edit, m_press.point);
        return std::make_unique<RangeTool>(m_canvas, m_press.ns);
    }
    void drop() override
    {
        const auto& hit = m_press.hit;
        auto& window = m_canvas.window;
        m_view.selectMarker(std::nullopt);
        // Beside the lanes there is nothing to select: the server that the next edit meets stays.
        if (hit.kind == Kind::Nothing)
            return window.setRange(std::nullopt);
        window.setSelection(Selection { hit.lane, hit.kind == Kind::Message ? hit.number : 0 });
        if (hit.kind == Kind::Timer && !m_canvas.lanes.log(hit.lane).timers[hit.number].isIdle)
            emit m_view.cancelRequested(hit.lane);
        else if (hit.kind == Kind::Lane)
            window.setRange(std::nullopt);
    }

private:
    TimelineView& m_view;
    TimelineCanvas& m_canvas;
    TimelinePress m_press;
};

} // namespace

std::unique_ptr<TimelineTool> makeTool(
    TimelineView& view, TimelineCanvas& canvas, const TimelinePress& press)
{
    switch (press.hit.kind) {
    case Kind::WholeRun:
        return std::make_unique<WholeRunTool>(canvas, press.point);
    case Kind::Ruler:
        return std::make_unique<SeekTool>(view, canvas, press.ns);
    case Kind::Marker:
        return std::make_unique<MarkerTool>(view, canvas, press);
    case Kind::CursorA:
        return std::make_unique<CursorTool>(canvas, TimelineCursor::A, false);
    case Kind::CursorB:
        return std::make_unique<CursorTool>(canvas, TimelineCursor::B, false);
    case Kind::RangeStart:
        return std::make_unique<RangeEdgeTool>(canvas, true);
    case Kind::RangeEnd:
        return std::make_unique<RangeEdgeTool>(canvas, false);
    default:
        return canvas.places().lanes.contains(press.point)
            ? std::make_unique<PressTool>(view, canvas, press)
            : nullptr;
    }
}

std::unique_ptr<TimelineTool> makePanTool(TimelineCanvas& canvas, const TimelinePress& press)
{
    return std::make_unique<PanTool>(canvas, press);
}

std::unique_ptr<TimelineTool> makeGrabbedCursor(TimelineCanvas& canvas, TimelineCursor cursor)
{
    return std::make_unique<CursorTool>(canvas, cursor, true);
}

} // namespace tickscope
