// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_queue.h"

#include <algorithm>
#include <cassert>

namespace tickscope {

namespace {

constexpr int classBits = 2;
constexpr EventKey classMask = (EventKey { 1 } << classBits) - 1;

// So few events are kept sorted in one array; well below its capacity, so that a number which goes
// to and fro does not cost a move each time.
constexpr std::size_t few = FewEvents::capacity / 2;

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
        pushEarly(key, id);
        return;
    }
    ++m_size;
    if (key >= m_openEnd)
        pushFar(key, id);
    else if (m_isDense && key >= m_openBegin)
        m_near->append(static_cast<std::uint32_t>(key - m_openBegin), id);
    else if (!m_isDense && !m_few.isFull())
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

void EventQueue::pushEarly(EventKey key, std::uint32_t id)
{
    const auto place = std::lower_bound(m_early.begin(), m_early.end(), key,
        [](const Early& event, EventKey limit) { return event.key > limit; });
    m_early.insert(place, { key, id });
}

const QueuedEvent* EventQueue::peek()
{
    if (!m_early.empty()) {
        m_peeked = eventOf(m_early.back().key, m_early.back().id);
        return &m_peeked;
    }
    if (m_size == 0)
        return nullptr;
    if (!hasOpenEvents() && !openNext(never, Commit::No)) {
        const EventEntry first = m_far->first(*m_far->firstSlot(m_now));
        m_peeked = eventOf(first.key(), first.id);
    } else if (m_isDense) {
        const std::uint32_t position = m_near->firstPosition();
        m_peeked = eventOf(m_openBegin | position, m_near->peek(position));
    } else {
        m_peeked = eventOf(m_few.next().key, m_few.next().id);
    }
    return &m_peeked;
}

bool EventQueue::popKey(EventKey limit, QueuedEvent& out)
{
    if (!m_early.empty()) {
        if (m_early.back().key > limit)
            return false;
        out = eventOf(m_early.back().key, m_early.back().id);
        m_early.pop_back();
        return true;
    }
    if (!hasOpenEvents() && !openNext(limit, Commit::Yes))
        return false;
    if (m_isDense) {
        const std::uint32_t position = m_near->firstPosition();
        if ((m_openBegin | position) > limit)
            return false;
        m_now = m_openBegin | position;
        out = eventOf(m_now, m_near->take(position));
    } else {
        if (m_few.next().key > limit)
            return false;
        m_now = m_few.next().key;
        out = eventOf(m_now, m_few.next().id);
        m_few.pop();
    }
    --m_size;
    return true;
}

bool EventQueue::hasOpenEvents() const
{
    return m_isDense ? !m_near->isEmpty() : !m_few.isEmpty();
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
    if (m_size <= few)
        return openAll();
    m_far->advance(m_now);
    auto slot = m_far->firstSlot(m_now);
    if (slot->begin > limit)
        return false;
    if (slot->level > 0 && slot->count > few) {
        // Too many to sort at once, so they must move down. That commits us: from then on nothing
        // may be pushed that is due much earlier. So be sure first that the next event will be
        // popped.
        if (commit == Commit::No || limit < m_noneBefore)
            return false;
        m_noneBefore = m_far->first(*slot).key();
        if (limit < m_noneBefore)
            return false;
        m_far->advance(m_noneBefore);
        slot = m_far->firstSlot(m_noneBefore);
    }
    open(*slot);
    return true;
}

void EventQueue::open(const EventWheel::Slot& slot)
{
    m_openBegin = slot.begin;
    m_openEnd = slot.end;
    m_isDense = slot.count > few;
    if (m_isDense)
        m_far->drain(slot, [this](EventEntry entry) {
            m_near->append(static_cast<std::uint32_t>(entry.key() - m_openBegin), entry.id);
        });
    else
        m_far->drain(slot, [this](EventEntry entry) { m_few.push(entry.key(), entry.id); });
}

/// @pre few events are pending, and none is open
bool EventQueue::openAll()
{
    m_openEnd = never;
    m_isDense = false;
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
        m_near = std::make_unique<InstantLists>();
    }
    m_far->advance(m_now);
    m_openEnd = 0;
    m_noneBefore = m_now;
    for (; !m_few.isEmpty(); m_few.pop())
        m_far->push(m_few.next().key, m_few.next().id);
    while (!m_near->isEmpty()) {
        const std::uint32_t position = m_near->firstPosition();
        m_far->push(m_openBegin | position, m_near->take(position));
    }
}

} // namespace tickscope
