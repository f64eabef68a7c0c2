// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/event_blocks.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

namespace tickscope {

/// A handful of events in order, to be taken from the front. Those of one short slot come nearly in
/// order, so that each finds its place at once.
class SortedEvents
{
public:
    static constexpr std::size_t capacity = 32;

    /// Adds an event behind those of equal keys.
    /// @pre fewer than `capacity` have been added since the last clear()
    void add(EventEntry entry)
    {
        assert(m_end < capacity);
        const EventKey key = entry.key();
        std::size_t place = m_end++;
        for (; place > m_begin && m_keys[place - 1] > key; --place) {
            m_keys[place] = m_keys[place - 1];
            m_ids[place] = m_ids[place - 1];
        }
        m_keys[place] = key;
        m_ids[place] = entry.id;
    }
    /// @pre not empty
    void pop() { ++m_begin; }
    void clear() { m_begin = m_end = 0; }

    bool isEmpty() const { return m_begin == m_end; }
    /// @pre not empty
    EventKey nextKey() const { return m_keys[m_begin]; }
    /// @pre not empty
    std::uint32_t nextId() const { return m_ids[m_begin]; }

private:
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::array<EventKey, capacity> m_keys;
    std::array<std::uint32_t, capacity> m_ids;
};

} // namespace tickscope
