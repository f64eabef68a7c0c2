// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_picture.h"

#include "ui/lanes/lane_painter.h"
#include "ui/lanes/measured_row.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/time/time_window.h"
#include "ui/timeline/ruler_painter.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

struct TimelineText
{
    Q_DECLARE_TR_FUNCTIONS(TimelineText)
};

/// Paints one frame; holds what its steps share.
class FramePainter
{
public:
    FramePainter(QPainter& painter, QSizeF size, const Theme& theme, TimelineLanes& lanes,
        const TimelineState& state, const TimelineParts& parts)
        : m_painter(painter)
        , m_theme(theme)
        , m_lanes(lanes)
        , m_state(state)
        , m_parts(parts)
        , m_geometry(theme, size, parts)
        , m_axis(m_geometry.axis(state.span))
        , m_text(theme)
        , m_shapes(painter, theme, m_text)
        , m_nowX(std::round(m_axis.x(state.nowNs)))
    {
        if (state.isPart)
            m_shapes.hideCutTexts();
    }

    void paint()
    {
        paintBackground();
        paintHeader();
        if (!m_lanes.isEmpty())
            paintLanes();
        RulerPainter ruler(m_painter, m_theme, m_text, m_geometry, m_state, std::move(m_edits));
        ruler.paintWholeRun();
        ruler.paint();
    }

private:
    struct SeenLane
    {
        std::uint32_t lane;
        double y;
        LaneMetrics metrics;
        LaneInfo info;
        LaneScene scene;
    };

    void paintBackground();
    void paintHeader();
    void paintLanes();
    void buildLanes();
    std::vector<double> linesAcross() const;
    void paintLane(const SeenLane& seen);
    void paintMeasured(const SeenLane& seen);
    void paintName(const SeenLane& seen);
    QString scheduleWords(const LaneInfo& info, double width) const;
    void paintStripNames(double y, const LaneMetrics& metrics);
    void paintAddServer(double y);
    void paintGrid();
    void paintRange();
    void paintOverlays();
    void paintMarkerLine(std::size_t marker);
    void paintMarkerLines();
    void paintWaiting(const SeenLane& seen);
    void paintEditLines(const std::vector<EditMark>& edits, double top, double laneTop);
    void paintDottedUpright(std::int64_t ns, const QColor& color);

    QPainter& m_painter;
    const Theme& m_theme;
    TimelineLanes& m_lanes;
    const TimelineState& m_state;
    const TimelineParts& m_parts;
    TimelineGeometry m_geometry;
    TimeAxis m_axis;
    LaneText m_text;
    LanePainter m_shapes;
    double m_nowX;
    std::vector<SeenLane> m_seen;
    std::vector<EditMark> m_edits; ///< of all lanes seen
};

void FramePainter::paintBackground()
{
    const QRectF& lanes = m_geometry.lanes;
    m_painter.fillRect(QRectF(QPointF(0, 0), m_geometry.size), m_theme.canvas);
    const double ahead = std::clamp(m_nowX, 0.0, lanes.width());
    m_painter.fillRect(lanes.adjusted(ahead, 0, 0, 0), m_theme.future);
    paintGrid();
    paintRange();
    for (const auto& cursor : { m_state.cursorA, m_state.cursorB }) {
        if (cursor)
            paintDottedUpright(*cursor, m_theme.text);
    }
    paintMarkerLines();
}

void FramePainter::paintGrid()
{
    const RulerStep step = m_axis.step(90 * m_theme.type.lane / 11.5);
    for (const RulerTick& tick : m_axis.ticks(step)) {
        const double x = m_geometry.lanes.left() + std::round(m_axis.x(tick.ns));
        if (tick.isMajor)
            m_painter.fillRect(
                QRectF(x, m_geometry.lanes.top(), 1, m_geometry.lanes.height()), m_theme.grid);
    }
}

