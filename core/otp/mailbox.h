// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/record.h"
#include "core/sim/virtual_time.h"

#include <cassert>
#include <cstdint>
#include <memory>

namespace tickscope {

/// A message in a mailbox. Its argument, if it has one, is kept by the Node under its number.
struct Message
{
    std::int64_t deliveredNs = 0;
    std::uint32_t number = 0; ///< from 1, unique in a run
    MessageKind kind = MessageKind::None;
    std::uint8_t chain = 0; ///< which chain of ticks it continues
};
static_assert(sizeof(Message) == 16);

/// A process's one queue: first in, first out. A ring that doubles; nothing is allocated once warm.
class Mailbox
{
public:
    void push(const Message& message)
    {
        if (m_size == m_capacity)
            grow();
        m_ring[(m_head + m_size) & (m_capacity - 1)] = message;
        ++m_size;
    }
    /// @pre !isEmpty()
    Message pop()
    {
        assert(m_size > 0);
        const Message message = m_ring[m_head];
        m_head = (m_head + 1) & (m_capacity - 1);
        --m_size;
        return message;
    }
    void clear() { m_head = m_size = 0; }

    bool isEmpty() const { return m_size == 0; }
    std::uint32_t size() const { return m_size; }
    /// @param place  0 is the head, the next to be taken. @pre place < size()
    const Message& at(std::uint32_t place) const
    {
        assert(place < m_size);
        return m_ring[(m_head + place) & (m_capacity - 1)];
    }

private:
    void grow();

    std::unique_ptr<Message[]> m_ring;
    std::uint32_t m_head = 0;
    std::uint32_t m_size = 0;
    std::uint32_t m_capacity = 0; // a power of two, or 0
};

} // namespace tickscope
