// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lanes/sentences.h"

#include "ui/lanes/lane_index.h"
#include "ui/lanes/lane_scene.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace tickscope {

namespace {

struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(Sentences)
};

/// "Tick 4 of poller_interval", "The message set_interval 10 s to poller_interval"
QString subject(const QString& server, const MessageEntry& message)
{
    if (isTick(message.kind)) {
        const QString tick = countText(message.tick);
        return server.isEmpty() ? Sentences::tr("Tick %1").arg(tick)
                                : Sentences::tr("Tick %1 of %2").arg(tick, server);
    }
    const QString words = messageText(message.kind, message.tick, message.argument);
    return server.isEmpty() ? Sentences::tr("Your %1").arg(words)
                            : Sentences::tr("Your %1 to %2").arg(words, server);
}

QString arrival(const MessageEntry& message)
{
    if (message.dueNs == noTime)
        return isTick(message.kind)
            ? Sentences::tr("was sent by hand at %1").arg(timeText(message.deliveredNs))
            : Sentences::tr("was sent at %1").arg(timeText(message.deliveredNs));
    const QString due = Sentences::tr("was due at %1").arg(timeText(message.dueNs));
    const std::int64_t late = message.deliveredNs - message.dueNs;
    if (late == 0)
        return Sentences::tr("%1, delivered at once").arg(due);
    return Sentences::tr("%1, delivered %2 later").arg(due, lengthText(late));
}

/// What was being handled when the message came; null when the server was free.
const MessageEntry* atWork(const ServerLog& log, const MessageEntry& message)
{
    const IndexRange handled
        = LaneIndex::handled(log, { message.deliveredNs, message.deliveredNs });
    for (std::size_t k = handled.last; k-- > handled.first;) {
        const MessageEntry& entry = log.messages[log.taken[k]];
        const bool goesOn = entry.finishedNs == noTime || entry.finishedNs > message.deliveredNs;
        if (entry.startedNs <= message.deliveredNs && goesOn && entry.number != message.number)
            return &entry;
    }
    return nullptr;
}

/// " behind 1 message and the tick at work"
QString obstacle(const ServerLog& log, const MessageEntry& message)
{
    const auto index = static_cast<std::size_t>(&message - log.messages.data());
    const std::uint32_t ahead = queuePosition(log, index, message.deliveredNs);
    const bool isBusy = atWork(log, message) != nullptr;
    if (ahead > 0 && isBusy)
        return Sentences::tr(" behind %1 and the tick at work").arg(messagesText(ahead));
    if (ahead > 0)
        return Sentences::tr(" behind %1").arg(messagesText(ahead));
    return isBusy ? Sentences::tr(" behind the tick at work") : QString();
}

QString waiting(const ServerLog& log, const MessageEntry& message, std::int64_t nowNs)
{
    const bool isLost = message.outcome == TickOutcome::Lost && message.finishedNs <= nowNs;
    const bool isTaken = message.startedNs != noTime && message.startedNs <= nowNs;
    if (isTaken && message.startedNs == message.deliveredNs)
        return {};
    if (isTaken)
        return Sentences::tr("waited %1%2")
            .arg(timeText(message.startedNs - message.deliveredNs), obstacle(log, message));
    if (isLost)
        return Sentences::tr("waited%1 and was lost at %2: its process died first")
            .arg(obstacle(log, message), timeText(message.finishedNs));
    return Sentences::tr("waits since then%1").arg(obstacle(log, message));
}

QString work(const MessageEntry& message, std::int64_t nowNs)
{
    if (message.startedNs == noTime || message.startedNs > nowNs)
        return {};
    const bool isDone = message.finishedNs != noTime && message.finishedNs <= nowNs;
    const std::int64_t end = isDone ? message.finishedNs : nowNs;
    const QString time = lengthText(end - message.startedNs);
    if (!isTick(message.kind))
        return isDone ? Sentences::tr("was handled at %1").arg(timeText(message.startedNs))
                      : Sentences::tr("is being handled");
    if (!isDone)
        return Sentences::tr("has worked %1 so far").arg(time);
    switch (message.outcome) {
    case TickOutcome::Error:
        return Sentences::tr("worked %1 and returned an error").arg(time);
    case TickOutcome::Crash:
        return Sentences::tr("worked %1 and raised: its process died").arg(time);
    case TickOutcome::Killed:
        return Sentences::tr("worked %1 until its process was killed").arg(time);
    default:
        return Sentences::tr("worked %1").arg(time);
    }
}

} // namespace

