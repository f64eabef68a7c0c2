// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/virtual_time.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tickscope {

/// Which of the events due at one instant comes first (rule 1 of the little OTP).
enum class EventClass : std::uint8_t {
    Completion, ///< A handler's work ends.
    Timer, ///< A timer expires.
    Action, ///< A person acts on the run.
};

/// One entry of the event queue: when, which class, and what (an index the owner understands).
struct QueuedEvent
{
    VirtualTime due;
    EventClass eventClass = EventClass::Timer;
    std::uint32_t id = 0;
};

/// The events that are still to come, in their total order: by due time, at one instant by class,
/// within a class in the order of pushing.
///
/// Nothing can be taken back: an owner that cancels a timer keeps its id until the entry has been
/// popped, and ignores it then.
class EventQueue
{
public:
    /// @pre due is not before the due time of the event popped last, nor after endOfTime.
    void push(VirtualTime due, EventClass eventClass, std::uint32_t id);

    /// Takes the next event.
    /// @return false, and out unchanged, when nothing is pending.
    bool pop(QueuedEvent& out);

    /// Takes the next event if it is due at or before `until`.
    bool popUntil(VirtualTime until, QueuedEvent& out);

    /// Forgets all events, and the time reached.
    void clear();

    /// @return The next event, or null when nothing is pending; valid until the next call of a
    /// function that is not const.
    const QueuedEvent* peek();

    std::size_t size() const { return m_heap.size(); }
    bool isEmpty() const { return m_heap.empty(); }

private:
    struct Entry
    {
        QueuedEvent event;
        std::uint64_t sequence = 0;
    };
    static bool isLater(const Entry& left, const Entry& right);

    std::vector<Entry> m_heap;
    std::uint64_t m_pushed = 0;
    VirtualTime m_now {};
};

} // namespace tickscope
