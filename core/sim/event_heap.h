// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/event_blocks.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tickscope {

/// Some thousand events in a binary heap: as long as it fits the nearest caches, hardly anything
/// that looks at time in slots is faster, and this does not depend on the delays.
class EventHeap
{
public:
    /// @param pushed  How many are said to have been pushed before; for tests.
    explicit EventHeap(std::uint64_t pushed = 0)
        : m_pushed(pushed)
    {
    }

    void push(EventKey key, std::uint32_t id)
    {
        if (m_pushed == pushedLimit)
            renumber();
        const Entry entry = Entry { key } << keyShift | Entry { m_pushed++ } << idBits | id;
        m_entries.push_back(entry);
        siftUp(m_entries.size() - 1, entry);
    }

    // The hole at the top sinks to the bottom without a look at the entry that will fill it: that
    // one was last, so it belongs near the bottom, and this way no branch depends on the order.
    /// @pre not empty
    void pop()
    {
        const Entry last = m_entries.back();
        m_entries.pop_back();
        const std::size_t size = m_entries.size();
        if (size == 0)
            return;
        Entry* const entries = m_entries.data();
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
    }

    /// @return The key of the next event.
    /// @pre not empty
    EventKey nextKey() const { return static_cast<EventKey>(m_entries.front() >> keyShift); }
    /// @return The id of the next event.
    /// @pre not empty
    std::uint32_t nextId() const { return static_cast<std::uint32_t>(m_entries.front()); }

    std::size_t size() const { return m_entries.size(); }
    bool isEmpty() const { return m_entries.empty(); }

private:
    /// From the top: 58 bits of the key, 38 bits of the order of pushing, 32 bits of the id. So one
    /// comparison, which compilers make without a branch, decides; and 2^38 events are more than a
    /// day of pushing.
    __extension__ using Entry = unsigned __int128;
    static constexpr int idBits = 32;
    static constexpr int keyShift = 70;
    static constexpr std::uint64_t pushedLimit = std::uint64_t { 1 } << (keyShift - idBits);

    void renumber();
    void siftUp(std::size_t place, Entry entry)
    {
        Entry* const entries = m_entries.data();
        while (place > 0) {
            const std::size_t parent = (place - 1) / 2;
            if (!(entry < entries[parent]))
                break;
            entries[place] = entries[parent];
            place = parent;
        }
        entries[place] = entry;
    }

    std::vector<Entry> m_entries;
    std::uint64_t m_pushed;
};

} // namespace tickscope
