// SPDX-License-Identifier: GPL-3.0-only
#include "ui/time/time_window.h"

#include <algorithm>
#include <cmath>

namespace tickscope {

TimeWindow::TimeWindow(QObject* parent)
    : QObject(parent)
{
}

TimeSpan TimeWindow::limits() const
{
    if (m_nowNs <= m_runEndNs)
        return { 0, m_runEndNs };
    // Past its end: leave room for the timers that are armed ahead of now.
    const double ahead = (1 - followShare) * static_cast<double>(m_span.length());
    return { 0, m_nowNs + std::llround(ahead) };
}

void TimeWindow::reset(std::int64_t runEndNs)
{
    m_runEndNs = std::max(runEndNs, shortestSpanNs);
    m_nowNs = 0;
    m_span = { 0, m_runEndNs };
    m_isFollowing = true;
    m_cursorA = m_cursorB = std::nullopt;
    m_range = std::nullopt;
    m_selection = std::nullopt;
    emit changed(Parts(Span | Now | Follow | Cursors | Range | Selected));
}

void TimeWindow::setRunEnd(std::int64_t ns)
{
    if (ns == m_runEndNs)
        return;
    const bool showedAll = m_span == TimeSpan { 0, m_runEndNs };
    m_runEndNs = std::max(ns, shortestSpanNs);
    m_span = showedAll ? TimeSpan { 0, m_runEndNs } : clamped(m_span, limits());
    emit changed(Span);
}

void TimeWindow::setNow(std::int64_t ns)
{
    if (ns == m_nowNs)
        return;
    m_nowNs = ns;
    const TimeSpan before = m_span;
    if (m_isFollowing)
        m_span = followed();
    emit changed(before == m_span ? Parts(Now) : Now | Span);
}

TimeSpan TimeWindow::followed() const
{
    const std::int64_t length = m_span.length();
    if (m_isReducedMotion) {
        if (m_span.contains(m_nowNs))
            return m_span;
        const std::int64_t page = std::max<std::int64_t>(1, length / 2);
        const std::int64_t start = std::max<std::int64_t>(0, m_nowNs / page - 1) * page;
        return clamped({ start, start + length }, limits());
    }
    const std::int64_t start = m_nowNs - std::llround(followShare * static_cast<double>(length));
    return clamped({ start, start + length }, limits());
}

void TimeWindow::moveTo(TimeSpan span, bool isFollowing)
{
    Parts parts;
    if (span != m_span)
        parts |= Span;
    if (isFollowing != m_isFollowing)
        parts |= Follow;
    m_span = span;
    m_isFollowing = isFollowing;
    if (parts)
        emit changed(parts);
}

void TimeWindow::setSpan(TimeSpan span)
{
    moveTo(clamped(span, limits()), false);
}

void TimeWindow::panBy(std::int64_t ns)
{
    const TimeSpan span = panned(m_span, ns, limits());
    if (span != m_span)
        moveTo(span, false);
}

void TimeWindow::zoomAt(std::int64_t anchorNs, double factor)
{
    if (!m_isFollowing)
        return moveTo(zoomed(m_span, anchorNs, factor, limits()), false);
    // Follow goes on: now keeps its place, whatever the anchor.
    const TimeSpan before = m_span;
    m_span = zoomed(m_span, m_nowNs, factor, limits());
    m_span = followed();
    if (m_span != before)
        emit changed(Span);
}

void TimeWindow::fit()
{
    moveTo(limits(), false);
}

void TimeWindow::follow()
{
    moveTo(followed(), true);
}

void TimeWindow::letGo()
{
    moveTo(m_span, false);
}

TimeSpan TimeWindow::spanAround(std::int64_t ns) const
{
    if (m_span.contains(ns))
        return m_span;
    const std::int64_t start = ns - m_span.length() / 2;
    return clamped({ start, start + m_span.length() }, limits());
}

void TimeWindow::setCursors(std::optional<std::int64_t> a, std::optional<std::int64_t> b)
{
    if (a == m_cursorA && b == m_cursorB)
        return;
    m_cursorA = a;
    m_cursorB = b;
    emit changed(Cursors);
}

void TimeWindow::setRange(std::optional<TimeSpan> range)
{
    if (range && range->endNs < range->startNs)
        std::swap(range->startNs, range->endNs);
    if (range == m_range)
        return;
    m_range = range;
    emit changed(Range);
}

void TimeWindow::setSelection(std::optional<Selection> selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    emit changed(Selected);
}

} // namespace tickscope
