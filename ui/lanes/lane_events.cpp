// SPDX-License-Identifier: GPL-3.0-only
// What happened to a server beside its ticks: deaths and restarts, losses, live edits.
#include "ui/lanes/causes.h"
#include "ui/lanes/lane_builder.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

struct LaneEvents
{
    Q_DECLARE_TR_FUNCTIONS(LaneEvents)
};

/// Lets marks through that stand far enough from the one before.
class Spacing
{
public:
    explicit Spacing(double least)
        : m_least(least)
    {
    }
    bool admits(double x)
    {
        if (x - m_last < m_least)
            return false;
        m_last = x;
        return true;
    }

private:
    double m_least;
    double m_last = -1e9;
};

bool endedAsAsked(Reason reason)
{
    return reason == Reason::Normal || reason == Reason::Shutdown;
}

void addExit(LaneBuilder& lane, const LaneMark& mark, bool hasRing)
{
    const bool isStop = endedAsAsked(mark.reason);
    const double x = lane.x(mark.timeNs);
    const double top = lane.metrics.timerTop - std::min(lane.metrics.timerTop, 2.0);
    lane.upright(
        isStop ? ItemKind::StopLine : ItemKind::ExitLine, x, top, lane.metrics.workBottom());
    const double ring = std::min(18 * lane.metrics.scale, lane.metrics.workHeight);
    if (hasRing)
        lane.centred(isStop ? ItemKind::StopRing : ItemKind::ExitRing, x + 1,
            lane.metrics.workMiddle(), ring, ring);
}

void addRestart(LaneBuilder& lane, const LaneMark& mark)
{
    if (!lane.isLarge())
        return;
    const double side = 14 * lane.metrics.scale;
    const double x = lane.x(mark.timeNs) + 5 + side / 2;
    lane.centred(ItemKind::Restart, x, lane.metrics.timerTop + side / 2, side, side);
    lane.labels.emplace_back(x - side / 2, lane.metrics.timerTop, side, side);
}

void addDrop(LaneBuilder& lane, const LaneMark& mark)
{
    const double x = lane.x(mark.timeNs);
    const double middle = lane.metrics.mailboxTop + lane.metrics.mailboxHeight() / 2;
    const double ring = std::min(13 * lane.metrics.scale, lane.metrics.mailboxHeight());
    lane.centred(ItemKind::DropRing, x, middle, ring, ring).message
        = static_cast<std::uint32_t>(mark.value);
}

void addFinished(LaneBuilder& lane, const LaneMark& mark)
{
    const double side = 8 * lane.metrics.scale;
    const double x = lane.x(mark.timeNs) + 12 * lane.metrics.scale;
    const double y = lane.metrics.workMiddle();
    lane.centred(ItemKind::Finished, x, y, side, side);
    if (!lane.isLarge())
        return;
    const IndexRange handled = LaneIndex::handled(lane.log, { mark.timeNs, mark.timeNs });
    std::uint32_t tick = 0;
    for (std::size_t k = handled.first; k < handled.last; ++k)
        tick = std::max(tick, lane.log.messages[lane.log.taken[k]].tick);
    for (const QString& words :
        { LaneEvents::tr("Finished: tick %1 found 0, nothing more is scheduled").arg(tick),
            LaneEvents::tr("Finished") })
        if (lane.label(words, TextRole::Second, Ink::Text2, x + side, y))
            return;
}

/// Right of the diamond if nothing works there, else above the timers, on either side.
/// @return whether there was room
bool addCancelWords(LaneBuilder& lane, const LaneMark& mark, const QString& words)
{
    const double x = lane.x(mark.timeNs) + 12 * lane.metrics.scale;
    const double width = lane.source.text.width(TextRole::LaneStrong, words);
    const IndexRange after
        = LaneIndex::handled(lane.log, { mark.timeNs + 1, lane.source.axis.t(x + width + 8) });
    const bool isFree = after.size() == 0 && x + width < lane.x(lane.source.nowNs);
    const double beside = lane.metrics.workMiddle(), above = lane.metrics.timerTop + 5;
    const double left = lane.x(mark.timeNs) - 12 * lane.metrics.scale - width;
    if (isFree && lane.label(words, TextRole::LaneStrong, Ink::Accent, x, beside))
        return true;
    for (const double place : { x - 4, left + 4 })
        if (lane.label(words, TextRole::LaneStrong, Ink::Accent, place, above))
            return true;
    return false;
}

