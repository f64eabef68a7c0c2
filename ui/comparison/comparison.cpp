// SPDX-License-Identifier: GPL-3.0-only
#include "ui/comparison/comparison.h"

#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace tickscope {

namespace {

struct ComparisonWords
{
    Q_DECLARE_TR_FUNCTIONS(ComparisonWords)
};

using Mark = ComparisonCell::Mark;

QString tr(const char* text, const char* note = nullptr, int count = -1)
{
    return ComparisonWords::tr(text, note, count);
}

QString ticksText(std::uint64_t count)
{
    return count == 1 ? tr("1 tick") : tr("%1 ticks").arg(countText(count));
}

/// The interval that decides: as measured, or else as it is set.
std::int64_t intervalNs(const ComparisonSource& source)
{
    return source.statistics.nominalNs > 0 ? source.statistics.nominalNs
                                           : source.server.interval.count();
}

bool outlasts(const ComparisonSource& source)
{
    return source.statistics.work.maxNs > intervalNs(source);
}

/// Visits the ticks that started in the span, the latest first; until `take` returns false.
template <typename Take>
void forEachTickBack(const ComparisonSource& source, Take take)
{
    const auto& log = source.log;
    for (auto taken = log.taken.rbegin(); taken != log.taken.rend(); ++taken) {
        const auto& message = log.messages[*taken];
        if (message.startedNs < source.span.startNs)
            return;
        if (message.startedNs <= source.span.endNs && isTick(message.kind) && !take(message))
            return;
    }
}

ComparisonCell scheduling(const ComparisonSource& source)
{
    const auto& measured = source.statistics;
    const auto interval = durationText(intervalNs(source));
    const auto work = lengthText(measured.work.meanNs);
    ComparisonCell cell;
    cell.headline = measured.period.count == 0
        ? tr("No period yet")
        : tr("%1 start to start").arg(measuredTimeText(measured.period.meanNs));
    switch (source.spec.schedule) {
    case Schedule::AfterWork:
        cell.detail = measured.work.count == 0
            ? tr("The server arms the next timer when the work is done.")
            : tr("The server arms the next timer when the work is done: %1 + %2.")
                  .arg(interval, work);
        break;
    case Schedule::BeforeWork:
        cell.detail = tr("The server arms the next timer before it works: the longer of interval "
                         "and work is the period.");
        break;
    case Schedule::SendInterval:
        cell.detail = outlasts(source)
            ? tr("The timer sends every %1 by itself; the work sets the real period.").arg(interval)
            : tr("The timer sends every %1 by itself, whatever the work takes.").arg(interval);
        break;
    case Schedule::Absolute:
        cell.detail = tr("Armed for %1 after the last due time: a late start moves no later tick.")
                          .arg(interval);
        break;
    case Schedule::AbsoluteSkip:
        cell.detail
            = tr("Armed for the next point of a grid of %1: points that have passed are left out.")
                  .arg(interval);
        break;
    case Schedule::IdleTimeout:
        cell.detail
            = tr("Due after %1 without a message: any message starts the wait anew.").arg(interval);
        break;
    }
    const MessageEntry* last = nullptr;
    forEachTickBack(source, [&](const MessageEntry& tick) {
        if (!last) {
            last = &tick;
            return true;
        }
        cell.place = TimeSpan { tick.startedNs, last->startedNs };
        cell.message = last->number;
        return false;
    });
    return cell;
}

QString workWords(const ComparisonSource& source)
{
    const bool isLong = outlasts(source);
    switch (source.spec.schedule) {
    case Schedule::AfterWork:
    case Schedule::IdleTimeout:
        return tr("adds to the period");
    case Schedule::BeforeWork:
        return isLong ? tr("sets the period") : tr("fits into the period");
    case Schedule::SendInterval:
        return tr("does not move the timer");
    case Schedule::Absolute:
        return isLong ? tr("cannot keep up with the grid") : tr("does not move the grid");
    case Schedule::AbsoluteSkip:
        return isLong ? tr("skips points of the grid") : tr("does not move the grid");
    }
    return {};
}

ComparisonCell work(const ComparisonSource& source)
{
    const auto& measured = source.statistics;
    ComparisonCell cell;
    if (measured.work.count == 0) {
        cell.headline = tr("No work measured yet");
        cell.detail = tr("A tick counts when it has ended.");
        return cell;
    }
    cell.headline = tr("%1, %2").arg(timeText(measured.work.meanNs), workWords(source));
    if (source.spec.schedule == Schedule::AfterWork
        || source.spec.schedule == Schedule::IdleTimeout)
        cell.detail = tr("Each tick moves the next one later. Drift after %1: %2.")
                          .arg(ticksText(measured.ticks), measuredTimeText(measured.driftNs));
    else if (measured.latenessMaxNs == 0)
        cell.detail = tr("Each tick starts when it is due: late by 0 s so far.");
    else
        cell.detail = tr("A tick is due on time and starts late: up to %1 so far.")
                          .arg(measuredTimeText(measured.latenessMaxNs));
    std::int64_t longest = -1;
    forEachTickBack(source, [&](const MessageEntry& tick) {
        if (tick.workEndNs != noTime && tick.workEndNs - tick.startedNs > longest) {
            longest = tick.workEndNs - tick.startedNs;
            const auto from = tick.dueNs == noTime ? tick.deliveredNs : tick.dueNs;
            cell.place = TimeSpan { from, tick.workEndNs };
            cell.message = tick.number;
        }
        return true;
    });
    return cell;
}

ComparisonCell buildUp(const ComparisonSource& source)
{
    const auto& measured = source.statistics;
    const auto& growth = measured.growth;
    ComparisonCell cell;
    const auto waiting = countText(measured.depthLast);
    switch (growth.kind) {
    case GrowthVerdict::Kind::Grows:
        cell.mark = Mark::Careful;
        cell.headline = tr("%1 waiting, grows by %2 messages/s")
                            .arg(waiting, QString::number(growth.messagesPerSecond, 'g', 3));
        cell.detail = tr("Nothing stops the timer.");
        if (growth.thousandAtNs) {
            const auto text = QString::fromStdString(toText(growth));
            cell.detail = text.mid(text.indexOf(u';') + 2) + QStringLiteral(". ") + cell.detail;
        }
        break;
    case GrowthVerdict::Kind::Drains:
        cell.mark = Mark::Good;
        cell.headline = tr("%1 waiting, at most %2").arg(waiting, countText(measured.depthMax));
        cell.detail = QString::fromStdString(toText(growth)) + u'.';
        break;
    case GrowthVerdict::Kind::Stable:
        cell.mark = Mark::Good;
        cell.headline = tr("%1 waiting, at most %2").arg(waiting, countText(measured.depthMax));
        cell.detail = QString::fromStdString(toText(growth)) + QStringLiteral(". ")
            + (source.spec.schedule == Schedule::SendInterval
                    ? tr("The work fits, so far.")
                    : tr("One chain has at most one tick on its way."));
        break;
    case GrowthVerdict::Kind::TooFewTicks:
        cell.headline = tr("%1 waiting, at most %2").arg(waiting, countText(measured.depthMax));
        cell.detail = QString::fromStdString(toText(growth)) + u'.';
        break;
    }
    const auto& state = measured.state;
    if (state.kind != StateVerdict::Kind::Running && state.kind != StateVerdict::Kind::Finished) {
        const bool isDead = state.kind == StateVerdict::Kind::Dead;
        cell.mark = Mark::Careful;
        cell.detail
            = isDead ? tr("%1.").arg(cell.headline) : tr("%1. %2").arg(cell.headline, cell.detail);
        cell.headline = QString::fromStdString(toText(state));
        if (isDead && !source.supervisor.isEmpty())
            cell.detail = source.supervisor + u'.';
    }
    const DepthSample* deepest = nullptr;
    for (const auto& sample : source.log.depth)
        if (sample.timeNs >= source.span.startNs && sample.timeNs <= source.span.endNs
            && (!deepest || sample.depth > deepest->depth))
            deepest = &sample;
    if (deepest && deepest->depth > 0) {
        const auto around = std::max<std::int64_t>(intervalNs(source), measured.work.meanNs);
        cell.place = TimeSpan { std::max<std::int64_t>(0, deepest->timeNs - 2 * around),
            deepest->timeNs + around };
    }
    return cell;
}

const MessageEntry* lastOf(const ComparisonSource& source, MessageKind kind)
{
    const auto& messages = source.log.messages;
    const auto found
        = std::find_if(messages.rbegin(), messages.rend(), [&](const MessageEntry& message) {
              return message.kind == kind && message.deliveredNs <= source.span.endNs;
          });
    return found == messages.rend() || found->deliveredNs < source.span.startNs ? nullptr : &*found;
}

std::size_t aheadOf(const ComparisonSource& source, std::uint32_t number)
{
    const auto& mailbox = source.server.mailbox;
    return std::size_t(std::find_if(mailbox.begin(), mailbox.end(), [number](const auto& message) {
        return message.number == number;
    }) - mailbox.begin());
}

/// Headline and place of a cast that was sent: when it was asked, and what became of it so far.
ComparisonCell asked(const ComparisonSource& source, const MessageEntry& message)
{
    ComparisonCell cell;
    cell.message = message.number;
    const auto end = message.finishedNs == noTime ? source.nowNs : message.finishedNs;
    cell.place = TimeSpan { message.deliveredNs, std::max(message.deliveredNs, end) };
    const auto when = timeText(message.deliveredNs);
    if (message.outcome == TickOutcome::Lost) {
        cell.mark = Mark::Careful;
        cell.headline = tr("Asked at %1, lost").arg(when);
        cell.detail = tr("Its process died before it was handled.");
    } else if (message.startedNs == noTime) {
        cell.mark = Mark::Waits;
        cell.headline = tr("Asked at %1, still waiting").arg(when);
        cell.detail = tr("The edit is a message: %1 in the mailbox, %2 ahead.")
                          .arg(timeText(source.nowNs - message.deliveredNs),
                              messagesText(aheadOf(source, message.number)));
    } else if (message.startedNs == message.deliveredNs) {
        cell.headline = tr("Asked at %1, handled at once").arg(when);
    } else {
        cell.headline = tr("Asked at %1, handled at %2").arg(when, timeText(message.startedNs));
    }
    return cell;
}

QString dynamicWords(Schedule schedule)
{
    switch (schedule) {
    case Schedule::SendInterval:
        return tr("It would cancel the timer and start another: the phase begins anew.");
    case Schedule::IdleTimeout:
        return tr("It would start the wait anew, with the new interval.");
    default:
        return tr("It would apply when the next timer is armed.");
    }
}

ComparisonCell dynamicInterval(const ComparisonSource& source)
{
    ComparisonCell cell;
    const auto* edit = lastOf(source, MessageKind::SetInterval);
    if (!edit) {
        cell.headline = tr("Not tried in this run");
        cell.detail = dynamicWords(source.spec.schedule);
        const auto twice = saturatingMultiply(source.server.interval, 2);
        if (source.server.isAlive && twice > Duration {}) {
            Action action;
            action.server = source.server.name;
            action.kind = ActionKind::SetInterval;
            action.interval = twice;
            cell.offer = action;
            cell.offerText = tr("Try %1").arg(durationText(twice.count()));
        }
        return cell;
    }
    cell = asked(source, *edit);
    if (edit->startedNs == noTime || edit->outcome == TickOutcome::Lost)
        return cell;
    if (edit->startedNs > edit->deliveredNs)
        cell.detail = tr("It waited %1 in the mailbox. ")
                          .arg(timeText(edit->startedNs - edit->deliveredNs));
    const auto interval = durationText(edit->argument);
    switch (source.spec.schedule) {
    case Schedule::SendInterval:
        cell.detail += tr("A new timer sends every %1 from there on.").arg(interval);
        break;
    case Schedule::IdleTimeout:
        cell.detail += tr("The wait of %1 began there.").arg(interval);
        break;
    default:
        cell.detail
            += tr("The timer armed before kept its due time; the next has %1.").arg(interval);
    }
    return cell;
}

/// "3,000 ms left", "false", ":ok" as words of a sentence.
QString cancelWords(const QString& result)
{
    bool isNumber = false;
    const auto ms = result.toLongLong(&isNumber);
    return isNumber ? tr("%1 ms left").arg(countText(std::uint64_t(ms))) : result;
}

ComparisonCell cancelTried(const ComparisonSource& source, const MessageEntry& cancel)
{
    auto cell = asked(source, cancel);
    if (cancel.startedNs == noTime || cancel.outcome == TickOutcome::Lost)
        return cell;
    const auto mark = std::find_if(
        source.log.marks.begin(), source.log.marks.end(), [&cancel](const LaneMark& one) {
            return one.kind == LaneMark::Kind::CancelHandled && one.timeNs >= cancel.startedNs;
        });
    if (mark != source.log.marks.end() && mark->value != noDue) {
        const auto result
            = mark->value >= 0 ? QString::number(mark->value) : cancelResultText(mark->value);
        cell.headline += tr(": %1").arg(cancelWords(result));
    }
    std::uint64_t after = 0;
    for (const auto& message : source.log.messages)
        if (isTick(message.kind) && message.deliveredNs <= cancel.startedNs
            && message.startedNs != noTime && message.startedNs >= cancel.startedNs
            && message.position > cancel.position && message.incarnation == cancel.incarnation)
            ++after;
    cell.detail = after == 0
        ? tr("No tick was left in the mailbox.")
        : tr("%1 ran all the same: cancelling takes nothing back.").arg(ticksText(after));
    return cell;
}

ComparisonCell cancellation(const ComparisonSource& source)
{
    if (const auto* cancel = lastOf(source, MessageKind::Cancel))
        return cancelTried(source, *cancel);
    ComparisonCell cell;
    if (source.server.isAlive) {
        Action action;
        action.server = source.server.name;
        action.kind = ActionKind::Cancel;
        cell.offer = action;
        cell.offerText = tr("Try it");
    }
    if (!source.forecast) {
        cell.headline = tr("Not tried in this run");
        cell.detail = source.server.isAlive ? tr("The request would wait its turn in the mailbox.")
                                            : tr("There is no process to ask.");
        return cell;
    }
    const auto& forecast = *source.forecast;
    const bool isAtOnce = forecast.handledNs <= source.nowNs;
    cell.headline = isAtOnce ? tr("Asked now: handled at once, %1")
                                   .arg(cancelWords(QString::fromStdString(forecast.result)))
                             : tr("Asked now: handled at %1").arg(timeText(forecast.handledNs));
    if (forecast.messagesAhead > 0)
        cell.detail = tr("It waits behind %1: %2 run before it and %3 after it.")
                          .arg(messagesText(forecast.messagesAhead),
                              ticksText(forecast.ticksBefore), countText(forecast.ticksAfter));
    else if (!isAtOnce)
        cell.detail = tr("It waits for the tick at work; %1 run after it.")
                          .arg(ticksText(forecast.ticksAfter));
    else
        cell.detail = tr("Nothing waits, so no tick runs after it.");
    return cell;
}

QString adviceFor(Schedule schedule)
{
    switch (schedule) {
    case Schedule::AfterWork:
        return tr("Use it when work may outlast the interval");
    case Schedule::BeforeWork:
        return tr("Use it when starts should keep a rhythm");
    case Schedule::SendInterval:
        return tr("Use it when work always fits the interval");
    case Schedule::Absolute:
        return tr("Use it when no tick may be missed or drift");
    case Schedule::AbsoluteSkip:
        return tr("Use it when a late tick may be left out");
    case Schedule::IdleTimeout:
        return tr("Use it to notice that nothing happened");
    }
    return {};
}

ComparisonCell recommendation(const ComparisonSource& source)
{
    ComparisonCell cell;
    cell.headline = adviceFor(source.spec.schedule);
    if (source.statistics.work.count == 0) {
        cell.detail = tr("Nothing measured yet to hold beside it.");
        return cell;
    }
    const auto facts
        = tr("%1 of work, %2 interval")
              .arg(durationText(source.statistics.work.maxNs), durationText(intervalNs(source)));
    const bool isLong = outlasts(source);
    switch (source.spec.schedule) {
    case Schedule::AfterWork:
        cell.detail = isLong ? tr("As here: %1.").arg(facts)
                             : tr("Here it would fit: %1, and the period is both.").arg(facts);
        break;
    case Schedule::IdleTimeout:
        cell.detail = tr("Here: %1.").arg(facts);
        break;
    default:
        cell.detail = isLong ? tr("Not here: %1.").arg(facts) : tr("As here: %1.").arg(facts);
    }
    if (source.spec.schedule == Schedule::AbsoluteSkip && isLong)
        cell.detail = tr("As here: %1.").arg(facts);
    return cell;
}

} // namespace

