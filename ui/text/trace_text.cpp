// SPDX-License-Identifier: GPL-3.0-only
#include "ui/text/trace_text.h"

#include "ui/text/field_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

struct TraceText
{
    Q_DECLARE_TR_FUNCTIONS(TraceText)
};

QString tr(const char* text)
{
    return TraceText::tr(text);
}

/// The message a record is about, as far as the log knows its tick.
QString messageOf(const Record& record, const ServerLog* log, std::int64_t argument)
{
    if (record.ref == 0 || record.message == MessageKind::Load)
        return tr("load");
    const auto* entry = log ? findMessage(*log, record.ref) : nullptr;
    return messageText(record.message, entry ? entry->tick : 0, entry ? entry->argument : argument);
}

QString withDepth(const QString& text, const Record& record)
{
    return record.extra == 0 ? text : tr("%1, depth %2").arg(text, countText(record.extra));
}

/// The arming of a timer that fired with this due time.
const TimerEntry* findTimer(const ServerLog& log, std::uint32_t number, std::int64_t dueNs)
{
    constexpr int mostLooks = 256;
    int looks = 0;
    for (auto timer = log.timers.rbegin(); timer != log.timers.rend() && looks < mostLooks;
         ++timer, ++looks) {
        if (timer->number == number && timer->dueNs == dueNs)
            return &*timer;
    }
    return nullptr;
}

/// Timers are in the order of arming, so that one armed at or before `timeNs` lies before this.
const TimerEntry* findFiredTimer(const ServerLog& log, const Record& record)
{
    const auto after = std::upper_bound(log.timers.begin(), log.timers.end(), record.timeNs,
        [](std::int64_t time, const TimerEntry& timer) { return time < timer.armedNs; });
    constexpr int mostLooks = 256;
    int looks = 0;
    for (auto timer = std::make_reverse_iterator(after);
         timer != log.timers.rend() && looks < mostLooks; ++timer, ++looks)
        if (timer->number == record.ref && timer->dueNs == record.value)
            return &*timer;
    return findTimer(log, record.ref, record.value);
}

QString timeoutText(const Record& record, const ServerLog* log)
{
    const auto* timer = log ? findFiredTimer(*log, record) : nullptr;
    if (!timer)
        return tr("timer %1").arg(record.ref);
    return tr("timer armed with %1").arg(lengthText(timer->dueNs - timer->armedNs));
}

QString workEndText(const Record& record, const ServerLog* log)
{
    const auto text = tr("%1, %2").arg(messageOf(record, log, 0), lengthText(record.value));
    const auto outcome = TickOutcome(record.detail);
    return outcome == TickOutcome::Ok
        ? text
        : tr("%1, %2").arg(text, QString::fromLatin1(toText(outcome)));
}

QString exitText(const Record& record)
{
    const auto reason = QString::fromLatin1(toText(Reason(record.detail)));
    return record.extra == 0 ? reason : tr("%1, %2 lost").arg(reason, messagesText(record.extra));
}

} // namespace

QString cancelCallText(std::int64_t result)
{
    const bool isOfInterval = result == cancelledOk || result == cancelledBadarg;
    return isOfInterval ? QStringLiteral(":timer.cancel") : QStringLiteral("cancel_timer");
}

QString cancelResultText(std::int64_t result)
{
    if (result == cancelledFalse)
        return QStringLiteral("false");
    if (result == cancelledOk)
        return QStringLiteral("{:ok, :cancel}");
    if (result == cancelledBadarg)
        return QStringLiteral("{:error, :badarg}");
    if (result == cancelledRaised)
        return QStringLiteral("** (ArgumentError)");
    return QStringLiteral("%1 ms").arg(result);
}

const MessageEntry* findMessage(const ServerLog& log, std::uint32_t number)
{
    const auto& messages = log.messages;
    const auto found = std::lower_bound(messages.begin(), messages.end(), number,
        [](const MessageEntry& entry, std::uint32_t wanted) { return entry.number < wanted; });
    return found != messages.end() && found->number == number ? &*found : nullptr;
}

QString messageText(MessageKind kind, std::uint32_t tick, std::int64_t argument)
{
    if (isTick(kind))
        return tick == 0 ? tr("tick") : tr("tick %1").arg(countText(tick));
    const auto name = QString::fromLatin1(toText(kind));
    if (kind == MessageKind::SetInterval)
        return name + u' ' + durationText(argument);
    return name;
}

bool isLiveEdit(const Record& record)
{
    if (record.event != Event::Receive && record.event != Event::Drop)
        return false;
    return record.message >= MessageKind::SetInterval && record.message <= MessageKind::Call;
}