void FramePainter::paintRange()
{
    if (!m_state.range)
        return;
    const QRectF& lanes = m_geometry.lanes;
    const double left = std::clamp(m_axis.x(m_state.range->startNs), 0.0, lanes.width());
    const double right = std::clamp(m_axis.x(m_state.range->endNs), 0.0, lanes.width());
    m_painter.fillRect(
        QRectF(lanes.left() + left, lanes.top(), right - left, lanes.height()), m_theme.tint);
}

void FramePainter::paintHeader()
{
    const QRectF& ruler = m_geometry.ruler;
    const QRectF header(0, ruler.top(), m_geometry.size.width(), ruler.height());
    m_painter.fillRect(m_geometry.wholeRun, m_theme.window);
    m_painter.fillRect(header, m_theme.sunken);
    m_painter.fillRect(QRectF(0, header.bottom() - 1, header.width(), 1), m_theme.hairline);
    const double x = m_theme.metrics.padding;
    m_shapes.drawText(
        TimelineText::tr("Lanes"), TextRole::SecondStrong, m_theme.text2, x, header.center().y());
    if (!m_geometry.wholeRun.isEmpty())
        m_shapes.drawText(TimelineText::tr("Whole run"), TextRole::Second, m_theme.text2, x,
            m_geometry.wholeRun.center().y() + 1);
}

void FramePainter::buildLanes()
{
    const QRectF& lanes = m_geometry.lanes;
    const auto first = m_lanes.laneAt(m_parts.scrolled);
    double y = lanes.top() - m_parts.scrolled + (first ? m_lanes.top(*first) : 0);
    for (auto next = first; next && y < lanes.bottom(); next = m_lanes.below(*next)) {
        const std::uint32_t lane = *next;
        const LaneMetrics metrics = m_lanes.metrics(lane);
        const LaneInfo info = m_lanes.info(lane);
        const bool isSelected = m_state.selectedServer == lane;
        m_seen.push_back({ lane, y, metrics, info,
            buildLane({ .log = m_lanes.log(lane),
                .index = m_lanes.index(lane),
                .info = info,
                .axis = m_axis,
                .metrics = metrics,
                .text = m_text,
                .nowNs = m_state.nowNs,
                .selectedMessage = isSelected ? m_state.selectedMessage : 0,
                .showsDueTime = m_parts.hasDueTimes,
                .lines = linesAcross() }) });
        y += metrics.height;
    }
}

/// Where lines will run over all lanes: no text may stand there.
std::vector<double> FramePainter::linesAcross() const
{
    std::vector<double> lines { m_nowX };
    if (m_state.range)
        for (const std::int64_t edge : { m_state.range->startNs, m_state.range->endNs })
            lines.push_back(m_axis.x(edge));
    if (m_state.selectedMarker && *m_state.selectedMarker < m_state.markers.size())
        lines.push_back(m_axis.x(toNs(m_state.markers[*m_state.selectedMarker].at)));
    return lines;
}

void FramePainter::paintLanes()
{
    const QRectF& lanes = m_geometry.lanes;
    buildLanes();
    m_painter.save();
    m_painter.setClipRect(
        QRectF(0, lanes.top(), m_geometry.size.width(), lanes.height()), Qt::IntersectClip);
    for (const SeenLane& seen : m_seen) // behind the lanes that they pass
        paintEditLines(seen.scene.edits, lanes.top(), seen.y);
    for (const SeenLane& seen : m_seen)
        paintLane(seen);
    const double bottom = lanes.top() - m_parts.scrolled + m_lanes.totalHeight();
    if (m_parts.hasAddServer)
        paintAddServer(bottom);
    m_painter.fillRect(QRectF(m_geometry.names.right() - 1, lanes.top(), 1, bottom - lanes.top()),
        m_theme.hairline);
    paintOverlays();
    m_painter.restore();
}

