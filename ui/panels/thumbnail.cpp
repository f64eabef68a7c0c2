// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/thumbnail.h"

#include "core/run/run.h"
#include "core/trace/trace_log.h"

#include <QPainter>

#include <algorithm>

namespace tickscope {

namespace {

constexpr std::uint64_t mostEvents = 20'000;
constexpr std::size_t mostServers = 64;
// A picture as wide as a thumb shows about this many ticks before they become a blur.
constexpr std::size_t ticksShown = 9;

struct Excerpt
{
    const ServerLog* log = nullptr;
    std::int64_t endNs = 1;
};

/// A server says more the more waits for it and the more goes wrong.
std::size_t weight(const ServerLog& log)
{
    std::size_t weight = std::min<std::size_t>(log.taken.size(), 3);
    for (const auto& sample : log.depth)
        weight += std::min<std::size_t>(sample.depth, 4);
    for (const auto& mark : log.marks)
        weight += mark.kind == LaneMark::Kind::Exited ? 20 : 0;
    for (const auto& message : log.messages)
        weight += message.outcome == TickOutcome::Error ? 10 : 0;
    return weight;
}

Excerpt excerptOf(const TraceLog& log, std::int64_t endNs)
{
    Excerpt excerpt;
    std::size_t best = 0;
    for (std::size_t i = 0; i < std::min(mostServers, log.serverCount()); ++i) {
        if (excerpt.log && weight(log.server(i)) <= best)
            continue;
        excerpt.log = &log.server(i);
        best = weight(log.server(i));
    }
    excerpt.endNs = std::max<std::int64_t>(1, endNs);
    if (excerpt.log && excerpt.log->timers.size() > ticksShown)
        excerpt.endNs
            = std::clamp<std::int64_t>(excerpt.log->timers[ticksShown].dueNs, 1, excerpt.endNs);
    return excerpt;
}

class Sketch
{
public:
    Sketch(QPainter& painter, const Theme& theme, QSize size, const Excerpt& excerpt)
        : m_painter(painter)
        , m_theme(theme)
        , m_width(size.width())
        , m_height(size.height())
        , m_excerpt(excerpt)
    {
    }

    void draw()
    {
        drawMailbox();
        drawTimers();
        drawWork();
        drawExits();
    }

private:
    double x(std::int64_t ns) const
    {
        return 4 + double(ns) / double(m_excerpt.endNs) * (m_width - 8);
    }

    void drawTimers()
    {
        const double y = m_height * 0.25;
        m_painter.setRenderHint(QPainter::Antialiasing);
        for (const auto& timer : m_excerpt.log->timers) {
            if (timer.dueNs > m_excerpt.endNs)
                continue;
            const double from = x(timer.armedNs);
            const double to = x(timer.dueNs);
            m_painter.setPen(QPen(m_theme.armedpast, 1));
            m_painter.drawLine(QPointF(from, y), QPointF(to, y));
            m_painter.drawLine(QPointF(to, y), QPointF(to, m_height * 0.66));
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(m_theme.due);
            m_painter.drawPolygon(
                QPolygonF { { to - 3, y - 2.5 }, { to + 3, y - 2.5 }, { to, y + 3 } });
        }
    }

    void drawMailbox()
    {
        const double bottom = m_height * 0.70;
        const double row = m_height * 0.09;
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        const auto& depth = m_excerpt.log->depth;
        for (std::size_t i = 0; i < depth.size() && depth[i].timeNs < m_excerpt.endNs; ++i) {
            const auto end = i + 1 < depth.size() ? depth[i + 1].timeNs : m_excerpt.endNs;
            const double height = row * std::min(depth[i].depth, 5U);
            const QRectF box(QPointF(x(depth[i].timeNs), bottom - height),
                QPointF(x(std::min(end, m_excerpt.endNs)), bottom));
            m_painter.fillRect(box, m_theme.wait);
            if (height > 0)
                m_painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), m_theme.waitline);
        }
    }

    void drawWork()
    {
        const double top = m_height * 0.72;
        const double height = m_height * 0.20;
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        for (const auto index : m_excerpt.log->taken) {
            const auto& message = m_excerpt.log->messages[index];
            if (!isTick(message.kind) || message.startedNs >= m_excerpt.endNs)
                continue;
            const auto end = message.finishedNs == noTime ? m_excerpt.endNs : message.finishedNs;
            const double left = x(message.startedNs);
            const double width = std::max(2.0, x(std::min(end, m_excerpt.endNs)) - left - 1);
            const bool isFailed = message.outcome == TickOutcome::Error
                || message.outcome == TickOutcome::Crash || message.outcome == TickOutcome::Killed;
            m_painter.fillRect(
                QRectF(left, top, width, height), isFailed ? m_theme.error : m_theme.work);
        }
    }

    void drawExits()
    {
        for (const auto& mark : m_excerpt.log->marks)
            if (mark.kind == LaneMark::Kind::Exited && mark.timeNs <= m_excerpt.endNs)
                m_painter.fillRect(QRectF(x(mark.timeNs) - 1, 2, 2, m_height - 4), m_theme.error);
    }

    QPainter& m_painter;
    const Theme& m_theme;
    double m_width;
    double m_height;
    Excerpt m_excerpt;
};

} // namespace

QPixmap thumbnail(const Scenario& scenario, const Theme& theme, QSize size, double ratio)
{
    Run run { Scenario(scenario) };
    run.advanceTo(VirtualTime(scenario.duration), mostEvents);
    TraceLog log(run.serverCount(), run.watchedServers());
    log.consume(run.trace());

    QPixmap picture(size * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(theme.canvas);
    QPainter painter(&picture);
    painter.setPen(QPen(theme.hairline, 1));
    painter.drawRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1));
    const auto excerpt = excerptOf(log, toNs(run.now()));
    if (excerpt.log)
        Sketch(painter, theme, size, excerpt).draw();
    return picture;
}

} // namespace tickscope