/// "cancel_timer → 2000", or "→ 2000" where there is no room for it.
void addCancelResult(LaneBuilder& lane, const LaneMark& mark)
{
    if (!lane.isLarge() || lane.scene.level != ZoomLevel::Close || mark.value == noDue)
        return;
    const QString result = QStringLiteral("→ %1").arg(
        mark.value >= 0 ? QString::number(mark.value) : cancelResultText(mark.value));
    if (!addCancelWords(lane, mark, cancelCallText(mark.value) + u' ' + result))
        addCancelWords(lane, mark, result);
}

} // namespace

void addNoProcess(LaneBuilder& lane)
{
    if (!lane.hasPast())
        return;
    const auto& lives = lane.source.index.lives();
    const IndexRange seen = lane.source.index.livesIn(lane.past);
    const double top = std::max(lane.metrics.timerTop - 2, 0.0);
    std::int64_t from = seen.first == 0 ? 0 : lives[seen.first - 1].endNs;
    const auto add = [&](std::int64_t to) {
        const double left = lane.x(std::max(from, std::int64_t { 0 })), right = lane.x(to);
        if (right - left >= 2)
            lane.box(ItemKind::NoProcess, left, top, right, lane.metrics.workBottom());
    };
    for (std::size_t i = seen.first; i < seen.last; ++i) {
        if (lives[i].startNs > from)
            add(std::min(lives[i].startNs, lane.past.endNs));
        from = lives[i].endNs;
    }
    if (from < lane.past.endNs && !lives.empty())
        add(lane.past.endNs);
}

void addIncidents(LaneBuilder& lane)
{
    if (!lane.hasPast())
        return;
    Spacing rings(18 * lane.metrics.scale), drops(13 * lane.metrics.scale), lines(1), beats(10);
    const std::int64_t beyond = lane.source.axis.t(-20), until = lane.past.endNs;
    const IndexRange marks = LaneIndex::marks(lane.log, { beyond, until });
    for (std::size_t i = marks.first; i < marks.last; ++i) {
        const LaneMark& mark = lane.log.marks[i];
        const double x = lane.x(mark.timeNs);
        const std::size_t before = lane.scene.items.size();
        switch (mark.kind) {
        case LaneMark::Kind::Exited:
            if (lines.admits(x))
                addExit(lane, mark, rings.admits(x));
            break;
        case LaneMark::Kind::Restarted:
            if (lane.scene.level <= ZoomLevel::Middle)
                addRestart(lane, mark);
            break;
        case LaneMark::Kind::Dropped:
            if (drops.admits(x))
                addDrop(lane, mark);
            break;
        case LaneMark::Kind::Completed:
            addFinished(lane, mark);
            break;
        case LaneMark::Kind::MissedBeat:
            if (beats.admits(x))
                lane.centred(ItemKind::MissedBeat, x,
                    lane.metrics.timerTop + 5 * lane.metrics.scale, 10 * lane.metrics.scale,
                    9 * lane.metrics.scale);
            break;
        case LaneMark::Kind::CancelHandled:
            addCancelResult(lane, mark);
            continue; // a label; the diamond stands for the message
        default:
            break;
        }
        for (std::size_t item = before; item < lane.scene.items.size(); ++item)
            lane.scene.items[item].mark = static_cast<std::uint32_t>(i) + 1;
    }
}

namespace {

QString rulerWords(const MessageEntry& message)
{
    if (message.kind == MessageKind::SetInterval)
        return LaneEvents::tr("interval %1").arg(durationText(message.argument));
    return QString::fromLatin1(toText(message.kind));
}

/// Where the dotted line from the ruler ends: on the cell, or on the diamond if it never waited.
double editTop(const LaneBuilder& lane, std::size_t index)
{
    const MessageEntry& message = lane.log.messages[index];
    if (leftMailboxNs(message) == message.deliveredNs)
        return lane.metrics.workMiddle();
    return lane.levelTop(queuePosition(lane.log, index, message.deliveredNs));
}

void addHandled(LaneBuilder& lane, const MessageEntry& message)
{
    if (message.startedNs == noTime || !lane.shows(message.startedNs))
        return;
    const double x = lane.x(message.startedNs);
    const double side = 11 * lane.metrics.scale;
    lane.upright(
            ItemKind::HandledLine, x, lane.metrics.mailboxBottom(), lane.metrics.workBottom() + 2)
        .message
        = message.number;
    lane.centred(ItemKind::Handled, x, lane.metrics.workMiddle(), side, side).message
        = message.number;
}

/// In one area there are no cells: the edit is a diamond at its place in the queue.
void addWaitingDiamond(LaneBuilder& lane, std::size_t index)
{
    const MessageEntry& message = lane.log.messages[index];
    const auto level = queuePosition(lane.log, index, message.deliveredNs);
    const double y = lane.levelMiddle(level);
    const double side = 9 * lane.metrics.scale;
    LaneItem& item
        = lane.centred(ItemKind::CellEdit, lane.x(message.deliveredNs) + side, y, side, side);
    item.message = message.number;
}

/// Edits that are no message of the server's: a diamond on the work strip, a flag on the ruler.
void addDirectEdits(LaneBuilder& lane)
{
    Spacing spacing(10);
    for (const DirectEdit& edit : lane.source.info.directEdits) {
        const double x = lane.source.axis.x(edit.atNs);
        if (!lane.shows(edit.atNs) || !spacing.admits(x))
            continue;
        const double side = 11 * lane.metrics.scale;
        lane.scene.edits.push_back({ edit.atNs, x, lane.metrics.workMiddle(), edit.words });
        lane.centred(ItemKind::Handled, lane.x(edit.atNs), lane.metrics.workMiddle(), side, side);
    }
}

} // namespace