void FramePainter::paintLane(const SeenLane& seen)
{
    const QRectF& lanes = m_geometry.lanes;
    const double bottom = seen.y + seen.metrics.height;
    m_painter.fillRect(QRectF(0, bottom - 1, m_geometry.size.width(), 1), m_theme.hairline);
    m_painter.save();
    m_painter.setClipRect(
        QRectF(lanes.left(), seen.y, lanes.width(), seen.metrics.height), Qt::IntersectClip);
    m_shapes.paint(seen.scene, seen.metrics, QPointF(lanes.left(), seen.y));
    paintEditLines(seen.scene.edits, seen.y, seen.y);
    paintWaiting(seen);
    paintMeasured(seen);
    m_painter.restore();
    m_edits.insert(m_edits.end(), seen.scene.edits.begin(), seen.scene.edits.end());
    paintName(seen);
}

void FramePainter::paintWaiting(const SeenLane& seen)
{
    const LaneScene& scene = seen.scene;
    const LaneMetrics& metrics = seen.metrics;
    if (scene.depthNow == 0 || metrics.size != LaneSize::Large)
        return;
    const QString words = TimelineText::tr("%1 waiting").arg(countText(scene.depthNow));
    const double left = m_nowX + 10 * metrics.scale;
    if (left < 0 || left + m_text.width(TextRole::Name, words) > m_geometry.lanes.width() - 4)
        return;
    m_shapes.drawText(words, TextRole::Name, m_theme.waitline, m_geometry.lanes.left() + left,
        seen.y + metrics.mailboxTop + metrics.mailboxHeight() / 2);
}

void FramePainter::paintMeasured(const SeenLane& seen)
{
    const std::vector<MeasuredTick>* ticks = m_lanes.measured(seen.lane);
    if (ticks == nullptr)
        return;
    const QRectF& lanes = m_geometry.lanes;
    const QRectF row(lanes.left(), seen.y + seen.metrics.measuredTop, lanes.width(),
        seen.metrics.measuredHeight);
    paintMeasuredRow(m_painter, m_theme, m_text, m_axis, row, *ticks, m_lanes.measuredUntilNs());
}

void FramePainter::paintName(const SeenLane& seen)
{
    const LaneMetrics& metrics = seen.metrics;
    const double y = seen.y;
    const bool isSelected = m_state.selectedServer == seen.lane;
    const QRectF place(0, y, m_geometry.names.width() - 1, metrics.height - 1);
    m_painter.save();
    m_painter.setClipRect(place, Qt::IntersectClip);
    if (isSelected) {
        m_painter.fillRect(place, m_theme.lanesel);
        m_painter.fillRect(QRectF(0, y, 3 * m_theme.metrics.line, place.height()), m_theme.accent);
    }
    const double x = m_theme.metrics.padding;
    const bool isLarge = metrics.size == LaneSize::Large;
    const TextRole role = metrics.size == LaneSize::Small ? TextRole::SecondStrong : TextRole::Name;
    const double unit = metrics.scale;
    const double nameY = isLarge ? y + 18 * m_theme.type.body / 13 : y + place.height() / 2;
    const double right = place.right() - m_theme.metrics.gap;
    const double nameRight
        = isLarge ? right - m_text.width(TextRole::Lane, TimelineText::tr("timer")) - 8 : right;
    m_shapes.drawText(
        m_text.elided(role, seen.info.name, nameRight - x), role, m_theme.text, x, nameY);
    if (isLarge) {
        const double mailboxWidth = m_text.width(TextRole::Lane, TimelineText::tr("mailbox"));
        m_shapes.drawText(scheduleWords(seen.info, right - mailboxWidth - 8 - x), TextRole::Second,
            m_theme.text2, x, nameY + 19.5 * m_theme.type.body / 13);
        if (seen.scene.chains > 1)
            m_shapes.drawText(TimelineText::tr("%1 chains").arg(seen.scene.chains),
                TextRole::SecondStrong, m_theme.warn, x, nameY + 39 * unit);
        paintStripNames(y, metrics);
    }
    m_painter.restore();
}

