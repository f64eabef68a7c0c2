// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/run_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

double seconds(VirtualTime time)
{
    return static_cast<double>(toNs(time)) / 1e9;
}

} // namespace

void RunGuard::countAtInstant(std::uint32_t process, const char* how, VirtualTime now)
{
    if (m_instant != now)
        m_eventsAtInstant = 0;
    m_instant = now;
    if (++m_eventsAtInstant >= m_limits.instant)
        instantReached(process, how, now);
}

void RunGuard::instantReached(std::uint32_t process, const char* how, VirtualTime now)
{
    LimitReached reached;
    reached.kind = LimitKind::Instant;
    reached.at = now;
    reached.server = m_host.nameOf(process);
    reached.message
        = fmt::format("{} events at {:.3f} s and no time passes: {} {} again and again.\n"
                      "Its last events:\n{}",
            m_eventsAtInstant, seconds(now), reached.server, how, lastEvents(10));
    m_reached = std::move(reached);
}

void RunGuard::mailboxReached(std::uint32_t process, std::uint32_t depth, VirtualTime now)
{
    if (m_reached)
        return;
    const std::string name = m_host.nameOf(process);
    m_reached = LimitReached { LimitKind::Mailbox, now, name,
        fmt::format("{} messages wait in the mailbox of {} at {:.3f} s, the limit of a mailbox",
            depth, name, seconds(now)) };
}

void RunGuard::eventsReached(VirtualTime now)
{
    if (m_reached)
        return;
    LimitReached reached;
    reached.kind = LimitKind::Events;
    reached.at = now;
    reached.message = fmt::format(
        "{} events were recorded by {:.3f} s, the limit of a run", m_trace.size(), seconds(now));
    m_reached = std::move(reached);
}

std::string RunGuard::lastEvents(std::size_t count) const
{
    std::string text;
    const std::uint64_t size = m_trace.size();
    if (m_trace.keep() == Recorder::Keep::Fingerprint)
        return text;
    for (std::uint64_t seq = std::max(m_trace.begin(), size - std::min<std::uint64_t>(size, count));
         seq < size; ++seq) {
        const Record& entry = m_trace[seq];
        text += fmt::format("  #{} {} {} {}\n", seq, m_host.nameOf(entry.server),
            toText(entry.event), entry.message == MessageKind::None ? "" : toText(entry.message));
    }
    return text;
}

} // namespace tickscope
