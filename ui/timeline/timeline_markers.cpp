// SPDX-License-Identifier: GPL-3.0-only
// Markers in a TimelineView: it shows those it is given, and asks for what a person wants of them.
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/marker_edit.h"
#include "ui/timeline/timeline_view.h"

#include <QAccessible>
#include <QMenu>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

constexpr double dragDistance = 4;
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

void TimelineView::setMarkers(std::vector<Marker> markers)
{
    if (markers == m_markers)
        return;
    const bool hadSelected = m_selectedMarker.has_value();
    if (hadSelected)
        m_selectedMarker = placeAfter(m_markers, markers, *m_selectedMarker);
    m_markerDraggedTo.reset();
    m_markers = std::move(markers);
    m_hover = {};
    if (m_markerEdit && m_selectedMarker)
        placeMarkerEdit();
    else if (m_markerEdit)
        endMarkerEdit(false);
    update();
    if (hadSelected)
        emit markerSelectionChanged();
}

void TimelineView::selectMarker(std::optional<std::size_t> marker)
{
    if (marker && *marker >= m_markers.size())
        marker.reset();
    if (marker) {
        const std::int64_t ns = toNs(m_markers[*marker].at);
        if (!m_window.span().contains(ns))
            animateTo(m_window.spanAround(ns));
    }
    if (marker == m_selectedMarker)
        return;
    m_selectedMarker = marker;
    emit markerSelectionChanged();
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
}

/// Keys that belong to markers, and to the selected one.
bool TimelineView::markerKeyPressed(int key)
{
    if (key == Qt::Key_BracketLeft || key == Qt::Key_BracketRight) {
        stepMarker(key == Qt::Key_BracketRight);
        return true;
    }
    if (!m_selectedMarker)
        return false;
    switch (key) {
    case Qt::Key_F2:
        editMarker(*m_selectedMarker);
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        emit markerRemoveRequested(*m_selectedMarker);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit seekRequested(toNs(m_markers[*m_selectedMarker].at));
        return true;
    default:
        return false;
    }
}

/// To the marker before or after the selected one; without one, before or after now.
void TimelineView::stepMarker(bool isForward)
{
    std::int64_t place = static_cast<std::int64_t>(m_selectedMarker.value_or(0));
    if (m_selectedMarker) {
        place += isForward ? 1 : -1;
    } else {
        const auto after = std::partition_point(m_markers.begin(), m_markers.end(),
            [&](const Marker& marker) { return toNs(marker.at) <= m_window.nowNs(); });
        place = after - m_markers.begin() - (isForward ? 0 : 1);
    }
    if (place >= 0 && place < static_cast<std::int64_t>(m_markers.size()))
        selectMarker(static_cast<std::size_t>(place));
}

/// A moment as somebody points at it, without the digits that a pixel cannot tell apart.
std::int64_t TimelineView::roundedToPixel(std::int64_t ns) const
{
    const double exponent = std::floor(std::log10(std::max(1.0, axis().nsPerPixel())));
    const auto step = static_cast<std::int64_t>(std::llround(std::pow(10, exponent)));
    return (ns + step / 2) / step * step;
}

void TimelineView::pressMarker(std::size_t marker)
{
    selectMarker(marker);
    m_drag = Drag::Marker;
}

void TimelineView::dragMarker(QPointF point)
{
    const bool isFar = std::abs(point.x() - m_pressPoint.x()) >= dragDistance;
    if (!m_selectedMarker || (!isFar && !m_markerDraggedTo))
        return;
    // The flag is held where it was taken hold of, which may be at its name.
    const std::int64_t by = std::llround((point.x() - m_pressPoint.x()) * axis().nsPerPixel());
    m_markerDraggedTo = std::clamp<std::int64_t>(
        roundedToPixel(toNs(m_markers[*m_selectedMarker].at) + by), 0, m_window.limits().endNs);
    update();
}

void TimelineView::dropMarker(bool isKept)
{
    const auto to = std::exchange(m_markerDraggedTo, std::nullopt);
    if (to && isKept && m_selectedMarker)
        emit markerMoveRequested(*m_selectedMarker, *to);
    update();
}

void TimelineView::showMarkerMenu(std::size_t marker, QPoint place)
{
    hideHoverText();
    selectMarker(marker);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // By the time that somebody chooses, the markers may have changed.
    const auto add = [&](const QString& text, const QKeySequence& key, auto slot) {
        auto* action = menu->addAction(text);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, slot] {
            if (m_selectedMarker)
                slot(*m_selectedMarker);
        });
    };
    add(tr("Go to"), Qt::Key_Return,
        [this](std::size_t one) { emit seekRequested(toNs(m_markers[one].at)); });
    add(tr("Move to now"), {},
        [this](std::size_t one) { emit markerMoveRequested(one, m_window.nowNs()); });
    add(tr("Rename"), Qt::Key_F2, [this](std::size_t one) { editMarker(one); });
    add(tr("Remove"), Qt::Key_Delete, [this](std::size_t one) { emit markerRemoveRequested(one); });
    menu->popup(place);
}

/// Below its flag, or at the edge of the ruler nearest to it.
QPoint TimelineView::markerPlace(std::size_t marker) const
{
    const QRectF ruler = places().ruler;
    const double x = axis().x(toNs(m_markers[marker].at));
    return QPointF(ruler.left() + std::clamp(x, 0.0, ruler.width()), ruler.bottom()).toPoint();
}

void TimelineView::editMarker(std::size_t marker)
{
    if (m_markerEdit)
        endMarkerEdit(true);
    selectMarker(marker);
    hideHoverText();
    m_drag = Drag::None;
    m_markerEdit = new MarkerEdit(QString::fromStdString(m_markers[marker].name), this);
    connect(m_markerEdit, &MarkerEdit::finished, this, &TimelineView::endMarkerEdit);
    placeMarkerEdit();
    m_markerEdit->show();
    m_markerEdit->setFocus(Qt::OtherFocusReason);
}

void TimelineView::placeMarkerEdit()
{
    const Theme& theme = m_themes.theme();
    const QRectF ruler = places().ruler;
    const double unit = theme.type.lane / 11.5; // as the flags have it
    const double width = std::min(editWidth * unit, ruler.width());
    const double height = std::min(editHeight * unit, ruler.height());
    const double x = ruler.left() + axis().x(toNs(m_markers[*m_selectedMarker].at));
    m_markerEdit->setFont(uiFont(theme.type.lane));
    m_markerEdit->setGeometry(QRectF(
        std::clamp(x, ruler.left(), ruler.right() - width), ruler.bottom() - height, width, height)
                                  .toRect());
}

void TimelineView::endMarkerEdit(bool isKept)
{
    if (!m_markerEdit)
        return;
    auto* edit = m_markerEdit.data();
    m_markerEdit = nullptr;
    const QString name = edit->text();
    const bool hadFocus = edit->hasFocus();
    edit->disconnect(this);
    edit->hide();
    edit->deleteLater();
    if (hadFocus)
        setFocus(Qt::OtherFocusReason);
    if (isKept && m_selectedMarker)
        emit markerRenameRequested(*m_selectedMarker, name);
}

} // namespace tickscope
