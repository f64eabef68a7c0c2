// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/event_blocks.h"
#include "core/sim/hot.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tickscope {

/// Up to some thousand events, whatever their delays: in a binary heap, and while they are few in
/// an array in order, where a new event finds its place from the end. As long as they fit the
/// nearest caches, hardly anything that looks at time in slots is faster.
class EventHeap
{
public:
    /// Above all keys.
    static constexpr EventKey noKey = (EventKey { 1 } << 58) - 1;

    /// From the top: 58 bits of the key, 38 bits of the order of pushing, 32 bits of the id. So one
    /// comparison, which compilers make without a branch, decides; and 2^38 events are more than a
    /// day of pushing.
    __extension__ using Entry = unsigned __int128;
    static constexpr int idBits = 32;
    static constexpr int keyShift = 70;
    static constexpr std::uint64_t pushedMask = (std::uint64_t { 1 } << (keyShift - idBits)) - 1;
    static EventKey keyOf(Entry entry) { return static_cast<EventKey>(entry >> keyShift); }
    static std::uint32_t idOf(Entry entry) { return static_cast<std::uint32_t>(entry); }

    /// @param pushed  How many are said to have been pushed before; for tests.
    explicit EventHeap(std::uint64_t pushed = 0);

    TICKSCOPE_HOT void push(EventKey key, std::uint32_t id)
    {
        if (m_size == 0) { // no matter when it was pushed: those that follow came later
            m_entries[0] = Entry { key } << keyShift | id;
            m_size = 1;
        } else {
            pushBelow(key, id);
        }
    }

    /// @pre not empty
    TICKSCOPE_HOT void pop()
    {
        if (m_size == 1) {
            clear();
        } else if (m_isSorted) { // and what follows the first is a heap as well
            ++m_entries;
            --m_size;
        } else {
            popTop();
        }
    }

    void clear();

    /// @return The key of the next event, or noKey.
    EventKey nextKey() const { return keyOf(m_entries[0]); }
    /// @return The id of the next event.
    /// @pre not empty
    std::uint32_t nextId() const { return idOf(m_entries[0]); }

    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    /// How many have ever been pushed; of use as a difference.
    std::uint64_t pushed() const { return m_pushed; }

    /// The events in the order of a heap, smaller numbers first; what is done with them is up to
    /// the caller, who clears the heap then.
    Entry* entries() { return m_entries; }

private:
    static constexpr Entry nothing = ~Entry { 0 };

    void pushBelow(EventKey key, std::uint32_t id);
    void popTop();
    void makeRoom();
    void renumber();
    void insert(Entry entry);
    Entry* insertFarther(Entry entry, Entry* hole);
    void siftUp(std::size_t place, Entry entry);

    Entry* m_entries; ///< In m_storage; the first is valid even when there is none.
    std::size_t m_size = 0;
    bool m_isSorted = true;
    std::uint64_t m_pushed; ///< Plus one, so that the first of all can be zero.
    std::vector<Entry> m_storage;
};

inline void EventHeap::clear()
{
    m_entries = m_storage.data();
    m_entries[0] = nothing;
    m_size = 0;
    m_isSorted = true;
}

} // namespace tickscope
