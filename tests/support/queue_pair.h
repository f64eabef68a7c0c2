// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/event_queue.h"
#include "core/sim/random.h"
#include "tests/support/reference_queue.h"

#include <cstddef>
#include <cstdint>

namespace tickscope::testing {

inline bool isSame(const QueuedEvent& left, const QueuedEvent& right)
{
    return left.due == right.due && left.eventClass == right.eventClass && left.id == right.id;
}

/// The real queue and the plain one, doing the same.
class QueuePair
{
public:
    VirtualTime now() const { return m_now; }
    std::size_t size() const { return m_queue.size(); }
    std::uint64_t hash() const { return m_hash; }

    void push(Duration delay, EventClass eventClass)
    {
        pushAt(addSaturated(m_now, delay), eventClass);
    }

    void pushAt(VirtualTime due, EventClass eventClass)
    {
        m_queue.push(due, eventClass, m_pushed);
        m_reference.push(due, eventClass, m_pushed);
        ++m_pushed;
    }

    bool popAgrees() { return popUntilAgrees(endOfTime); }

    bool popUntilAgrees(VirtualTime until)
    {
        QueuedEvent event;
        QueuedEvent expected;
        const bool isTaken
            = until == endOfTime ? m_queue.pop(event) : m_queue.popUntil(until, event);
        if (isTaken != m_reference.popUntil(until, expected) || !isSame(event, expected))
            return false;
        if (isTaken) {
            m_now = event.due;
            m_hash = (m_hash ^ static_cast<std::uint64_t>(toNs(event.due))) * 0x100000001b3;
            m_hash = (m_hash ^ event.id) * 0x100000001b3 + static_cast<unsigned>(event.eventClass);
        }
        return m_queue.size() == m_reference.size() && m_queue.isEmpty() == m_reference.isEmpty();
    }

    bool peekAgrees()
    {
        const QueuedEvent* event = m_queue.peek();
        const QueuedEvent* expected = m_reference.peek();
        return event && expected ? isSame(*event, *expected) : event == expected;
    }

    bool drainAgrees()
    {
        while (size() > 0) {
            if (!popAgrees())
                return false;
        }
        return true;
    }

private:
    EventQueue m_queue;
    ReferenceQueue m_reference;
    VirtualTime m_now {};
    std::uint32_t m_pushed = 0;
    std::uint64_t m_hash = 0xcbf29ce484222325;
};

/// A delay of which each power of two is as likely as any other, from 0 up to 2^bits ns.
inline Duration anyDelay(Random& random, std::uint64_t bits)
{
    return uniform(random, 0ns, Duration { (std::int64_t { 1 } << random.below(bits + 1)) - 1 });
}

inline EventClass anyClass(Random& random)
{
    return static_cast<EventClass>(random.below(3));
}

inline VirtualTime anyTimeBefore(Random& random, VirtualTime now)
{
    return VirtualTime { uniform(random, 0ns, now.time_since_epoch()) };
}

inline constexpr std::uint64_t monthBits = 52; // 2^52 ns are 52 days

/// More than the queue keeps in its heap, so that it takes the wheel into use.
inline constexpr std::size_t someEvents = 140;

/// So many that a slot of the wheel which holds them all is moved down, and that events are shown
/// ahead.
inline constexpr std::size_t manyEvents = 4200;

} // namespace tickscope::testing
