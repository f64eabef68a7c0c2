// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/line_pool.h"
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

/// A process's one queue: first in, first out. A chain of blocks from the pool of the node, a cache
/// line each while few messages wait and 4 KB later, so that no message is ever moved.
/// The pool is the same at each call; what a mailbox still has when it goes is freed with the pool.
class Mailbox
{
public:
    void push(LinePool& pool, QueuedMessage message)
    {
        if (m_end == capacity(m_tail))
            addBlock(pool);
        m_tail->messages[m_end++] = pack(message);
        ++m_size;
    }
    /// @pre !isEmpty()
    QueuedMessage pop(LinePool& pool)
    {
        assert(m_size > 0);
        const QueuedMessage message = unpack(m_head->messages[m_first++]);
        if (--m_size == 0)
            m_first = m_end = 0; // its one block stays for the next messages
        else if (m_first == capacity(m_head))
            leaveBlock(pool);
        return message;
    }
    void clear(LinePool& pool);

    bool isEmpty() const { return m_size == 0; }
    std::uint32_t size() const { return m_size; }
    /// Calls visit(QueuedMessage) for each, the next to be taken first.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        const Block* block = m_head;
        std::uint32_t place = m_first;
        for (std::uint32_t left = m_size; left > 0; --left) {
            if (place == capacity(block)) {
                block = block->next;
                place = 0;
            }
            visit(unpack(block->messages[place++]));
        }
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

    struct [[gnu::packed]] Block
    {
        Block* next;
        std::uint8_t lines;
        Packed messages[1]; // as many as there is room for
    };
    static constexpr std::uint32_t headSize = sizeof(Block) - sizeof(Packed);

    static std::uint32_t capacity(const Block* block)
    {
        return block == nullptr
            ? 0
            : (block->lines * static_cast<std::uint32_t>(LinePool::lineSize) - headSize)
                / static_cast<std::uint32_t>(sizeof(Packed));
    }

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
    void addBlock(LinePool& pool);
    void leaveBlock(LinePool& pool);

    Block* m_head = nullptr;
    Block* m_tail = nullptr;
    std::uint32_t m_size = 0;
    std::uint16_t m_first = 0; // of the head block's messages, the next to be taken
    std::uint16_t m_end = 0; // of the tail block's, the next to be filled
};
static_assert(sizeof(Mailbox) == 24);

} // namespace tickscope
