// SPDX-License-Identifier: GPL-3.0-only
#include "ui/text/server_text.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace tickscope {

namespace {

struct ServerText
{
    Q_DECLARE_TR_FUNCTIONS(ServerText)
};

QString tr(const char* text)
{
    return ServerText::tr(text);
}

/// When the last mark of a kind was made, newest first.
std::optional<std::int64_t> lastMark(const ServerLog& log, LaneMark::Kind kind)
{
    const auto found = std::find_if(log.marks.rbegin(), log.marks.rend(),
        [kind](const LaneMark& mark) { return mark.kind == kind; });
    return found == log.marks.rend() ? std::nullopt : std::optional(found->timeNs);
}

QString sinceText(const QString& text, const QString& plain, std::optional<std::int64_t> ns)
{
    return ns ? text.arg(timeText(*ns)) : plain;
}

/// How many messages stand before the first set_interval in the mailbox; nothing when none waits.
std::optional<std::size_t> aheadOfEdit(const ServerSnapshot& server)
{
    for (std::size_t i = 0; i < server.mailbox.size(); ++i)
        if (server.mailbox[i].kind == MessageKind::SetInterval)
            return i;
    return {};
}

} // namespace

ServerState serverState(const ServerSnapshot& server)
{
    if (server.isFinished)
        return ServerState::Finished;
    if (!server.isAlive)
        return ServerState::Dead;
    return server.isWorking ? ServerState::Working : ServerState::Idle;
}

QString serverStateText(const ServerSnapshot& server, const ServerLog& log, VirtualTime now)
{
    switch (serverState(server)) {
    case ServerState::Finished:
        return sinceText(
            tr("Finished at %1"), tr("Finished"), lastMark(log, LaneMark::Kind::Completed));
    case ServerState::Dead:
        return sinceText(
            tr("No process since %1"), tr("No process"), lastMark(log, LaneMark::Kind::Exited));
    case ServerState::Working: {
        const auto since = timeText((now - server.workSince).count());
        return server.tick == 0
            ? tr("Loading for %1").arg(since)
            : tr("Working on tick %1 for %2").arg(countText(server.tick), since);
    }
    case ServerState::Idle:
        break;
    }
    if (server.timers.empty())
        return tr("No timer armed");
    return tr("Idle, tick %1 due in %2")
        .arg(countText(server.tick + 1),
            timeText(std::max<std::int64_t>(0, (server.timers.front().due - now).count())));
}

QString kindText(ServerKind kind)
{
    switch (kind) {
    case ServerKind::Poller:
        return tr("Poller");
    case ServerKind::Heartbeat:
        return tr("Heartbeat");
    case ServerKind::CacheRefresh:
        return tr("Cache refresh");
    case ServerKind::Countdown:
        return tr("Countdown");
    case ServerKind::BackoffPoller:
        return tr("Backoff poller");
    }
    return {};
}

QString intervalNote(const ServerSnapshot& server, VirtualTime now)
{
    QStringList sentences;
    const auto ahead = aheadOfEdit(server);
    // An edit that was handled leaves the old timer armed; one that waits has changed nothing yet.
    const bool isArmedOtherwise
        = !server.timers.empty() && server.timers.front().armedWith != server.interval;
    if (!server.timers.empty() && (ahead || isArmedOtherwise)) {
        const auto& timer = server.timers.front();
        sentences << tr("Timer still armed with %1, due in %2.")
                         .arg(lengthText(timer.armedWith.count()),
                             timeText((timer.due - now).count()));
    }
    if (ahead && *ahead > 0)
        sentences << tr("The edit waits behind %1.").arg(messagesText(*ahead));
    else if (ahead)
        sentences << tr("The edit is the next message.");
    return sentences.join(u' ');
}

} // namespace tickscope
