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

/// A process's one queue: first in, first out. A ring that grows by a quarter once it is large;
/// nothing is allocated once warm.
class Mailbox
{
public:
    void push(QueuedMessage message)
    {
        if (m_size == m_capacity)
            grow();
        m_ring[slotOf(m_size)] = pack(message);
        ++m_size;
    }
    /// @pre !isEmpty()
    QueuedMessage pop()
    {
        assert(m_size > 0);
        const QueuedMessage message = unpack(m_ring[m_head]);
        m_head = slotOf(1);
        --m_size;
        return message;
    }
    void clear() { m_head = m_size = 0; }

    bool isEmpty() const { return m_size == 0; }
    std::uint32_t size() const { return m_size; }
    /// @param place  0 is the head, the next to be taken. @pre place < size()
    QueuedMessage at(std::uint32_t place) const
    {
        assert(place < m_size);
        return unpack(m_ring[slotOf(place)]);
    }

private:
    // Mailboxes of slow servers are most of what a run keeps: 13 bytes a message, not 16.
    struct [[gnu::packed]] Packed
    {
        std::uint64_t deliveredNsAndKind; // no time of a run needs more than 56 bits
        std::uint32_t number;
        std::uint8_t chain;
    };
    static_assert(sizeof(Packed) == 13);

    static Packed pack(QueuedMessage queued)
    {
        const auto ns = static_cast<std::uint64_t>(queued.deliveredNs);
        return { ns << 8 | static_cast<std::uint64_t>(queued.message.kind), queued.message.number,
            queued.message.chain };
    }
    static QueuedMessage unpack(Packed packed)
    {
        const auto kind = static_cast<MessageKind>(packed.deliveredNsAndKind & 0xFF);
        return { { packed.number, kind, packed.chain },
            static_cast<std::int64_t>(packed.deliveredNsAndKind >> 8) };
    }
    std::uint32_t slotOf(std::uint32_t place) const
    {
        const std::uint32_t slot = m_head + place;
        return slot < m_capacity ? slot : slot - m_capacity;
    }
    void grow();

    RawArray<Packed> m_ring;
    std::uint32_t m_head = 0;
    std::uint32_t m_size = 0;
    std::uint32_t m_capacity = 0;
};

} // namespace tickscope