QString recordText(const Record& record, const ServerLog* log)
{
    switch (record.event) {
    case Event::Spawn:
        return tr("pid %1, incarnation %2").arg(record.value).arg(record.extra);
    case Event::Init:
        return {};
    case Event::Restart:
        return record.detail == 0 ? tr("restart %1").arg(record.extra)
                                  : tr("restart %1, with its siblings").arg(record.extra);
    case Event::HandleContinue:
        return QStringLiteral(":load");
    case Event::HandleCast:
        if (record.message == MessageKind::Cancel)
            return QStringLiteral(":stop_timer"); // as the exported code calls it
        [[fallthrough]];
    case Event::HandleInfo:
    case Event::HandleCall:
        return u':' + QString::fromLatin1(toText(record.message));
    case Event::Return:
        if (record.detail != 0)
            return QStringLiteral("{:stop, :normal, state}");
        return record.value == noDue
            ? QString()
            : tr("timeout in %1").arg(lengthText(record.value - record.timeNs));
    case Event::WorkStart:
        return messageOf(record, log, 0);
    case Event::WorkEnd:
        return workEndText(record, log);
    case Event::SendAfter:
    case Event::SendInterval:
        return tr("%1, due at %2")
            .arg(lengthText(std::max<std::int64_t>(0, record.value - record.timeNs)),
                timeText(record.value));
    case Event::CancelTimer:
        return QStringLiteral("→ ") + cancelResultText(record.value);
    case Event::Timeout:
        return timeoutText(record, log);
    case Event::Receive:
        return withDepth(messageOf(record, log, record.value), record);
    case Event::Dequeue:
        return withDepth(
            tr("%1, waited %2").arg(messageOf(record, log, 0), timeText(record.value)), record);
    case Event::Drop:
        return tr("%1, %2").arg(messageOf(record, nullptr, record.value),
            QString::fromLatin1(toText(Reason(record.detail))));
    case Event::Notify:
        return u':' + QString::fromLatin1(toText(record.message));
    case Event::CallReply:
    case Event::CallTimeout:
        return tr("after %1").arg(timeText(record.value));
    case Event::Exit:
        return exitText(record);
    case Event::SetWork:
    case Event::SetOutcomes:
        return {};
    case Event::StartChild:
        return QString::fromLatin1(toText(StartResult(record.detail)));
    case Event::SupervisorExit:
        return QString::fromLatin1(toText(Reason(record.detail)));
    case Event::DoubleChain:
        return tr("%1 chains").arg(record.extra);
    case Event::Wait:
        return record.extra == 0 ? tr("for a unit of its resource")
                                 : tr("for a unit of its resource, behind %1").arg(record.extra);
    case Event::Stall:
        return tr("the node stands still for %1").arg(lengthText(record.value));
    }
    return {};
}

QString actionText(const Action& action)
{
    const auto name = QString::fromLatin1(toText(action.kind));
    switch (action.kind) {
    case ActionKind::SetInterval:
        return name + u' ' + durationText(action.interval.count());
    case ActionKind::SetWork:
        return name + u' ' + workText(action.work);
    case ActionKind::SetOutcomes:
        return name + u' ' + outcomesText(action.outcomes);
    case ActionKind::Call:
        if (action.requestWork > Duration::zero())
            return tr("%1 of %2, timeout %3")
                .arg(name, durationText(action.requestWork.count()),
                    durationText(action.timeout.count()));
        return tr("%1, timeout %2").arg(name, durationText(action.timeout.count()));
    case ActionKind::Stall:
        return name + u' ' + durationText(action.stall.count());
    default:
        return name;
    }
}

QString actionResultText(const Action& action, const ActionResult& result)
{
    const auto text = QString::fromStdString(result.text);
    switch (result.state) {
    case ActionResult::State::Pending:
        return tr("not yet due");
    case ActionResult::State::Waiting:
        return tr("waits in the mailbox");
    case ActionResult::State::Dropped:
        return text.isEmpty() ? tr("dropped: no process") : tr("dropped: %1").arg(text);
    case ActionResult::State::Done:
        break;
    }
    if (action.kind == ActionKind::Cancel && !text.isEmpty()) {
        bool isNumber = false;
        text.toLongLong(&isNumber);
        const bool isOfTimer = text.startsWith(u'{'); // :timer answers in tuples
        return QStringLiteral("%1 → %2%3")
            .arg(isOfTimer ? QStringLiteral(":timer.cancel") : QStringLiteral("cancel_timer"), text,
                isNumber ? QStringLiteral(" ms") : QString());
    }
    return text.isEmpty() ? tr("done") : QStringLiteral("→ %1").arg(text);
}

} // namespace tickscope
