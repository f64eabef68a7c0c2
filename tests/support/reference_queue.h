// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/event_queue.h"

#include <queue>

#include <cstdint>
#include <tuple>
#include <vector>

namespace tickscope {

/// What an EventQueue must do, in the plainest way: a binary heap with sequence numbers. The tests
/// hold the real one against it, and the benchmarks time both.
class ReferenceQueue
{
public:
    void push(VirtualTime due, EventClass eventClass, std::uint32_t id)
    {
        m_heap.push({ { due, eventClass, id }, m_pushed++ });
    }

    bool pop(QueuedEvent& out)
    {
        if (m_heap.empty())
            return false;
        out = m_heap.top().event;
        m_heap.pop();
        return true;
    }

    bool popUntil(VirtualTime until, QueuedEvent& out)
    {
        return !m_heap.empty() && m_heap.top().event.due <= until && pop(out);
    }

    const QueuedEvent* peek() const { return m_heap.empty() ? nullptr : &m_heap.top().event; }
    std::size_t size() const { return m_heap.size(); }
    bool isEmpty() const { return m_heap.empty(); }
    void clear() { m_heap = {}; }

private:
    struct Entry
    {
        QueuedEvent event;
        std::uint64_t sequence = 0;

        bool operator<(const Entry& other) const // the top is the largest, so the other way round
        {
            return std::tie(other.event.due, other.event.eventClass, other.sequence)
                < std::tie(event.due, event.eventClass, sequence);
        }
    };

    std::priority_queue<Entry> m_heap;
    std::uint64_t m_pushed = 0;
};

} // namespace tickscope
