// SPDX-License-Identifier: GPL-3.0-only
#include "ui/text/message_sentence.h"

#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace tickscope {

namespace {

struct MessageText
{
    Q_DECLARE_TR_FUNCTIONS(MessageText)
};

QString tr(const char* text)
{
    return MessageText::tr(text);
}

/// Who was there when a message came.
struct Ahead
{
    std::uint64_t waiting = 0;
    bool isBusy = false;
    bool isTickAtWork = false;
};

Ahead aheadOf(const ServerLog& log, const MessageEntry& message)
{
    Ahead ahead;
    // Taken after it was delivered and before it: these waited in front of it.
    auto place = std::upper_bound(log.taken.begin(), log.taken.end(), message.deliveredNs,
        [&log](std::int64_t time, std::uint32_t taken) {
            return time < log.messages[taken].startedNs;
        });
    if (place != log.taken.begin()) {
        const auto& before = log.messages[*std::prev(place)];
        ahead.isBusy = before.incarnation == message.incarnation && before.number != message.number
            && (before.finishedNs == noTime || before.finishedNs > message.deliveredNs);
        ahead.isTickAtWork = ahead.isBusy && isTick(before.kind);
    }
    for (auto i = &message - log.messages.data(); i-- > 0;) {
        const auto& other = log.messages[std::size_t(i)];
        if (other.incarnation != message.incarnation)
            break;
        const bool isStillThere
            = other.startedNs == noTime || other.startedNs > message.deliveredNs;
        if (!isStillThere)
            break; // first in, first out: all before it are gone too
        ++ahead.waiting;
    }
    return ahead;
}

QString behindText(const Ahead& ahead)
{
    const auto atWork = ahead.isTickAtWork ? tr("the tick at work") : tr("the message at work");
    if (ahead.waiting == 0)
        return ahead.isBusy ? tr(" behind %1").arg(atWork) : QString();
    if (!ahead.isBusy)
        return tr(" behind %1").arg(messagesText(ahead.waiting));
    return tr(" behind %1 and %2").arg(messagesText(ahead.waiting), atWork);
}

QString deliveryText(const MessageEntry& message)
{
    const auto late = message.deliveredNs - message.dueNs;
    return late == 0 ? tr("delivered at once") : tr("delivered after %1").arg(durationText(late));
}

QString workText(const MessageEntry& message, std::int64_t nowNs)
{
    if (message.finishedNs == noTime)
        return tr("has worked for %1").arg(timeText(nowNs - message.startedNs));
    const auto worked = durationText(message.finishedNs - message.startedNs);
    switch (message.outcome) {
    case TickOutcome::Error:
        return tr("failed after %1").arg(worked);
    case TickOutcome::Crash:
        return tr("crashed after %1").arg(worked);
    case TickOutcome::Killed:
        return tr("was killed after %1").arg(worked);
    default:
        return isTick(message.kind) || message.finishedNs > message.startedNs
            ? tr("worked %1").arg(worked)
            : tr("was handled at %1").arg(timeText(message.finishedNs));
    }
}

QString waitText(const ServerLog& log, const MessageEntry& message, std::int64_t nowNs)
{
    const auto behind = [&] { return behindText(aheadOf(log, message)); };
    if (message.outcome == TickOutcome::Lost)
        return tr("was lost: its process died first");
    if (message.startedNs == noTime)
        return tr("has waited %1%2").arg(timeText(nowNs - message.deliveredNs), behind());
    const auto waited = message.startedNs - message.deliveredNs;
    return waited == 0 ? QString() : tr("waited %1%2").arg(timeText(waited), behind());
}

} // namespace

MessageSentence messageSentence(
    const ServerLog& log, const MessageEntry& message, const QString& server, std::int64_t nowNs)
{
    auto subject = messageText(message.kind, message.tick, message.argument);
    if (isTick(message.kind))
        subject[0] = subject[0].toUpper();
    if (!server.isEmpty())
        subject = tr("%1 of %2").arg(subject, server);
    QStringList parts;
    if (message.dueNs != noTime)
        parts << tr("was due at %1").arg(timeText(message.dueNs)) << deliveryText(message);
    else
        parts << tr("was sent at %1").arg(timeText(message.deliveredNs));
    if (const auto wait = waitText(log, message, nowNs); !wait.isEmpty())
        parts << wait;
    if (message.startedNs != noTime)
        parts << workText(message, nowNs);
    if (message.callerGaveUp && message.gaveUpNs <= nowNs)
        parts << tr("its caller went on at %1").arg(timeText(message.gaveUpNs));
    return { subject, parts.join(QStringLiteral(", ")) + u'.' };
}

} // namespace tickscope