/// "send_interval, 5 s"; where that is too wide, the interval stays whole.
QString FramePainter::scheduleWords(const LaneInfo& info, double width) const
{
    if (m_text.width(TextRole::Second, info.schedule) <= width)
        return info.schedule;
    const auto comma = info.schedule.lastIndexOf(u',');
    const QString interval = info.schedule.mid(std::max<qsizetype>(comma, 0));
    const double rest = width - m_text.width(TextRole::Second, interval);
    return m_text.elided(TextRole::Second, info.schedule.left(comma), std::max(rest, 0.0))
        + interval;
}

void FramePainter::paintStripNames(double y, const LaneMetrics& metrics)
{
    const double right = m_geometry.names.width() - m_theme.metrics.gap;
    const auto name = [&](const QString& text, double middle) {
        m_shapes.drawTextRight(text, TextRole::Lane, m_theme.text3, right, y + middle);
    };
    name(TimelineText::tr("timer"), metrics.timerTop + metrics.timerHeight / 2);
    name(TimelineText::tr("mailbox"), metrics.mailboxTop + metrics.mailboxHeight() / 2);
    name(TimelineText::tr("work"), metrics.workMiddle());
    if (metrics.measuredHeight > 0)
        name(TimelineText::tr("real BEAM"), metrics.measuredTop + metrics.measuredHeight / 2);
}

void FramePainter::paintAddServer(double y)
{
    const double side = 0.8 * m_theme.metrics.icon;
    const double middle = y + m_theme.metrics.tab / 2;
    const double x = m_theme.metrics.padding;
    paintIcon(
        m_painter, QStringLiteral("add"), QRectF(x, middle - side / 2, side, side), m_theme.text);
    m_shapes.drawText(
        TimelineText::tr("Add server"), TextRole::Second, m_theme.text, x + side + 6, middle);
    m_painter.fillRect(
        QRectF(0, y + m_theme.metrics.tab - 1, m_geometry.size.width(), 1), m_theme.hairline);
}

void FramePainter::paintDottedUpright(std::int64_t ns, const QColor& color)
{
    const double x = std::round(m_axis.x(ns));
    if (x < 0 || x > m_geometry.lanes.width())
        return;
    const double at = m_geometry.lanes.left() + x + 0.5;
    QPen pen(color, m_theme.metrics.line);
    pen.setCapStyle(Qt::FlatCap);
    pen.setDashPattern({ 1.5, 2.5 });
    m_painter.setPen(pen);
    m_painter.drawLine(QPointF(at, m_geometry.lanes.top()), QPointF(at, m_geometry.lanes.bottom()));
}

/// Part of the way from the ruler down to the cell: from `top` to the lane at `laneTop`, or in it.
void FramePainter::paintEditLines(const std::vector<EditMark>& edits, double top, double laneTop)
{
    QPen pen(m_theme.accent, 1.5 * m_theme.metrics.line);
    pen.setCapStyle(Qt::FlatCap);
    pen.setDashPattern({ 1.25, 1.5 });
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(pen);
    for (const EditMark& edit : edits) {
        const double x = m_geometry.lanes.left() + std::round(edit.x) + 0.5;
        const double bottom = top < laneTop ? laneTop : laneTop + edit.toY;
        if (bottom > top)
            m_painter.drawLine(QPointF(x, top), QPointF(x, bottom));
    }
    m_painter.restore();
}

void FramePainter::paintOverlays()
{
    const QRectF& lanes = m_geometry.lanes;
    m_painter.save();
    m_painter.setClipRect(lanes, Qt::IntersectClip);
    m_painter.setRenderHint(QPainter::Antialiasing);
    if (m_state.range) {
        for (std::int64_t edge : { m_state.range->startNs, m_state.range->endNs })
            m_painter.fillRect(QRectF(lanes.left() + std::round(m_axis.x(edge)), lanes.top(),
                                   m_theme.metrics.line, lanes.height()),
                m_theme.accent);
    }
    if (m_state.selectedMarker && *m_state.selectedMarker < m_state.markers.size())
        paintMarkerLine(*m_state.selectedMarker);
    const double width = 1.5 * m_theme.metrics.line;
    m_painter.fillRect(
        QRectF(lanes.left() + m_nowX, lanes.top(), width, lanes.height()), m_theme.accent);
    m_painter.restore();
}

