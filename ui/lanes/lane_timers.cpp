// SPDX-License-Identifier: GPL-3.0-only
// The top strip of a lane: what was armed, and when it came due.
#include "ui/lanes/lane_builder.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

struct LaneTimers
{
    Q_DECLARE_TR_FUNCTIONS(LaneTimers)
};

/// How a timer stands at now, whatever became of it later.
TimerEntry::End endAt(const TimerEntry& timer, std::int64_t nowNs)
{
    return timer.end == TimerEntry::End::Armed || timer.endNs > nowNs ? TimerEntry::End::Armed
                                                                      : timer.end;
}

double lineY(const LaneBuilder& lane, const TimerEntry& timer)
{
    return lane.metrics.timerLine - lane.metrics.chainOffset * std::min(timer.chain, 2U);
}

bool isDueMarkAt(const LaneBuilder& lane, double x)
{
    const std::size_t looks = std::min<std::size_t>(8, lane.dueMarks.size());
    return std::any_of(lane.dueMarks.end() - static_cast<std::ptrdiff_t>(looks),
        lane.dueMarks.end(), [x](double mark) { return std::abs(mark - x) < 3; });
}

void addArmedAt(LaneBuilder& lane, const TimerEntry& timer, ItemKind kind)
{
    const double x = lane.x(timer.armedNs);
    if (isDueMarkAt(lane, x))
        return;
    const double half = lane.metrics.mark / 2;
    lane.upright(kind, x, lineY(lane, timer) - half, lineY(lane, timer) + half).timer
        = timer.number;
}

void addDueMark(LaneBuilder& lane, const TimerEntry& timer, ItemKind kind)
{
    const double x = lane.x(timer.dueNs);
    LaneItem mark;
    mark.kind = kind;
    mark.box = QRectF(0, 0, lane.metrics.mark, lane.metrics.markHeight());
    mark.box.moveCenter(QPointF(x, lineY(lane, timer)));
    mark.timer = timer.number;
    mark.message = timer.dropped ? 0 : timer.message;
    lane.onTop.push_back(std::move(mark));
    if (kind == ItemKind::DueFilled || timer.chain > 0)
        lane.dueMarks.push_back(x);
}

/// Where the message of a fired timer arrives: on its cell, or on the work when nobody waited.
double arrivalY(const LaneBuilder& lane, const TimerEntry& timer)
{
    const MessageEntry* message = findMessage(lane.log, timer.message);
    if (message == nullptr)
        return lane.metrics.workTop;
    const std::int64_t left = leftMailboxNs(*message);
    if (left == message->deliveredNs)
        return lane.metrics.workTop;
    const auto index = static_cast<std::size_t>(message - lane.log.messages.data());
    return lane.levelTop(queuePosition(lane.log, index, message->deliveredNs));
}

void addFall(LaneBuilder& lane, const TimerEntry& timer)
{
    const double dueX = lane.x(timer.dueNs), firedX = lane.x(timer.endNs);
    const double top = lineY(lane, timer) + lane.metrics.markHeight() / 2 + 2;
    if (timer.dropped) {
        const double middle = lane.metrics.mailboxTop + lane.metrics.mailboxHeight() / 2;
        lane.upright(ItemKind::DropLine, firedX, top, middle - 7 * lane.metrics.scale);
        return;
    }
    if (timer.message == 0)
        return;
    double from = top;
    if (firedX - dueX >= 2) { // clock = beam: delivered later than due
        from = std::min(top + 5, arrivalY(lane, timer));
        lane.line(ItemKind::Fall, dueX, top, firedX, from).message = timer.message;
    }
    const double fallX = firedX - dueX >= 2 ? firedX : dueX;
    lane.upright(ItemKind::Fall, fallX, from, arrivalY(lane, timer)).message = timer.message;
}

QString armedWords(const LaneBuilder& lane, const TimerEntry& timer)
{
    const std::int64_t with = timer.dueNs - timer.armedNs;
    const auto next = lane.source.info.nextIntervalNs;
    if (!next || *next == with)
        return LaneTimers::tr("armed with %1").arg(lengthText(with));
    return LaneTimers::tr("armed with %1, next %2").arg(lengthText(with), durationText(*next));
}

/// "45.000 s  armed with 5 s, next 10 s", or as much of it as there is room for.
void addArmedWords(LaneBuilder& lane, const TimerEntry& timer)
{
    if (!lane.isLarge())
        return;
    const double gap = 7 * lane.metrics.scale;
    const double y = lineY(lane, timer);
    double x = lane.x(timer.dueNs) + lane.metrics.mark / 2 + gap;
    const QString words = armedWords(lane, timer);
    const LaneText& text = lane.source.text;
    const QString time = lane.source.showsDueTime ? timeText(timer.dueNs) : QString();
    const double timeWidth = time.isEmpty() ? 0 : text.width(TextRole::SecondStrong, time) + gap;
    const bool fits
        = x + timeWidth + text.width(TextRole::Second, words) <= lane.source.axis.width() - 4;
    if (!time.isEmpty() && lane.label(time, TextRole::SecondStrong, Ink::Text, x, y))
        x += timeWidth;
    if (fits)
        lane.label(words, TextRole::Second, Ink::Text2, x, y);
}

void addArmed(LaneBuilder& lane, const TimerEntry& timer)
{
    const double y = lineY(lane, timer);
    lane.line(ItemKind::SpanArmed, lane.x(timer.armedNs), y, lane.x(timer.dueNs), y).timer
        = timer.number;
    addArmedAt(lane, timer, ItemKind::ArmedNow);
    if (timer.dueNs > lane.seen.endNs)
        return;
    addDueMark(lane, timer, ItemKind::DueHollow);
    addArmedWords(lane, timer);
}

