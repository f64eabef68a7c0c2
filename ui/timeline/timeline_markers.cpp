// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_markers.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/marker_edit.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_hover.h"
#include "ui/timeline/timeline_view.h"

#include <QAccessible>
#include <QMenu>

#include <algorithm>
#include <cassert>

namespace tickscope {

namespace {

constexpr double editWidth = 184;
constexpr double editHeight = 24;

/// Where a marker is after a change of one of them. Both are by time, so one that was moved has
/// gone from one end of what differs to the other.
std::optional<std::size_t> placeAfter(
    const std::vector<Marker>& before, const std::vector<Marker>& after, std::size_t place)
{
    const auto same = std::find(after.begin(), after.end(), before[place]);
    if (same != after.end())
        return static_cast<std::size_t>(same - after.begin());
    if (before.size() != after.size())
        return std::nullopt;
    const auto first = std::mismatch(before.begin(), before.end(), after.begin()).first;
    const auto last = std::mismatch(before.rbegin(), before.rend(), after.rbegin()).first.base();
    const auto from = static_cast<std::size_t>(first - before.begin());
    const auto to = static_cast<std::size_t>(last - before.begin()) - 1;
    return place == from ? to : from;
}

} // namespace

TimelineMarkers::TimelineMarkers(TimelineView& view, TimelineCanvas& canvas)
    : QObject(&view)
    , m_view(view)
    , m_canvas(canvas)
{
}

void TimelineMarkers::set(std::vector<Marker> markers)
{
    if (markers == m_canvas.markers)
        return;
    const bool hadSelected = m_canvas.selectedMarker.has_value();
    if (hadSelected)
        m_canvas.selectedMarker = placeAfter(m_canvas.markers, markers, *m_canvas.selectedMarker);
    m_canvas.markerDraggedTo.reset();
    m_canvas.markers = std::move(markers);
    m_view.hover().clear();
    if (m_edit && m_canvas.selectedMarker)
        placeEdit();
    else if (m_edit)
        endEdit(false);
    m_view.update();
    if (hadSelected)
        emit m_view.markerSelectionChanged();
}

void TimelineMarkers::select(std::optional<std::size_t> marker)
{
    if (marker && *marker >= m_canvas.markers.size())
        marker.reset();
    if (marker) {
        const std::int64_t ns = toNs(m_canvas.markers[*marker].at);
        if (!m_canvas.window.span().contains(ns))
            m_view.showSpan(m_canvas.window.spanAround(ns));
    }
    if (marker == m_canvas.selectedMarker)
        return;
    m_canvas.selectedMarker = marker;
    emit m_view.markerSelectionChanged();
    QAccessibleEvent changed(&m_view, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    m_view.update();
}

bool TimelineMarkers::press(int key)
{
    if (key == Qt::Key_BracketLeft || key == Qt::Key_BracketRight) {
        step(key == Qt::Key_BracketRight);
        return true;
    }
    if (!m_canvas.selectedMarker)
        return false;
    switch (key) {
    case Qt::Key_F2:
        edit(*m_canvas.selectedMarker);
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        emit m_view.markerRemoveRequested(*m_canvas.selectedMarker);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit m_view.seekRequested(toNs(m_canvas.markers[*m_canvas.selectedMarker].at));
        return true;
    default:
        return false;
    }
}

/// To the marker before or after the selected one; without one, before or after now.
void TimelineMarkers::step(bool isForward)
{
    std::int64_t place = static_cast<std::int64_t>(m_canvas.selectedMarker.value_or(0));
    if (m_canvas.selectedMarker) {
        place += isForward ? 1 : -1;
    } else {
        const auto after = std::partition_point(m_canvas.markers.begin(), m_canvas.markers.end(),
            [&](const Marker& marker) { return toNs(marker.at) <= m_canvas.window.nowNs(); });
        place = after - m_canvas.markers.begin() - (isForward ? 0 : 1);
    }
    if (place >= 0 && place < static_cast<std::int64_t>(m_canvas.markers.size()))
        select(static_cast<std::size_t>(place));
}

void TimelineMarkers::showMenu(std::size_t marker, QPoint place)
{
    assert(marker < m_canvas.markers.size());
    m_view.hover().hideText();
    select(marker);
    auto* menu = new QMenu(&m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // By the time that somebody chooses, the markers may have changed.
    const auto add = [&](const QString& text, const QKeySequence& key, auto slot) {
        auto* action = menu->addAction(text);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, slot] {
            if (m_canvas.selectedMarker)
                slot(*m_canvas.selectedMarker);
        });
    };
    add(tr("Go to"), Qt::Key_Return,
        [this](std::size_t one) { emit m_view.seekRequested(toNs(m_canvas.markers[one].at)); });
    add(tr("Move to now"), {},
        [this](std::size_t one) { emit m_view.markerMoveRequested(one, m_canvas.window.nowNs()); });
    add(tr("Rename"), Qt::Key_F2, [this](std::size_t one) { edit(one); });
    add(tr("Remove"), Qt::Key_Delete,
        [this](std::size_t one) { emit m_view.markerRemoveRequested(one); });
    menu->popup(place);
}

QPoint TimelineMarkers::placeOf(std::size_t marker) const
{
    const QRectF ruler = m_canvas.places().ruler;
    const double x = m_canvas.axis().x(toNs(m_canvas.markers[marker].at));
    return QPointF(ruler.left() + std::clamp(x, 0.0, ruler.width()), ruler.bottom()).toPoint();
}

void TimelineMarkers::edit(std::size_t marker)
{
    assert(marker < m_canvas.markers.size());
    if (m_edit)
        endEdit(true);
    select(marker);
    m_view.hover().hideText();
    m_view.endTool();
    m_edit = new MarkerEdit(QString::fromStdString(m_canvas.markers[marker].name), &m_view);
    connect(m_edit, &MarkerEdit::finished, this, &TimelineMarkers::endEdit);
    placeEdit();
    m_edit->show();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void TimelineMarkers::placeEdit()
{
    const Theme& theme = m_canvas.theme();
    const QRectF ruler = m_canvas.places().ruler;
    const double unit = theme.type.lane / 11.5; // as the flags have it
    const double width = std::min(editWidth * unit, ruler.width());
    const double height = std::min(editHeight * unit, ruler.height());
    const double x
        = ruler.left() + m_canvas.axis().x(toNs(m_canvas.markers[*m_canvas.selectedMarker].at));
    m_edit->setFont(uiFont(theme.type.lane));
    m_edit->setGeometry(QRectF(
        std::clamp(x, ruler.left(), ruler.right() - width), ruler.bottom() - height, width, height)
                            .toRect());
}

void TimelineMarkers::endEdit(bool isKept)
{
    if (!m_edit)
        return;
    auto* old = m_edit.data();
    m_edit = nullptr;
    const QString name = old->text();
    const bool hadFocus = old->hasFocus();
    old->disconnect(this);
    old->hide();
    old->deleteLater();
    if (hadFocus)
        m_view.setFocus(Qt::OtherFocusReason);
    if (isKept && m_canvas.selectedMarker)
        emit m_view.markerRenameRequested(*m_canvas.selectedMarker, name);
}

void TimelineMarkers::arrange()
{
    if (m_edit)
        placeEdit();
}

} // namespace tickscope
