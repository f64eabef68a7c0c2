// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_queue.h"

#include <utility>
#include <vector>

namespace tickscope {

namespace {

// All are opened when so few are left: well below manyEvents, so that a number which goes to and
// fro does not cost a move each time.
constexpr std::size_t fewEvents = 64;

// A long slot of so many is opened as it is; one of more is moved down first. Where the heap takes
// them, each costs as much in one of this size.
constexpr std::size_t fewForHeap = 2048;
// In order they would not cost more if they were more, but while a long slot is open, what is soon
// due waits in the heap, and nobody looks ahead at that.
constexpr std::size_t fewForArray = 16384;

// When so many have come through the short slots, those that follow had better be pushed there.
constexpr std::size_t manyInShortSlots = 256;

// So many in the heap, while slots are open, had better be put in order at once.
constexpr std::size_t manyInHeap = 4096;

// But what is in order already is only moved for at least this part of it.
constexpr std::size_t shareOfSorted = 8;

// Beyond this what the owner keeps for its events is no longer in the nearest cache.
constexpr std::size_t farFromCache = 512;

} // namespace

void EventQueue::clear()
{
    *this = EventQueue {};
}

const QueuedEvent* EventQueue::peek()
{
    if (isEmpty())
        return nullptr;
    if (!isAnyOpen() && !openNext(anyKey, Commit::No)) {
        const LongEntry first = m_far->first(*m_far->firstSlot(m_openEnd));
        m_peeked = eventOf(first.key(), first.id);
    } else if (isSortedNext()) {
        m_peeked = eventOf(m_sorted.nextKey(), m_sorted.nextId());
    } else {
        m_peeked = eventOf(m_few.nextKey(), m_few.nextId());
    }
    return &m_peeked;
}

bool EventQueue::popAny(EventKey limit, QueuedEvent& out)
{
    if (!isAnyOpen()) {
        if (!openNext(limit, Commit::Yes))
            return false;
    } else if (m_sorted.isLow() && !m_sorted.isEmpty()) {
        openMore();
    }
    return isSortedNext() ? popSorted(limit, out) : popFew(limit, out);
}

/// Pushes into the heap when it is crowded.
void EventQueue::pushCrowded(EventKey key, std::uint32_t id)
{
    const bool canMerge = !m_sorted.isEmpty() && m_few.nextKey() >= m_sorted.base()
        && m_openEnd - m_sorted.base() <= SortedEvents::span;
    const bool isWorthIt = m_few.size() >= m_sorted.size() / shareOfSorted;
    if (!canMerge)
        close();
    else if (isWorthIt)
        m_sorted.merge(m_few);
    // Twice what is left there: those may be events before m_now, which cannot be elsewhere.
    m_room = std::max({ manyInHeap, m_sorted.size() / shareOfSorted, 2 * m_few.size() });
    const QueuedEvent event = eventOf(key, id);
    push(event.due, event.eventClass, event.id);
}

/// Opens the slot of the next event.
/// @return false when nothing is due up to the limit, or it cannot be done without a commitment.
/// @pre no event is open, but some are pending
bool EventQueue::openNext(EventKey limit, Commit commit)
{
    if (m_far->size() <= fewEvents)
        return openAll();
    if (limit < m_openEnd)
        return false;
    leaveLong();
    const EventKey begin = m_far->firstShortSlot(m_openEnd);
    if (begin == EventWheel::none)
        return openLong(limit, commit);
    if (begin > limit)
        return false;
    openShort(begin);
    openMore();
    return true;
}

/// Where many events were pushed into a long slot while it was open, those that follow had better
/// be pushed into short ones.
void EventQueue::leaveLong()
{
    if (m_isLongOpen && m_few.pushed() - m_pushedBefore > manyInShortSlots)
        m_far->advance(m_openEnd);
    m_isLongOpen = false;
}

bool EventQueue::openLong(EventKey limit, Commit commit)
{
    auto slot = *m_far->firstSlot(m_openEnd);
    if (slot.begin > limit)
        return false;
    const std::size_t few = slot.hasShortEntries() ? fewForArray : fewForHeap;
    if (slot.count > few && (commit == Commit::No || !moveDown(slot, limit)))
        return false;
    m_openEnd = slot.end;
    if (slot.hasShortEntries()) {
        m_sorted.append(
            slot.begin, slot.count, [&](auto add) { m_far->drainShortEntries(slot, add); });
        openMore();
    } else {
        m_far->drain(slot, [this](EventKey key, std::uint32_t id) { m_few.push(key, id); });
    }
    m_isLongOpen = slot.level > 0;
    m_pushedBefore = m_few.pushed();
    return true;
}

/// Moves a slot of a higher level down, unless its first event is due after the limit; `slot` is
/// then the first one of those into which it has gone.
/// @note This commits us: from then on the wheel takes nothing that is due much earlier. So the
/// next event must be popped at once.
bool EventQueue::moveDown(EventWheel::Slot& slot, EventKey limit)
{
    m_openEnd = m_far->first(slot).key();
    if (limit < m_openEnd)
        return false;
    m_far->advance(m_openEnd);
    slot = *m_far->firstSlot(m_openEnd);
    return true;
}

void EventQueue::openShort(EventKey begin)
{
    m_openEnd = begin + EventWheel::slotWidth;
    m_sorted.append(
        begin, m_far->countInShortSlot(begin), [&](auto add) { m_far->drainShort(begin, add); });
}

/// With many events pending opens slots until there is enough to look ahead at.
void EventQueue::openMore()
{
    m_far->keepUp(m_now, manyInShortSlots);
    if (m_far->size() <= farFromCache) // then what the owner keeps for them is in the cache anyway
        return m_sorted.setLow(0);
    bool hasMore = true;
    while (m_sorted.size() <= SortedEvents::aheadDistance && hasMore) {
        const EventKey begin = m_far->firstShortSlot(m_openEnd);
        hasMore = begin != EventWheel::none
            && begin + EventWheel::slotWidth - m_sorted.nextKey() <= SortedEvents::span;
        if (hasMore)
            openShort(begin);
    }
    m_sorted.setLow(hasMore ? SortedEvents::aheadDistance : 0);
    m_sorted.startShowing();
}

/// @pre few events are pending, and none is open
bool EventQueue::openAll()
{
    const EventKey from = std::exchange(m_openEnd, EventHeap::noKey);
    m_far->drainAll(from, [this](EventKey key, std::uint32_t id) { m_few.push(key, id); });
    m_room = manyEvents;
    return !m_few.isEmpty();
}

/// Sends all open events to wait with the others, but for those that are due before m_now. They
/// come before those of equal keys that will be pushed, and none of equal keys waits there already,
/// so the order is kept.
void EventQueue::close()
{
    if (!m_far)
        m_far = std::make_unique<EventWheel>(m_now);
    m_far->advance(m_now);
    m_openEnd = std::max(m_now, m_far->now());
    for (; !m_sorted.isEmpty(); m_sorted.pop())
        m_far->push(m_sorted.nextKey(), m_sorted.nextId());
    m_sorted.clear();
    std::vector<std::pair<EventKey, std::uint32_t>> early;
    for (; !m_few.isEmpty(); m_few.pop()) {
        if (m_few.nextKey() < m_openEnd)
            early.emplace_back(m_few.nextKey(), m_few.nextId());
        else
            m_far->push(m_few.nextKey(), m_few.nextId());
    }
    for (const auto& [key, id] : early)
        m_few.push(key, id);
}

} // namespace tickscope
