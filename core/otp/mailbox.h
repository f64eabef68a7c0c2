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
    std::uint16_t reserved = 0; // a message is one whole word, to be passed in a register
};
static_assert(sizeof(Message) == 8);

/// A message that waits in a mailbox.
struct QueuedMessage
{
    Message message;
    std::int64_t deliveredNs = 0;
};
static_assert(sizeof(QueuedMessage) == 16);

/// A process's one queue: first in, first out. An empty one is a null pointer. Else there is a line
/// from the pool of the node with the ends of the queue and room for two messages, and for more a
/// chain of blocks, a line each while few wait and 4 KB later, so that no message is ever moved.
/// The pool is the same at each call; what a mailbox still has when it goes is freed with the pool.
class Mailbox
{
public:
    void push(LinePool& pool, QueuedMessage message)
    {
        if (isEmpty())
            open(pool, message.message);
        if (m_ends->last == m_ends->tail->capacity || !fits(*m_ends->tail, message.message))
            addBlock(pool, message.message);
        m_ends->tail->messages[m_ends->last++] = pack(*m_ends->tail, message);
        ++m_ends->size;
    }
    /// @pre !isEmpty()
    QueuedMessage pop(LinePool& pool)
    {
        assert(!isEmpty());
        const Block& head = *m_ends->head;
        const QueuedMessage message = unpack(head, head.messages[m_ends->first++]);
        if (--m_ends->size == 0)
            close(pool);
        else if (m_ends->first == head.capacity)
            leaveBlock(pool);
        return message;
    }
    void clear(LinePool& pool);

    bool isEmpty() const { return m_ends == nullptr; }
    std::uint32_t size() const { return isEmpty() ? 0 : m_ends->size; }
    /// Calls visit(QueuedMessage) for each, the next to be taken first.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        if (isEmpty())
            return;
        const Block* block = m_ends->head;
        std::uint32_t place = m_ends->first;
        for (std::uint32_t left = m_ends->size; left > 0; --left) {
            if (place == block->capacity) {
                block = block->next;
                place = 0;
            }
            visit(unpack(*block, block->messages[place++]));
        }
    }

private:
    // Mailboxes of slow servers are most of what a run keeps: 12 bytes a message, not 16.
    struct [[gnu::packed]] Packed
    {
        std::uint64_t deliveredNsAndChain; // no time of a run needs more than 56 bits
        std::uint32_t numberAndKind; // the number counts from the first of its block
    };
    static_assert(sizeof(Packed) == 12);
    static constexpr int chainBits = 8;
    static constexpr int kindBits = 5;
    static_assert(static_cast<unsigned>(MessageKind::Sys) < 1U << kindBits, "the last kind");

    struct [[gnu::packed]] Block
    {
        Block* next;
        std::uint16_t capacity; // in messages
        std::uint8_t lines; // 0: it lies behind the ends
        std::uint32_t number; // of its first message
        Packed messages[1]; // as many as there is room for
    };
    struct Ends
    {
        Block* head;
        Block* tail;
        std::uint32_t size;
        std::uint16_t first; // of the head block's messages, the next to be taken
        std::uint16_t last; // of the tail block's, the next to be filled
    };

    static constexpr std::uint16_t capacityOf(std::size_t bytes)
    {
        return static_cast<std::uint16_t>(
            (bytes - (sizeof(Block) - sizeof(Packed))) / sizeof(Packed));
    }
    // Numbers grow; only in a run of more than a hundred million messages are two of a block so far
    // apart that a new one is needed.
    static bool fits(const Block& block, Message message)
    {
        return (message.number - block.number) >> (32 - kindBits) == 0;
    }
    static Packed pack(const Block& block, QueuedMessage queued)
    {
        const auto ns = static_cast<std::uint64_t>(queued.deliveredNs);
        return { ns << chainBits | queued.message.chain,
            (queued.message.number - block.number) << kindBits
                | static_cast<std::uint32_t>(queued.message.kind) };
    }
    static QueuedMessage unpack(const Block& block, Packed packed)
    {
        const auto kind = static_cast<MessageKind>(packed.numberAndKind & ((1U << kindBits) - 1));
        return { { block.number + (packed.numberAndKind >> kindBits), kind,
                     static_cast<std::uint8_t>(packed.deliveredNsAndChain) },
            static_cast<std::int64_t>(packed.deliveredNsAndChain >> chainBits) };
    }
    void open(LinePool& pool, Message first);
    void close(LinePool& pool);
    void addBlock(LinePool& pool, Message first);
    void leaveBlock(LinePool& pool);

    Ends* m_ends = nullptr;
};
static_assert(sizeof(Mailbox) == 8);

} // namespace tickscope