ComparisonCell comparisonCell(ComparisonRow row, const ComparisonSource& source)
{
    switch (row) {
    case ComparisonRow::Scheduling:
        return scheduling(source);
    case ComparisonRow::Work:
        return work(source);
    case ComparisonRow::BuildUp:
        return buildUp(source);
    case ComparisonRow::DynamicInterval:
        return dynamicInterval(source);
    case ComparisonRow::Cancellation:
        return cancellation(source);
    case ComparisonRow::Recommendation:
        break;
    }
    return recommendation(source);
}

QString comparisonRowName(ComparisonRow row)
{
    switch (row) {
    case ComparisonRow::Scheduling:
        return tr("Scheduling");
    case ComparisonRow::Work:
        return tr("Work duration");
    case ComparisonRow::BuildUp:
        return tr("Message build-up");
    case ComparisonRow::DynamicInterval:
        return tr("Dynamic interval");
    case ComparisonRow::Cancellation:
        return tr("Cancellation");
    case ComparisonRow::Recommendation:
        break;
    }
    return tr("Recommendation");
}

QString scheduleWords(Schedule schedule)
{
    switch (schedule) {
    case Schedule::AfterWork:
        return tr("send_after, after the work");
    case Schedule::BeforeWork:
        return tr("send_after, before the work");
    case Schedule::SendInterval:
        return tr("send_interval");
    case Schedule::Absolute:
        return tr("send_after at absolute times");
    case Schedule::AbsoluteSkip:
        return tr("send_after on a grid, late points left out");
    case Schedule::IdleTimeout:
        return tr("the timeout of the return value");
    }
    return {};
}

} // namespace tickscope
