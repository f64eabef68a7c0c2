// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/instant_events.h"

#include "ui/text/trace_text.h"

namespace tickscope {

namespace {

// An instant may have a hundred thousand events; nobody reads so many.
constexpr std::uint64_t mostLookedAt = 20'000;

/// The first record at or after a moment: the trace is in the order of time.
std::uint64_t firstAt(const Recorder& trace, std::int64_t ns)
{
    std::uint64_t first = trace.begin(), last = trace.size();
    while (first < last) {
        const std::uint64_t middle = first + (last - first) / 2;
        if (trace[middle].timeNs < ns)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

std::optional<std::uint32_t> laneOf(const Run& run, std::uint32_t process)
{
    if (process < run.serverCount())
        return process;
    const std::uint32_t watched = run.watchedServers()[process - run.serverCount()];
    return watched == UINT32_MAX ? std::nullopt : std::optional(watched);
}

/// Records of timers have the timer's number where others have the message's.
std::uint32_t messageOf(const Record& record, const ServerLog& log)
{
    switch (record.event) {
    case Event::SendAfter:
    case Event::SendInterval:
    case Event::CancelTimer:
    case Event::DoubleChain:
    case Event::Return:
    case Event::Timeout: // its Receive comes next, and is about the message
        return 0;
    default:
        return findMessage(log, record.ref) != nullptr ? record.ref : 0;
    }
}

} // namespace

Instant instantOf(
    const Run& run, const TraceLog& log, std::int64_t ns, std::optional<std::uint32_t> lane)
{
    Instant instant { ns, {}, 0, false };
    const Recorder& trace = run.trace();
    const std::uint64_t first = firstAt(trace, ns);
    for (std::uint64_t seq = first; seq < trace.size() && trace[seq].timeNs == ns; ++seq) {
        if (seq - first == mostLookedAt) {
            instant.isCut = true;
            break;
        }
        const Record& record = trace[seq];
        const auto whose = laneOf(run, record.server);
        if (lane && whose != lane)
            continue;
        if (++instant.total > Instant::mostListed)
            continue;
        const bool isServer = record.server < run.serverCount();
        const ServerLog* server = isServer ? &log.server(record.server) : nullptr;
        instant.events.push_back({ seq, QString::fromLatin1(toText(record.event)),
            recordText(record, server), QString::fromStdString(run.processNames()[record.server]),
            whose, server != nullptr ? messageOf(record, *server) : 0 });
    }
    return instant;
}

} // namespace tickscope
