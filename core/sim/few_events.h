// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/event_blocks.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

namespace tickscope {

/// A handful of events in one sorted array: nothing is faster for a few.
class FewEvents
{
public:
    static constexpr std::size_t capacity = 16;

    struct Event
    {
        EventKey key = 0;
        std::uint32_t id = 0;
    };

    /// @pre not full
    void push(EventKey key, std::uint32_t id)
    {
        assert(!isFull());
        // The next event is the last one here; a new one goes after all that are due no later.
        std::size_t place = m_size;
        while (place > 0 && m_events[place - 1].key <= key) {
            m_events[place] = m_events[place - 1];
            --place;
        }
        m_events[place] = { key, id };
        ++m_size;
    }

    /// @pre not empty
    void pop() { --m_size; }
    /// @return The next event.
    /// @pre not empty
    const Event& next() const { return m_events[m_size - 1]; }

    bool isFull() const { return m_size == capacity; }
    bool isEmpty() const { return m_size == 0; }

private:
    std::array<Event, capacity> m_events;
    std::size_t m_size = 0;
};

} // namespace tickscope
