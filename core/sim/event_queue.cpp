// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_queue.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace tickscope {

bool EventQueue::isLater(const Entry& left, const Entry& right)
{
    return std::tie(left.event.due, left.event.eventClass, left.sequence)
        > std::tie(right.event.due, right.event.eventClass, right.sequence);
}

void EventQueue::push(VirtualTime due, EventClass eventClass, std::uint32_t id)
{
    assert(due >= m_now && due <= endOfTime);
    m_heap.push_back({ { due, eventClass, id }, m_pushed++ });
    std::push_heap(m_heap.begin(), m_heap.end(), isLater);
}

bool EventQueue::pop(QueuedEvent& out)
{
    if (m_heap.empty())
        return false;
    std::pop_heap(m_heap.begin(), m_heap.end(), isLater);
    out = m_heap.back().event;
    m_heap.pop_back();
    m_now = out.due;
    return true;
}

bool EventQueue::popUntil(VirtualTime until, QueuedEvent& out)
{
    const QueuedEvent* next = peek();
    return next && next->due <= until && pop(out);
}

void EventQueue::clear()
{
    *this = EventQueue {};
}

const QueuedEvent* EventQueue::peek()
{
    return m_heap.empty() ? nullptr : &m_heap.front().event;
}

} // namespace tickscope