void FramePainter::paintMarkerLine(std::size_t marker)
{
    const QRectF& lanes = m_geometry.lanes;
    const double x = std::round(m_axis.x(toNs(m_state.markers[marker].at)));
    if (x >= 0 && x <= lanes.width())
        m_painter.fillRect(
            QRectF(lanes.left() + x, lanes.top(), m_theme.metrics.line, lanes.height()),
            m_state.selectedMarker == marker ? m_theme.text : m_theme.armed);
}

/// Behind the lanes, whose numbers they would cross; the selected one stands in front of them.
void FramePainter::paintMarkerLines()
{
    double last = -1; // however many stand on a pixel, it has one line
    for (std::size_t i = 0; i < m_state.markers.size(); ++i) {
        const double x = std::round(m_axis.x(toNs(m_state.markers[i].at)));
        if (x != last)
            paintMarkerLine(i);
        last = x;
    }
}

} // namespace

TimelineGeometry::TimelineGeometry(const Theme& theme, QSizeF whole, const TimelineParts& parts)
    : size(whole)
{
    const double bar = parts.hasWholeRun ? std::round(theme.metrics.wholeRun) : 0;
    const double head = bar + std::round(theme.metrics.ruler);
    const double column = std::round(theme.metrics.nameColumn);
    if (parts.hasWholeRun)
        wholeRun = QRectF(0, 0, whole.width(), bar);
    ruler = QRectF(column, bar, std::max(1.0, whole.width() - column), head - bar);
    names = QRectF(0, head, column, std::max(0.0, whole.height() - head));
    lanes = QRectF(column, head, std::max(1.0, whole.width() - column), names.height());
}

void renderTimeline(QPainter& painter, QSizeF size, const Theme& theme, TimelineLanes& lanes,
    const TimelineState& state, const TimelineParts& parts)
{
    painter.save();
    FramePainter(painter, size, theme, lanes, state, parts).paint();
    painter.restore();
}

std::vector<EditMark> seenEdits(const Theme& theme, QSizeF size, TimelineLanes& lanes,
    const TimelineState& state, const TimelineParts& parts)
{
    std::vector<EditMark> edits;
    const TimelineGeometry geometry(theme, size, parts);
    const TimeAxis axis = geometry.axis(state.span);
    const LaneText text(theme);
    const double bottom = parts.scrolled + geometry.lanes.height();
    for (auto next = lanes.laneAt(parts.scrolled); next && lanes.top(*next) < bottom;
         next = lanes.below(*next)) {
        const std::uint32_t lane = *next;
        const LaneMetrics metrics = lanes.metrics(lane);
        const LaneInfo info = lanes.info(lane);
        auto marks = editMarks({ .log = lanes.log(lane),
            .index = lanes.index(lane),
            .info = info,
            .axis = axis,
            .metrics = metrics,
            .text = text,
            .nowNs = state.nowNs });
        std::move(marks.begin(), marks.end(), std::back_inserter(edits));
    }
    return edits;
}

double timelineHeight(const Theme& theme, const TimelineLanes& lanes, const TimelineParts& parts)
{
    const double bar = parts.hasWholeRun ? std::round(theme.metrics.wholeRun) : 0;
    return bar + std::round(theme.metrics.ruler) + lanes.totalHeight()
        + (parts.hasAddServer ? theme.metrics.tab : 0);
}

TimelineState timelineState(const TimeWindow& window)
{
    TimelineState state;
    state.span = window.span();
    state.nowNs = window.nowNs();
    state.runEndNs = window.runEndNs();
    state.cursorA = window.cursorA();
    state.cursorB = window.cursorB();
    state.range = window.range();
    if (window.selection()) {
        state.selectedServer = window.selection()->server;
        state.selectedMessage = window.selection()->message;
    }
    return state;
}

} // namespace tickscope
