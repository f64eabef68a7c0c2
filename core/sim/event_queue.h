// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/event_heap.h"
#include "core/sim/event_wheel.h"
#include "core/sim/hot.h"
#include "core/sim/sorted_events.h"
#include "core/sim/virtual_time.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace tickscope {

/// Which of the events due at one instant comes first (rule 1 of the little OTP).
enum class EventClass : std::uint8_t {
    Action, ///< Something comes from outside: a person acts on the run.
    Client, ///< The same: a client sends its next request.
    Timer, ///< A timer expires; the end of a handler's work is one too, that of a sleep.
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
/// of its next slots are put in order. Nothing is allocated per event once the queue is warm.
///
/// Nothing can be taken back: an owner that cancels a timer keeps its id until the entry has been
/// popped, and ignores it then.
class EventQueue
{
public:
    /// What is due before the event popped last comes next. (An owner that pops and ignores what it
    /// cancelled may run ahead of its own clock in this way.)
    /// @pre due is not after endOfTime
    TICKSCOPE_HOT void push(VirtualTime due, EventClass eventClass, std::uint32_t id)
    {
        assert(due <= endOfTime);
        const EventKey key = keyOf(due, eventClass);
        if (key >= m_openEnd)
            m_far->push(key, id);
        else if (m_few.size() < m_room)
            m_few.push(key, id);
        else
            pushCrowded(key, id);
    }

    /// Takes the next event.
    /// @return false, and out unchanged, when nothing is pending.
    TICKSCOPE_HOT bool pop(QueuedEvent& out) { return popKey(anyKey, out); }

    /// Takes the next event if it is due at or before `until`.
    TICKSCOPE_HOT bool popUntil(VirtualTime until, QueuedEvent& out)
    {
        return popKey(std::min(anyKey, lastKeyOf(until)), out);
    }

    /// Whether more may be due at or before that time: the time of the event popped last. False
    /// says for certain that there is none.
    TICKSCOPE_HOT bool mayHaveMore(VirtualTime until) const
    {
        const EventKey last = lastKeyOf(until);
        return m_few.nextKey() <= last || (!m_sorted.isEmpty() && m_sorted.nextKey() <= last)
            || m_openEnd <= last;
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
    TICKSCOPE_HOT void lookAhead(Visit visit)
    {
        m_sorted.showAhead(visit);
    }

    std::size_t size() const
    {
        return m_sorted.size() + m_few.size() + (m_far ? m_far->size() : 0);
    }
    bool isEmpty() const { return size() == 0; }

private:
    static constexpr EventKey anyKey = EventHeap::noKey - 1;

    // Up to here the heap is faster than the wheel, or nearly.
    static constexpr std::size_t manyEvents = 128;

    static constexpr int classBits = 2;
    static constexpr EventKey classMask = (EventKey { 1 } << classBits) - 1;

    enum class Commit { No, Yes };

    static EventKey keyOf(VirtualTime due, EventClass eventClass)
    {
        return static_cast<EventKey>(toNs(due)) << classBits | static_cast<EventKey>(eventClass);
    }
    static EventKey lastKeyOf(VirtualTime due)
    {
        return keyOf(due, EventClass::Action) | classMask;
    }
    static QueuedEvent eventOf(EventKey key, std::uint32_t id)
    {
        return { fromNs(static_cast<std::int64_t>(key >> classBits)),
            static_cast<EventClass>(key & classMask), id };
    }

    bool areAllOpen() const { return m_openEnd == EventHeap::noKey; }
    bool isAnyOpen() const { return !m_sorted.isEmpty() || !m_few.isEmpty(); }
    /// Of equal keys the sorted one was pushed first.
    bool isSortedNext() const
    {
        return !m_sorted.isEmpty() && m_sorted.nextKey() <= m_few.nextKey();
    }

    TICKSCOPE_HOT bool popKey(EventKey limit, QueuedEvent& out)
    {
        if (!m_sorted.isLow() && m_sorted.nextKey() <= m_few.nextKey())
            return popSorted(limit, out);
        return areAllOpen() ? popFew(limit, out) : popAny(limit, out);
    }
    TICKSCOPE_HOT bool popSorted(EventKey limit, QueuedEvent& out)
    {
        const EventKey key = m_sorted.nextKey();
        if (key > limit)
            return false;
        out = eventOf(key, m_sorted.nextId());
        m_now = key;
        m_sorted.pop();
        return true;
    }
    TICKSCOPE_HOT bool popFew(EventKey limit, QueuedEvent& out)
    {
        const EventKey key = m_few.nextKey();
        if (key > limit) // as when there is none
            return false;
        out = eventOf(key, m_few.nextId());
        m_now = key;
        m_few.pop();
        return true;
    }
    [[gnu::noinline]] bool popAny(EventKey limit, QueuedEvent& out);
    [[gnu::noinline, gnu::cold]] void pushCrowded(EventKey key, std::uint32_t id);

    bool openNext(EventKey limit, Commit commit);
    bool openLong(EventKey limit, Commit commit);
    bool moveDown(EventWheel::Slot& slot, EventKey limit);
    void openShort(EventKey begin);
    void leaveLong();
    void openMore();
    bool openAll();
    void close();

    // All events before m_openEnd are open, in two places: those of the slots that have been opened
    // are in order in m_sorted; those that are pushed later, even before m_now, are in m_few, and
    // so are those of slots too wide for m_sorted. All others wait in m_far. While only a few
    // events are pending, all are in m_few.
    EventKey m_openEnd = EventHeap::noKey;
    SortedEvents m_sorted;
    EventHeap m_few;
    std::size_t m_room = manyEvents; ///< With so many m_few is crowded.
    std::unique_ptr<EventWheel> m_far;
    EventKey m_now = 0; ///< The key popped last.
    bool m_isLongOpen = false; ///< The slot that was opened last is no short one, ...
    std::uint64_t m_pushedBefore = 0; ///< ... and so many had been pushed into the heap by then.
    QueuedEvent m_peeked;
};

} // namespace tickscope
