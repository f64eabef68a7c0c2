// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lanes/lane_info.h"

#include "core/trace/trace_log.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"

namespace tickscope {

namespace {

/// The interval that the last waiting edit asks for, or else the one in the server's state.
std::int64_t nextInterval(const ServerSnapshot& server, const ServerLog& log)
{
    for (auto waiting = server.mailbox.rbegin(); waiting != server.mailbox.rend(); ++waiting) {
        if (waiting->kind != MessageKind::SetInterval)
            continue;
        if (const MessageEntry* message = findMessage(log, waiting->number))
            return message->argument;
    }
    return server.interval.count();
}

bool isDirect(ActionKind kind)
{
    switch (kind) {
    case ActionKind::SetWork:
    case ActionKind::SetOutcomes:
    case ActionKind::Tick:
    case ActionKind::Crash:
    case ActionKind::Start:
        return true;
    default:
        return false;
    }
}

} // namespace

std::vector<DirectEdit> directEdits(const Run& run, ServerIndex server)
{
    std::vector<DirectEdit> edits;
    for (const Action& action : run.actions()) {
        if (!isDirect(action.kind) || action.at > run.now())
            continue;
        // One replica, or all of a table.
        if (action.server != run.processNames()[server]
            && action.server != run.serverSpec(server).name)
            continue;
        const QString words = actionText(action);
        const QString prefix = QStringLiteral("set_");
        edits.push_back(
            { toNs(action.at), words.startsWith(prefix) ? words.mid(prefix.size()) : words });
    }
    return edits;
}

LaneInfo laneInfo(const ServerSnapshot& server, const ServerSpec& spec, const ServerLog& log,
    const QString& state)
{
    LaneInfo info;
    info.name = QString::fromStdString(server.name);
    info.schedule = QString::fromLatin1(toText(spec.schedule)) + QStringLiteral(", ")
        + durationText(server.interval.count());
    info.state = state;
    info.nextIntervalNs = nextInterval(server, log);
    return info;
}

} // namespace tickscope
