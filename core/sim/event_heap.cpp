// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_heap.h"

#include <algorithm>

namespace tickscope {

namespace {

// Up to so many are kept in order.
constexpr std::size_t someEvents = 32;
// And again when so few are left.
constexpr std::size_t fewEvents = 12;

} // namespace

EventHeap::EventHeap(std::uint64_t pushed)
    : m_pushed(pushed + 1)
    , m_storage(4 * someEvents)
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

// The upper half says enough: of equal ones, the new event is the later.
void EventHeap::insert(Entry entry)
{
    const auto upper = [](Entry e) { return static_cast<std::uint64_t>(e >> 64); };
    Entry* place = m_entries + m_size;
    for (; place > m_entries && upper(entry) < upper(place[-1]); --place)
        *place = place[-1];
    *place = entry;
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
