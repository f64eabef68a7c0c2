// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_queue.h"

#include <algorithm>
#include <cassert>

namespace tickscope {

namespace {

// A long slot of so many is opened as it is; one of more is moved down, which costs each event as
// much as a heap of this size would.
constexpr std::size_t fewInLongSlot = 2048;

// When so many have come through the short slots, those that follow had better be pushed there.
constexpr std::size_t manyInShortSlots = 256;

// An open slot into which so many more have been pushed had better be put in order anew.
constexpr std::size_t manyInOpenSlot = 4096;

// Beyond this what the owner keeps for its events is no longer in the nearest caches.
constexpr std::size_t farFromCache = 4096;

static_assert(EventWheel::slotWidth == InstantLists::positions);

} // namespace

void EventQueue::pushNear(EventKey key, std::uint32_t id)
{
    if (areAllOpen())
        close();
    if (isEarly(key)) {
        m_early.push(key, id);
        return;
    }
    if (key >= m_openEnd) {
        m_noneBefore = std::min(m_noneBefore, key);
        pushFar(key, id);
        return;
    }
    ++m_size;
    if (m_isDense && key >= m_openBegin) {
        m_dense->append(static_cast<std::uint32_t>(key - m_openBegin), id);
    } else if (!m_isDense && m_few.size() < manyInOpenSlot) {
        m_few.push(key, id);
    } else {
        close();
        m_noneBefore = std::min(m_noneBefore, key);
        m_far->push(key, id);
    }
}

void EventQueue::clear()
{
    *this = EventQueue {};
}

const QueuedEvent* EventQueue::peek()
{
    if (!m_early.isEmpty()) {
        m_peeked = eventOf(m_early.nextKey(), m_early.nextId());
        return &m_peeked;
    }
    if (m_size == 0)
        return nullptr;
    if (!hasOpenEvents() && !openNext(never, Commit::No)) {
        const EventEntry first = m_far->first(*m_far->firstSlot(m_now));
        m_peeked = eventOf(first.key(), first.id);
    } else if (m_isDense) {
        m_peeked = eventOf(m_openBegin | m_dense->firstPosition(), m_dense->peek());
    } else if (isSortedNext()) {
        m_peeked = eventOf(m_sorted.nextKey(), m_sorted.nextId());
    } else {
        m_peeked = eventOf(m_few.nextKey(), m_few.nextId());
    }
    return &m_peeked;
}

bool EventQueue::popAny(EventKey limit, QueuedEvent& out)
{
    if (!m_early.isEmpty())
        return popEarly(limit, out);
    if (!hasOpenEvents() && !openNext(limit, Commit::Yes))
        return false;
    if (m_isDense)
        return popDense(limit, out);
    return isSortedNext() ? popSorted(limit, out) : popFew(limit, out);
}

bool EventQueue::popEarly(EventKey limit, QueuedEvent& out)
{
    if (m_early.nextKey() > limit)
        return false;
    out = eventOf(m_early.nextKey(), m_early.nextId());
    m_early.pop();
    return true;
}

bool EventQueue::hasOpenEvents() const
{
    return m_isDense ? !m_dense->isEmpty() : !m_sorted.isEmpty() || !m_few.isEmpty();
}

/// Of equal keys the sorted one was pushed first.
/// @pre an event is open, and none is in m_dense
bool EventQueue::isSortedNext() const
{
    return !m_sorted.isEmpty() && (m_few.isEmpty() || m_sorted.nextKey() <= m_few.nextKey());
}

/// Opens the slot of the next event.
/// @return false when nothing is pending, nothing is due up to the limit, or it cannot be done
/// without a commitment.
/// @pre no event is open
bool EventQueue::openNext(EventKey limit, Commit commit)
{
    if (m_size <= fewEvents)
        return openAll();
    const EventKey begin = m_far->firstShortSlot(m_now);
    if (begin == EventWheel::none)
        return openLong(limit, commit);
    if (begin > limit)
        return false;
    m_far->keepUp(m_now, manyInShortSlots);
    openShort(begin);
    return true;
}

bool EventQueue::openLong(EventKey limit, Commit commit)
{
    auto slot = m_far->firstSlot(m_now);
    if (slot->begin > limit)
        return false;
    if (slot->count > fewInLongSlot && (commit == Commit::No || !moveDown(*slot, limit)))
        return false;
    if (slot->level == 0) {
        openShort(slot->begin);
        return true;
    }
    m_openBegin = slot->begin;
    m_openEnd = slot->end;
    m_isDense = false;
    m_far->drain(*slot, [this](EventEntry entry) { m_few.push(entry.key(), entry.id); });
    showAhead();
    return true;
}

void EventQueue::openShort(EventKey begin)
{
    m_openBegin = begin;
    m_openEnd = begin + EventWheel::slotWidth;
    m_isDense = m_far->countInShortSlot(begin) > SortedEvents::capacity;
    if (m_isDense) {
        m_far->drainShort(begin, [this](EventEntry entry) {
            m_dense->append(static_cast<std::uint32_t>(entry.key() - m_openBegin), entry.id);
        });
    } else {
        m_sorted.clear();
        m_far->drainShort(begin, [this](EventEntry entry) { m_sorted.add(entry); });
    }
    showAhead();
}

/// Moves a slot of a higher level down, unless its first event is due after the limit; `slot` is
/// then the first one of those into which it has gone.
/// @note This commits us: from then on nothing may be pushed that is due much earlier. So the next
/// event must be popped at once.
bool EventQueue::moveDown(EventWheel::Slot& slot, EventKey limit)
{
    if (limit < m_noneBefore)
        return false;
    m_noneBefore = m_far->first(slot).key();
    if (limit < m_noneBefore)
        return false;
    m_far->advance(m_noneBefore);
    slot = *m_far->firstSlot(m_noneBefore);
    return true;
}

/// Notes what is in the slot after the open one. Reading it here also brings it into the cache in
/// time.
void EventQueue::showAhead()
{
    m_upcoming.clear();
    m_ahead = 0;
    if (m_size <= farFromCache) // then what the owner keeps for them is in the cache anyway
        return;
    const auto next = m_far->firstSlot(m_openEnd);
    if (next && next->count <= manyInOpenSlot)
        m_far->forEach(*next, [this](EventEntry entry) { m_upcoming.push_back(entry.id); });
}

/// @pre few events are pending, and none is open
bool EventQueue::openAll()
{
    m_openEnd = never;
    m_isDense = false;
    m_upcoming.clear();
    if (m_far)
        m_far->drainAll(m_now, [this](EventEntry entry) { m_few.push(entry.key(), entry.id); });
    return m_size > 0;
}

/// Sends all open events to wait with the others. They come before those of equal keys that will be
/// pushed, and none of equal keys waits there already, so the order is kept.
void EventQueue::close()
{
    if (!m_far) {
        m_far = std::make_unique<EventWheel>(m_now);
        m_dense = std::make_unique<InstantLists>();
    }
    m_far->advance(m_now);
    m_openEnd = 0;
    m_noneBefore = m_now;
    for (; !m_sorted.isEmpty(); m_sorted.pop())
        m_far->push(m_sorted.nextKey(), m_sorted.nextId());
    for (; !m_few.isEmpty(); m_few.pop()) {
        if (isEarly(m_few.nextKey())) {
            m_early.push(m_few.nextKey(), m_few.nextId());
            --m_size;
        } else {
            m_far->push(m_few.nextKey(), m_few.nextId());
        }
    }
    while (!m_dense->isEmpty()) {
        const EventKey key = m_openBegin | m_dense->firstPosition();
        m_far->push(key, m_dense->take());
    }
}

} // namespace tickscope