void addEdits(LaneBuilder& lane)
{
    if (!lane.hasPast())
        return;
    const ServerLog& log = lane.log;
    const auto& edits = lane.source.index.edits();
    // Asked before what is seen and handled inside it: look back over what waits, too.
    const std::size_t oldest = lane.source.index.waiting(log, lane.past).first;
    auto it = std::lower_bound(edits.begin(), edits.end(), oldest);
    while (it != edits.begin() && lane.shows(log.messages[*std::prev(it)].startedNs))
        --it;
    Spacing asked(10), handled(10);
    addDirectEdits(lane);
    for (; it != edits.end() && log.messages[*it].deliveredNs <= lane.past.endNs; ++it) {
        const MessageEntry& message = log.messages[*it];
        const double x = lane.source.axis.x(message.deliveredNs);
        if (lane.shows(message.deliveredNs) && asked.admits(x)) {
            lane.scene.edits.push_back(
                { message.deliveredNs, x, editTop(lane, *it), rulerWords(message) });
            const bool waited = leftMailboxNs(message) != message.deliveredNs;
            if (waited && !lane.hasCells())
                addWaitingDiamond(lane, *it);
        }
        if (message.startedNs != noTime && handled.admits(lane.source.axis.x(message.startedNs)))
            addHandled(lane, message);
    }
}

void reserveUprights(LaneBuilder& lane)
{
    if (!lane.hasPast())
        return;
    const auto reserve = [&](std::int64_t ns, double from, double to) {
        if (lane.shows(ns))
            lane.labels.emplace_back(lane.x(ns) - 1, from, 3, to - from);
    };
    const double height = lane.metrics.height, workTop = lane.metrics.workTop;
    const IndexRange marks = LaneIndex::marks(lane.log, lane.past);
    for (std::size_t i = marks.first; i < marks.last; ++i)
        if (lane.log.marks[i].kind == LaneMark::Kind::Exited)
            reserve(lane.log.marks[i].timeNs, 0, height);
    for (const DirectEdit& edit : lane.source.info.directEdits)
        reserve(edit.atNs, 0, lane.metrics.workMiddle());
    const auto& edits = lane.source.index.edits();
    const std::size_t oldest = lane.source.index.waiting(lane.log, lane.past).first;
    const auto first = std::lower_bound(edits.begin(), edits.end(), oldest);
    for (auto it = first; it != edits.end(); ++it) {
        const MessageEntry& message = lane.log.messages[*it];
        if (message.deliveredNs > lane.past.endNs)
            break;
        reserve(message.deliveredNs, 0, editTop(lane, *it));
        if (message.startedNs == noTime)
            continue;
        reserve(message.startedNs, lane.metrics.mailboxBottom(), lane.metrics.workBottom());
        const double half = 6 * lane.metrics.scale; // of the diamond
        if (lane.shows(message.startedNs))
            lane.labels.emplace_back(
                lane.x(message.startedNs) - half, workTop, 2 * half, lane.metrics.workHeight);
    }
}

