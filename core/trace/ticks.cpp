// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/ticks.h"

namespace tickscope {

namespace {

void appendTime(std::string& text, std::int64_t timeNs)
{
    if (timeNs != noTime)
        appendNumber(text, timeNs);
    text += ',';
}

void appendRow(std::string& text, const std::string& name, const MessageEntry& tick)
{
    const bool wasTaken = tick.startedNs != noTime;
    appendCsvField(text, name);
    text += ',';
    appendNumber(text, tick.incarnation);
    text += ',';
    appendNumber(text, tick.tick);
    text += ',';
    appendTime(text, tick.dueNs);
    appendTime(text, tick.deliveredNs);
    appendTime(text, tick.startedNs);
    appendTime(text, wasTaken ? tick.finishedNs : noTime); // a lost one ended, unhandled
    if (wasTaken)
        appendNumber(text, tick.depthAtStart);
    text += ',';
    text += toText(tick.outcome);
    text += '\n';
}

} // namespace

bool writeTicksCsv(
    TextSink& sink, const TraceLog& log, const std::vector<std::string>& names, ExportSpan span)
{
    TextWriter writer(sink);
    writer.text() += "server,incarnation,tick,due_ns,delivered_ns,started_ns,finished_ns,"
                     "depth_at_start,outcome\n";
    const auto rowCount = [&](std::size_t server) { return log.server(server).messages.size(); };
    const auto timeOf = [&](std::size_t server, std::size_t row) {
        return log.server(server).messages[row].deliveredNs;
    };
    visitByTime(log.serverCount(), rowCount, timeOf, [&](std::size_t server, std::size_t row) {
        const MessageEntry& message = log.server(server).messages[row];
        if (isTick(message.kind) && span.holds(message.deliveredNs))
            appendRow(writer.text(), names[server], message);
        return writer.flushIfFull() && message.deliveredNs <= span.toNs;
    });
    return writer.flush();
}

} // namespace tickscope
