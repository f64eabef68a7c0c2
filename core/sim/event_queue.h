// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/event_heap.h"
#include "core/sim/event_wheel.h"
#include "core/sim/instant_lists.h"
#include "core/sim/sorted_events.h"
#include "core/sim/virtual_time.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
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
/// Pushing and popping cost about the same however many events are pending and however far away
/// they are: up to some dozens are in a heap; beyond, they wait in a timing wheel, and only those
/// of its next slot are put in order. Nothing is allocated per event once the queue is warm.
///
/// Nothing can be taken back: an owner that cancels a timer keeps its id until the entry has been
/// popped, and ignores it then.
class EventQueue
{
public:
    /// What is due before the event popped last comes next. (An owner that pops and ignores what it
    /// cancelled may run ahead of its own clock in this way.)
    /// @pre due is not after endOfTime
    void push(VirtualTime due, EventClass eventClass, std::uint32_t id)
    {
        assert(due <= endOfTime);
        const EventKey key = keyOf(due, eventClass);
        if (areAllOpen() && m_few.size() < manyEvents)
            pushFew(key, id);
        else if (key >= m_openEnd && key >= m_noneBefore)
            pushFar(key, id);
        else
            pushNear(key, id);
    }

    /// Takes the next event.
    /// @return false, and out unchanged, when nothing is pending.
    bool pop(QueuedEvent& out) { return popKey(never, out); }

    /// Takes the next event if it is due at or before `until`.
    bool popUntil(VirtualTime until, QueuedEvent& out)
    {
        return popKey(keyOf(until, EventClass::Completion) | classMask, out);
    }

    /// Forgets all events, and the time reached.
    void clear();

    /// @return The next event, or null when nothing is pending; valid until the next call of a
    /// function that is not const.
    const QueuedEvent* peek();

    /// Calls visit(id) for one or two events that will come soon, in about their order, so that the
    /// owner can have what belongs to them fetched from memory. To be called once a pop; shows
    /// nothing while so few are pending that all of it is in the cache anyway, and not all events.
    template <class Visit>
    void lookAhead(Visit visit)
    {
        for (int i = 0; i < 2 && m_ahead < m_upcoming.size(); ++i)
            visit(m_upcoming[m_ahead++]);
    }

    std::size_t size() const { return m_size + m_early.size(); }
    bool isEmpty() const { return size() == 0; }

private:
    static constexpr EventKey never = ~EventKey { 0 };

    // Up to here the heap is faster than the wheel, or nearly.
    static constexpr std::size_t manyEvents = 64;
    // Well below, so that a number which goes to and fro does not cost a move each time.
    static constexpr std::size_t fewEvents = manyEvents / 2;

    static constexpr int classBits = 2;
    static constexpr EventKey classMask = (EventKey { 1 } << classBits) - 1;

    enum class Commit { No, Yes };

    static EventKey keyOf(VirtualTime due, EventClass eventClass)
    {
        return static_cast<EventKey>(toNs(due)) << classBits | static_cast<EventKey>(eventClass);
    }
    static QueuedEvent eventOf(EventKey key, std::uint32_t id)
    {
        return { fromNs(static_cast<std::int64_t>(key >> classBits)),
            static_cast<EventClass>(key & classMask), id };
    }

    bool areAllOpen() const { return m_openEnd == never; }
    bool isEarly(EventKey key) const { return key >> classBits < m_now >> classBits; }

    void pushFew(EventKey key, std::uint32_t id)
    {
        ++m_size;
        m_few.push(key, id);
    }
    void pushFar(EventKey key, std::uint32_t id)
    {
        ++m_size;
        m_far->push(key, id);
    }
    void pushNear(EventKey key, std::uint32_t id);
    bool popKey(EventKey limit, QueuedEvent& out)
    {
        if (areAllOpen())
            return popFew(limit, out);
        if (!m_early.isEmpty() || !m_few.isEmpty())
            return popAny(limit, out);
        if (!m_sorted.isEmpty())
            return popSorted(limit, out);
        return m_isDense && !m_dense->isEmpty() ? popDense(limit, out) : popAny(limit, out);
    }
    bool popAny(EventKey limit, QueuedEvent& out);
    bool popFew(EventKey limit, QueuedEvent& out)
    {
        if (m_few.isEmpty() || m_few.nextKey() > limit)
            return false;
        const EventKey key = m_few.nextKey();
        out = eventOf(key, m_few.nextId());
        m_now = std::max(m_now, key); // it may be an early one
        m_few.pop();
        --m_size;
        return true;
    }
    bool popSorted(EventKey limit, QueuedEvent& out)
    {
        if (m_sorted.nextKey() > limit)
            return false;
        m_now = m_sorted.nextKey();
        out = eventOf(m_now, m_sorted.nextId());
        m_sorted.pop();
        --m_size;
        return true;
    }
    bool popDense(EventKey limit, QueuedEvent& out)
    {
        const EventKey key = m_openBegin | m_dense->firstPosition();
        if (key > limit)
            return false;
        m_now = key;
        out = eventOf(key, m_dense->take());
        --m_size;
        return true;
    }
    bool popEarly(EventKey limit, QueuedEvent& out);
    bool hasOpenEvents() const;
    bool isSortedNext() const;
    bool openNext(EventKey limit, Commit commit);
    bool moveDown(EventWheel::Slot& slot, EventKey limit);
    bool openLong(EventKey limit, Commit commit);
    void openShort(EventKey begin);
    void showAhead();
    bool openAll();
    void close();

    // All events before m_openEnd are open. Those of a short slot have been put in order in
    // m_sorted or, when they are many, in m_dense; those of a long one are in m_few, like all that
    // are pushed while it is open. All others wait in m_far. While only a few events are pending,
    // all are open, in m_few, even those before m_now.
    SortedEvents m_sorted;
    EventHeap m_few;
    std::unique_ptr<InstantLists> m_dense;
    std::unique_ptr<EventWheel> m_far;
    bool m_isDense = false; ///< The open events are in m_dense, and none is before m_openBegin.
    EventKey m_openBegin = 0;
    EventKey m_openEnd = never;

    EventHeap m_early; ///< What is due before m_now; rarely any.
    EventKey m_now = 0; ///< The latest key popped.
    EventKey m_noneBefore = 0; ///< A search has shown that no event is due before.
    std::size_t m_size = 0;
    QueuedEvent m_peeked;
    std::vector<std::uint32_t> m_upcoming; ///< The ids of the slot after the open one.
    std::size_t m_ahead = 0; ///< How many of them have been shown.
};

} // namespace tickscope
