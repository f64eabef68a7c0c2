// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/raw_array.h"
#include "core/otp/record.h"

#include <cassert>
#include <cstdint>

namespace tickscope {

/// A message. Its argument, if it has one, is kept by the Node under its number.
struct Message
{
    std::uint32_t number = 0; ///< from 1, unique in a run
    MessageKind kind = MessageKind::None;
    std::uint8_t chain = 0; ///< which chain of ticks it continues
};
static_assert(sizeof(Message) == 8);

/// A message that waits in a mailbox.
struct QueuedMessage
{
    Message message;
    std::int64_t deliveredNs = 0;
};
static_assert(sizeof(QueuedMessage) == 16);

/// A process's one queue: first in, first out. A ring that doubles; nothing is allocated once warm.
class Mailbox
{
public:
    void push(QueuedMessage message)
    {
        if (m_size == m_capacity)
            grow();
        m_ring[(m_head + m_size) & (m_capacity - 1)] = message;
        ++m_size;
    }
    /// @pre !isEmpty()
    QueuedMessage pop()
    {
        assert(m_size > 0);
        const QueuedMessage message = m_ring[m_head];
        m_head = (m_head + 1) & (m_capacity - 1);
        --m_size;
        return message;
    }
    void clear() { m_head = m_size = 0; }

    bool isEmpty() const { return m_size == 0; }
    std::uint32_t size() const { return m_size; }
    /// @param place  0 is the head, the next to be taken. @pre place < size()
    const QueuedMessage& at(std::uint32_t place) const
    {
        assert(place < m_size);
        return m_ring[(m_head + place) & (m_capacity - 1)];
    }

private:
    void grow();

    RawArray<QueuedMessage> m_ring;
    std::uint32_t m_head = 0;
    std::uint32_t m_size = 0;
    std::uint32_t m_capacity = 0; // a power of two, or 0
};

} // namespace tickscope