namespace {

/// Where a handler armed a timer: from its work up to the timer strip.
void addArming(LaneBuilder& lane, const TimerEntry& timer)
{
    const double y = lane.metrics.timerLine - lane.metrics.chainOffset * std::min(timer.chain, 2U);
    if (!timer.isInterval && lane.shows(timer.armedNs))
        lane.upright(ItemKind::PathArm, lane.x(timer.armedNs), y + lane.metrics.mark / 2,
            lane.metrics.workTop);
}

/// The timer that the selected tick's handler armed, as far as it ran, and the tick it sent.
void addEffect(LaneBuilder& lane, const MessageEntry& message)
{
    const MessageEntry* effect = effectOf(lane.log, message);
    const TimerEntry* timer = effect == nullptr ? nullptr : timerOf(lane.log, *effect);
    if (timer == nullptr || timer->isInterval || timer->dueNs > lane.source.nowNs)
        return;
    const double y = lane.metrics.timerLine - lane.metrics.chainOffset * std::min(timer->chain, 2U);
    addArming(lane, *timer);
    lane.line(ItemKind::PathNext, lane.x(timer->armedNs), y, lane.x(timer->dueNs), y);
}

void addSelectedTimer(LaneBuilder& lane, const MessageEntry& message, double toY)
{
    const TimerEntry* timer = timerOf(lane.log, message);
    if (timer == nullptr || lane.metrics.timerHeight == 0)
        return;
    const double y = lane.metrics.timerLine - lane.metrics.chainOffset * std::min(timer->chain, 2U);
    const double half = lane.metrics.mark / 2;
    const double fromX = lane.x(timer->armedNs), dueX = lane.x(timer->dueNs);
    lane.upright(ItemKind::PathLine, fromX, y - half, y + half);
    lane.line(ItemKind::PathLine, fromX, y, dueX, y);
    lane.centred(ItemKind::PathDue, dueX, y, lane.metrics.mark, lane.metrics.markHeight());
    lane.upright(ItemKind::PathLine, lane.x(message.deliveredNs), y, toY);
    if (causeOf(lane.log, message) != nullptr)
        addArming(lane, *timer);
}

/// Where the selected message stands in the one area: level while the queue does not move, and
/// down by a place whenever it does. Stays of less than a pixel are passed over.
void addSteps(LaneBuilder& lane, std::size_t index)
{
    double y
        = lane.levelMiddle(queuePosition(lane.log, index, lane.log.messages[index].deliveredNs));
    double end = lane.x(std::max(lane.log.messages[index].deliveredNs, lane.past.startNs));
    forEachStay(lane, index, [&](const Stay& stay) {
        const double from = lane.x(stay.fromNs), to = lane.x(stay.toNs);
        const double middle = lane.levelMiddle(stay.level);
        if (to <= from)
            return;
        if (stay.steppedDown)
            lane.upright(ItemKind::PathLine, from, y, middle);
        lane.line(ItemKind::PathLine, from, middle, to, middle);
        y = middle;
        end = to;
    });
    const std::int64_t left = leftMailboxNs(lane.log.messages[index]);
    if (left != noTime && left <= lane.past.endNs)
        lane.upright(ItemKind::PathLine, end, y, lane.metrics.mailboxBottom());
}

/// The cells of the selected message: those that were built, or its place in the one area.
void addSelectedCells(LaneBuilder& lane, std::size_t index)
{
    const MessageEntry& message = lane.log.messages[index];
    std::vector<QRectF> cells;
    for (const LaneItem& item : lane.scene.items) {
        const bool isCell = item.kind == ItemKind::CellText || item.kind == ItemKind::CellEdit;
        if (isCell && item.message == message.number)
            cells.push_back(item.box);
    }
    if (!lane.hasCells() || lane.scene.level > ZoomLevel::Middle) {
        cells.clear();
        addSteps(lane, index);
    }
    for (const QRectF& cell : cells)
        lane.box(ItemKind::PathCell, cell.left(), cell.top(), cell.right(), cell.bottom());
}

} // namespace

void addSelection(LaneBuilder& lane)
{
    if (lane.source.selectedMessage == 0 || !lane.hasPast())
        return;
    const MessageEntry* message = findMessage(lane.log, lane.source.selectedMessage);
    if (message == nullptr || message->deliveredNs > lane.source.nowNs)
        return;
    const auto index = static_cast<std::size_t>(message - lane.log.messages.data());
    const std::int64_t left = leftMailboxNs(*message);
    const bool waited = left != message->deliveredNs;
    addSelectedTimer(lane, *message, waited ? editTop(lane, index) : lane.metrics.workTop);
    if (waited)
        addSelectedCells(lane, index);
    if (message->startedNs == noTime || message->startedNs > lane.source.nowNs)
        return;
    const double x = lane.x(message->startedNs);
    if (waited)
        lane.upright(
            ItemKind::PathLine, x, lane.metrics.mailboxBottom() - 1, lane.metrics.workTop + 1);
    const std::int64_t end = message->finishedNs == noTime
        ? lane.source.nowNs
        : std::min(message->finishedNs, lane.source.nowNs);
    const double right = std::max(std::round(lane.x(end)) - 1, std::round(x) + 2);
    if (lane.metrics.timerHeight > 0)
        addEffect(lane, *message);
    lane.box(
        ItemKind::PathWork, std::round(x), lane.metrics.workTop, right, lane.metrics.workBottom());
}

} // namespace tickscope