QString describeMessage(
    const QString& server, const ServerLog& log, const MessageEntry& message, std::int64_t nowNs)
{
    QStringList parts { subject(server, message) + u' ' + arrival(message) };
    for (const QString& part : { waiting(log, message, nowNs), work(message, nowNs) }) {
        if (!part.isEmpty())
            parts << part;
    }
    QString sentence = parts.join(QStringLiteral(", ")) + u'.';
    if (message.gaveUpNs != noTime && message.gaveUpNs <= nowNs)
        sentence += Sentences::tr(" The caller went on at %1.").arg(timeText(message.gaveUpNs));
    return sentence;
}

QString describeTick(const QString& server, const ServerLog& log, std::uint32_t incarnation,
    std::uint32_t tick, std::int64_t nowNs)
{
    // By incarnation and, inside of it, by tick: both grow, but other messages lie between.
    const auto first = std::partition_point(log.messages.begin(), log.messages.end(),
        [&](const MessageEntry& entry) { return entry.incarnation < incarnation; });
    const auto found = std::find_if(
        first, log.messages.end(), [&](const MessageEntry& entry) { return entry.tick == tick; });
    const bool exists = found != log.messages.end() && found->incarnation == incarnation
        && found->deliveredNs <= nowNs;
    return exists ? describeMessage(server, log, *found, nowNs) : QString();
}

QString describeTimer(const TimerEntry& timer, std::int64_t nowNs)
{
    const QString with = lengthText(timer.dueNs - timer.armedNs);
    const QString armed = Sentences::tr("Timer armed at %1 with %2, due at %3.")
                              .arg(timeText(timer.armedNs), with, timeText(timer.dueNs));
    if (timer.end == TimerEntry::End::Armed || timer.endNs > nowNs)
        return timer.isIdle ? armed : armed + Sentences::tr(" Click to cancel.");
    const QString end = timeText(timer.endNs);
    switch (timer.end) {
    case TimerEntry::End::Cancelled:
        return armed + Sentences::tr(" Cancelled at %1.").arg(end);
    case TimerEntry::End::Died:
        return timer.isIdle ? armed + Sentences::tr(" A message came first, at %1.").arg(end)
                            : armed + Sentences::tr(" It ended with its process at %1.").arg(end);
    default:
        return armed + Sentences::tr(" Fired at %1.").arg(end);
    }
}

QString describeMark(const QString& server, const LaneMark& mark)
{
    const QString time = timeText(mark.timeNs);
    switch (mark.kind) {
    case LaneMark::Kind::Dropped:
        return Sentences::tr("Nobody had the name %1 at %2: the message was dropped.")
            .arg(server, time);
    case LaneMark::Kind::Exited: {
        const QString reason = QString::fromLatin1(toText(mark.reason));
        QString sentence
            = Sentences::tr("The process of %1 ended at %2: %3.").arg(server, time, reason);
        if (mark.value > 0)
            sentence += Sentences::tr(" %1 in its mailbox died with it.")
                            .arg(messagesText(static_cast<std::uint64_t>(mark.value)));
        return sentence;
    }
    case LaneMark::Kind::Restarted:
        return Sentences::tr("Its supervisor started %1 again at %2. Numbers start at 1 again.")
            .arg(server, time);
    case LaneMark::Kind::MissedBeat:
        return Sentences::tr("The monitor of %1 missed a beat at %2.").arg(server, time);
    case LaneMark::Kind::Completed:
        return Sentences::tr("%1 found 0 at %2 and schedules no more.").arg(server, time);
    default:
        return {};
    }
}

QString describeMarker(const QString& name, std::int64_t atNs, std::int64_t nowNs)
{
    const QString at = Sentences::tr("Marker %1 is at %2").arg(name, timeText(atNs));
    if (atNs == nowNs)
        return Sentences::tr("%1, now.").arg(at);
    return atNs < nowNs ? Sentences::tr("%1, %2 before now.").arg(at, timeText(nowNs - atNs))
                        : Sentences::tr("%1, %2 after now.").arg(at, timeText(atNs - nowNs));
}

QString describePeriod(const ServerLog& log, const MessageEntry& message)
{
    if (message.startedNs == noTime || !isTick(message.kind))
        return {};
    const auto taken = std::partition_point(log.taken.begin(), log.taken.end(),
        [&](std::uint32_t index) { return log.messages[index].startedNs < message.startedNs; });
    for (auto it = taken; it != log.taken.begin();) {
        const MessageEntry& before = log.messages[*--it];
        if (before.incarnation != message.incarnation)
            break;
        if (isTick(before.kind))
            return Sentences::tr("Started %1 after tick %2.")
                .arg(timeText(message.startedNs - before.startedNs), countText(before.tick));
    }
    return {};
}

} // namespace tickscope
