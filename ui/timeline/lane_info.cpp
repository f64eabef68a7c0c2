// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/lane_info.h"

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

} // namespace

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
