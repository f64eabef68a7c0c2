// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_queue.h"

#include <algorithm>
#include <cassert>

namespace tickscope {

namespace {

constexpr int classBits = 2;
constexpr EventKey classMask = (EventKey { 1 } << classBits) - 1;

// Up to here the heap is faster than the wheel, or nearly.
constexpr std::size_t manyEvents = 4096;

// Well below, so that a number which goes to and fro does not cost a move each time.
constexpr std::size_t fewEvents = manyEvents / 2;

// From here on the events of one short slot are ordered by lists rather than by comparing them.
constexpr std::size_t denseSlot = 32;

EventKey keyOf(VirtualTime due, EventClass eventClass)
{
    return static_cast<EventKey>(toNs(due)) << classBits | static_cast<EventKey>(eventClass);
}

QueuedEvent eventOf(EventKey key, std::uint32_t id)
{
    return { fromNs(static_cast<std::int64_t>(key >> classBits)),
        static_cast<EventClass>(key & classMask), id };
}

static_assert(EventWheel::slotWidth == InstantLists::positions);

} // namespace

void EventQueue::push(VirtualTime due, EventClass eventClass, std::uint32_t id)
{
    assert(due <= endOfTime);
    const EventKey key = keyOf(due, eventClass);
    if (key >> classBits < m_now >> classBits) {
        m_early.push(key, id);
        return;
    }
    ++m_size;
    if (key >= m_openEnd)
        pushFar(key, id);
    else if (m_isDense && key >= m_openBegin)
        m_dense->append(static_cast<std::uint32_t>(key - m_openBegin), id);
    else if (!m_isDense && m_few.size() < manyEvents)
        m_few.push(key, id);
    else {
        close();
        pushFar(key, id);
    }
}

bool EventQueue::pop(QueuedEvent& out)
{
    return popKey(never, out);
}

bool EventQueue::popUntil(VirtualTime until, QueuedEvent& out)
{
    return popKey(keyOf(until, EventClass::Completion) | classMask, out);
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
        const std::uint32_t position = m_dense->firstPosition();
        m_peeked = eventOf(m_openBegin | position, m_dense->peek(position));
    } else {
        m_peeked = eventOf(m_few.nextKey(), m_few.nextId());
    }
    return &m_peeked;
}

bool EventQueue::popKey(EventKey limit, QueuedEvent& out)
{
    if (!m_early.isEmpty())
        return popEarly(limit, out);
    if (!hasOpenEvents() && !openNext(limit, Commit::Yes))
        return false;
    if (m_isDense) {
        const std::uint32_t position = m_dense->firstPosition();
        if ((m_openBegin | position) > limit)
            return false;
        m_now = m_openBegin | position;
        out = eventOf(m_now, m_dense->take(position));
    } else {
        if (m_few.nextKey() > limit)
            return false;
        m_now = m_few.nextKey();
        out = eventOf(m_now, m_few.nextId());
        m_few.pop();
    }
    --m_size;
    return true;
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
    return m_isDense ? !m_dense->isEmpty() : !m_few.isEmpty();
}

void EventQueue::pushFar(EventKey key, std::uint32_t id)
{
    m_noneBefore = std::min(m_noneBefore, key);
    m_far->push(key, id);
}

/// Opens the slot of the next event.
/// @return false when nothing is pending, nothing is due up to the limit, or it cannot be done
/// without a commitment.
/// @pre no event is open
bool EventQueue::openNext(EventKey limit, Commit commit)
{
    if (m_size <= fewEvents)
        return openAll();
    auto slot = m_far->firstSlot(m_now);
    if (slot->begin > limit)
        return false;
    if (slot->level == 0)
        m_far->keepUp(m_now, fewEvents);
    else if (slot->count > fewEvents && (commit == Commit::No || !moveDown(*slot, limit)))
        return false;
    open(*slot);
    return true;
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

void EventQueue::open(const EventWheel::Slot& slot)
{
    m_openBegin = slot.begin;
    m_openEnd = slot.end;
    m_isDense = slot.level == 0 && slot.count > denseSlot;
    if (m_isDense)
        m_far->drain(slot, [this](EventEntry entry) {
            m_dense->append(static_cast<std::uint32_t>(entry.key() - m_openBegin), entry.id);
        });
    else
        m_far->drain(slot, [this](EventEntry entry) { m_few.push(entry.key(), entry.id); });
    showAhead(slot.end);
}

/// Notes what is in the slot after the open one. Reading it here also brings it into the cache in
/// time.
void EventQueue::showAhead(EventKey from)
{
    m_upcoming.clear();
    m_ahead = 0;
    if (m_size <= manyEvents) // then what the owner keeps for them is in the cache anyway
        return;
    const auto next = m_far->firstSlot(from);
    if (next && next->count <= fewEvents)
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
    for (; !m_few.isEmpty(); m_few.pop())
        m_far->push(m_few.nextKey(), m_few.nextId());
    while (!m_dense->isEmpty()) {
        const std::uint32_t position = m_dense->firstPosition();
        m_far->push(m_openBegin | position, m_dense->take(position));
    }
}

} // namespace tickscope
