// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/limits.h"
#include "core/otp/node_host.h"
#include "core/otp/recorder.h"
#include "core/sim/virtual_time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace tickscope {

/// Stops a run that would use up too much: records of the trace, messages of a mailbox, or events
/// of one instant.
class RunGuard
{
public:
    RunGuard(const RunLimits& limits, const NodeHost& host, const Recorder& trace)
        : m_limits(limits)
        , m_host(host)
        , m_trace(trace)
    {
    }

    /// The first limit that was reached, if any.
    const std::optional<LimitReached>& reached() const { return m_reached; }
    bool hasReached() const { return m_reached.has_value(); }

    /// After each event.
    /// @param records  how many the trace has
    void checkEvents(std::uint64_t records, VirtualTime now)
    {
        if (records >= m_limits.events)
            eventsReached(now);
    }
    /// When a message has come into a mailbox in which `depth` wait then.
    void checkMailbox(std::uint32_t process, std::uint32_t depth, VirtualTime now)
    {
        if (depth >= m_limits.mailbox)
            mailboxReached(process, depth, now);
    }
    /// Before an event that was armed at the instant at which it comes. Many servers may be due at
    /// one instant; what never ends is an event that arms the next one for the same instant, over
    /// and over (Zeno's paradox).
    /// @param how  what the process does: "is restarted"
    void countAtInstant(std::uint32_t process, const char* how, VirtualTime now);

private:
    void eventsReached(VirtualTime now);
    void mailboxReached(std::uint32_t process, std::uint32_t depth, VirtualTime now);
    void instantReached(std::uint32_t process, const char* how, VirtualTime now);
    std::string lastEvents(std::size_t count) const;

    RunLimits m_limits;
    std::optional<LimitReached> m_reached;
    const NodeHost& m_host;
    const Recorder& m_trace;
    std::uint32_t m_eventsAtInstant = 0;
    VirtualTime m_instant {}; // at which they were counted
};

} // namespace tickscope
