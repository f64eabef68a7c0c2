// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/mailbox.h"

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

void Mailbox::addBlock(LinePool& pool)
{
    const std::uint8_t lines = linesFor(m_size);
    Block* const block = static_cast<Block*>(pool.take(lines));
    block->next = nullptr;
    block->lines = lines;
    if (m_tail == nullptr)
        m_head = block;
    else
        m_tail->next = block;
    m_tail = block;
    m_end = 0;
}

void Mailbox::leaveBlock(LinePool& pool)
{
    Block* const block = m_head;
    m_head = block->next;
    m_first = 0;
    pool.give(block, block->lines);
}

void Mailbox::clear(LinePool& pool)
{
    while (m_head != nullptr)
        leaveBlock(pool);
    *this = Mailbox {};
}

} // namespace tickscope
