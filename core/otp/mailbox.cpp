// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/mailbox.h"

#include <new>

namespace tickscope {

namespace {

// The more wait, the larger the next block: at most a part of one is empty.
std::uint8_t linesFor(std::uint32_t waiting)
{
    if (waiting < 16)
        return 1;
    return waiting < 128 ? 8 : LinePool::mostLines;
}

} // namespace

void Mailbox::open(LinePool& pool, Message first)
{
    m_ends = new (pool.take(1)) Ends {};
    Block* const block = new (m_ends + 1) Block;
    block->next = nullptr;
    block->capacity = capacityOf(LinePool::lineSize - sizeof(Ends));
    block->lines = 0;
    block->number = first.number;
    m_ends->head = m_ends->tail = block;
}

// All messages have been taken, so that the last block is the only one.
void Mailbox::close(LinePool& pool)
{
    leaveBlock(pool);
    pool.give(m_ends, 1);
    m_ends = nullptr;
}

void Mailbox::addBlock(LinePool& pool, Message first)
{
    m_ends->tail->capacity = m_ends->last; // also of one left before it was full
    const std::uint8_t lines = linesFor(m_ends->size);
    Block* const block = new (pool.take(lines)) Block;
    block->next = nullptr;
    block->capacity = capacityOf(lines * LinePool::lineSize);
    block->lines = lines;
    block->number = first.number;
    m_ends->tail->next = block;
    m_ends->tail = block;
    m_ends->last = 0;
}

void Mailbox::leaveBlock(LinePool& pool)
{
    Block* const block = m_ends->head;
    m_ends->head = block->next;
    m_ends->first = 0;
    if (block->lines > 0)
        pool.give(block, block->lines);
}

void Mailbox::clear(LinePool& pool)
{
    if (isEmpty())
        return;
    while (m_ends->head != m_ends->tail)
        leaveBlock(pool);
    close(pool);
}

} // namespace tickscope