void addFired(LaneBuilder& lane, const TimerEntry& timer)
{
    const double y = lineY(lane, timer);
    LaneItem& span
        = lane.line(ItemKind::SpanFired, lane.x(timer.armedNs), y, lane.x(timer.dueNs), y);
    span.timer = timer.number;
    span.message = timer.dropped ? 0 : timer.message;
    addArmedAt(lane, timer, ItemKind::ArmedPast);
    if (!lane.shows(timer.dueNs))
        return;
    addDueMark(lane, timer, timer.chain > 0 ? ItemKind::DueHollow : ItemKind::DueFilled);
    addFall(lane, timer);
}

/// Cancelled, or its process died: the rest is dotted.
void addEnded(LaneBuilder& lane, const TimerEntry& timer, TimerEntry::End end)
{
    const double y = lineY(lane, timer);
    const double endX = lane.x(timer.endNs);
    lane.line(ItemKind::SpanFired, lane.x(timer.armedNs), y, endX, y).timer = timer.number;
    addArmedAt(lane, timer, ItemKind::ArmedPast);
    const double half = end == TimerEntry::End::Cancelled ? lane.metrics.mark / 2 + 1 : 1;
    const double dueX = lane.x(timer.dueNs);
    if (dueX > endX + half)
        lane.line(ItemKind::SpanRest, endX + half, y, dueX, y);
    if (end == TimerEntry::End::Cancelled && lane.shows(timer.endNs))
        lane.centred(ItemKind::CancelCross, endX, y, lane.metrics.mark, lane.metrics.mark).timer
            = timer.number;
}

template <typename Visit>
void forEachTimer(LaneBuilder& lane, const Visit& visit)
{
    const ServerLog& log = lane.log;
    const std::size_t last = LaneIndex::timersUntil(log, lane.past.endNs);
    std::size_t i = lane.source.index.nextTimer(log, 0, lane.seen.startNs);
    for (; i < last; i = lane.source.index.nextTimer(log, i + 1, lane.seen.startNs))
        visit(log.timers[i]);
}

void takeOnTop(LaneBuilder& lane)
{
    std::move(lane.onTop.begin(), lane.onTop.end(), std::back_inserter(lane.scene.items));
    lane.onTop.clear();
}

} // namespace

void addTimers(LaneBuilder& lane)
{
    if (!lane.hasPast() || lane.metrics.timerHeight == 0)
        return;
    forEachTimer(lane, [&](const TimerEntry& timer) {
        const TimerEntry::End end = endAt(timer, lane.source.nowNs);
        if (end == TimerEntry::End::Armed)
            addArmed(lane, timer);
        else if (end == TimerEntry::End::Fired)
            addFired(lane, timer);
        // The wait of {:noreply, state, timeout} ends with every message: that is no cancelling.
        else
            addEnded(lane, timer, timer.isIdle ? TimerEntry::End::Died : end);
    });
    takeOnTop(lane);
}

namespace {

/// Far: an upright line a due mark, at most one a column.
void addDueLines(LaneBuilder& lane)
{
    const double y = lane.metrics.timerLine, half = lane.metrics.mark / 2;
    double from = 1e9, to = -1e9, lastX = -1e9;
    forEachTimer(lane, [&](const TimerEntry& timer) {
        from = std::min(from, lane.x(timer.armedNs));
        if (endAt(timer, lane.source.nowNs) != TimerEntry::End::Fired || !lane.shows(timer.dueNs))
            return;
        const double x = std::floor(lane.x(timer.dueNs));
        to = std::max(to, x);
        if (x == lastX)
            return;
        lastX = x;
        lane.upright(ItemKind::DueLine, x, y - half, y + half).timer = timer.number;
    });
    if (to > from)
        lane.line(ItemKind::SpanFired, from, y, to, y);
}

/// Density: a flat band over every column in which a timer came due or was armed.
void addTimerBand(LaneBuilder& lane)
{
    const ServerLog& log = lane.log;
    const double top = lane.metrics.timerTop + lane.metrics.timerHeight * 0.45;
    const double bottom = lane.metrics.timerTop + lane.metrics.timerHeight;
    const auto width = static_cast<int>(lane.source.axis.width());
    double start = -1;
    std::size_t before = LaneIndex::timersUntil(log, lane.source.axis.t(-2));
    for (int column = 0; column <= width; column += 2) {
        const std::int64_t ns = std::min(lane.source.axis.t(column + 2), lane.past.endNs);
        const std::size_t until = LaneIndex::timersUntil(log, ns);
        const bool isBusy = until > before && column < width;
        if (isBusy && start < 0)
            start = std::max(lane.x(0), double(column));
        if (!isBusy && start >= 0) {
            lane.box(ItemKind::TimerBand, start, top, column, bottom);
            start = -1;
        }
        before = until;
    }
}

void addArmedNow(LaneBuilder& lane)
{
    if (lane.source.nowNs < lane.log.lastNs)
        return;
    for (std::uint32_t index : lane.log.armed)
        addArmed(lane, lane.log.timers[index]);
}

} // namespace

void addTimersFromFar(LaneBuilder& lane)
{
    if (!lane.hasPast() || lane.metrics.timerHeight == 0)
        return;
    if (lane.scene.level == ZoomLevel::Far)
        addDueLines(lane);
    else
        addTimerBand(lane);
    addArmedNow(lane);
    takeOnTop(lane);
}

} // namespace tickscope
