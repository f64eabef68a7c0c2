// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_heap.h"

#include <algorithm>

namespace tickscope {

namespace {

// Up to so many are kept in order.
constexpr std::size_t someEvents = 128;
// And again when so few are left.
constexpr std::size_t fewEvents = someEvents / 4;
// Most find their place among so many at the end.
constexpr std::ptrdiff_t nearTheEnd = 8;

/// The upper half says enough: of equal ones, the new event is the later.
bool isBefore(EventHeap::Entry added, EventHeap::Entry other)
{
    return static_cast<std::uint64_t>(added >> 64) < static_cast<std::uint64_t>(other >> 64);
}

} // namespace

EventHeap::EventHeap(std::uint64_t pushed)
    : m_pushed(pushed + 1)
    , m_storage(2 * someEvents)
{
    clear();
}

void EventHeap::pushBelow(EventKey key, std::uint32_t id)
{
    if (m_pushed > pushedMask)
        renumber();
    if (m_entries + m_size == m_storage.data() + m_storage.size())
        makeRoom();
    const Entry entry = Entry { key } << keyShift | Entry { m_pushed++ } << idBits | id;
    m_isSorted = m_isSorted && m_size < someEvents;
    if (m_isSorted)
        insert(entry);
    else
        siftUp(m_size, entry);
    ++m_size;
}

/// Moves the events back to the front, or makes room for twice as many.
void EventHeap::makeRoom()
{
    if (m_entries == m_storage.data())
        m_storage.resize(2 * m_storage.size());
    else
        std::copy(m_entries, m_entries + m_size, m_storage.data());
    m_entries = m_storage.data();
}

void EventHeap::insert(Entry entry)
{
    Entry* hole = m_entries + m_size;
    Entry* const limit = hole - m_entries > nearTheEnd ? hole - nearTheEnd : m_entries;
    for (; hole > limit && isBefore(entry, hole[-1]); --hole)
        *hole = hole[-1];
    if (hole == limit)
        hole = insertFarther(entry, hole);
    *hole = entry;
}

// No branch depends on the order.
EventHeap::Entry* EventHeap::insertFarther(Entry entry, Entry* hole)
{
    Entry* first = m_entries; // what is before it stays there
    std::size_t count = static_cast<std::size_t>(hole - first);
    while (count > 0) {
        const std::size_t half = (count + 1) / 2;
        first += isBefore(entry, first[half - 1]) ? 0 : half;
        count -= half;
    }
    std::copy_backward(first, hole, hole + 1);
    return first;
}

// The hole at the top sinks to the bottom without a look at the entry that will fill it: that one
// was last, so it belongs near the bottom, and this way no branch depends on the order.
void EventHeap::popTop()
{
    const std::size_t size = --m_size;
    Entry* const entries = m_entries;
    const Entry last = entries[size];
    std::size_t hole = 0;
    std::size_t child = 2;
    for (; child < size; child = 2 * hole + 2) {
        child -= entries[child - 1] < entries[child] ? 1 : 0;
        entries[hole] = entries[child];
        hole = child;
    }
    if (child == size) {
        entries[hole] = entries[child - 1];
        hole = child - 1;
    }
    siftUp(hole, last);
    if (size <= fewEvents) {
        std::sort(entries, entries + size);
        m_isSorted = true;
    }
}

inline void EventHeap::siftUp(std::size_t place, Entry entry)
{
    Entry* const entries = m_entries;
    while (place > 0) {
        const std::size_t parent = (place - 1) / 2;
        if (!(entry < entries[parent]))
            break;
        entries[place] = entries[parent];
        place = parent;
    }
    entries[place] = entry;
}

/// Counts the pushes anew, from those still here.
void EventHeap::renumber()
{
    std::sort(m_entries, m_entries + m_size); // which is a heap as well
    m_pushed = 0;
    for (std::size_t i = 0; i < m_size; ++i) {
        const Entry key = m_entries[i] >> keyShift;
        m_entries[i] = key << keyShift | Entry { m_pushed++ } << idBits | idOf(m_entries[i]);
    }
}

} // namespace tickscope
