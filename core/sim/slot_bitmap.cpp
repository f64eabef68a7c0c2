// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/slot_bitmap.h"

#include <cassert>

namespace tickscope {

SlotBitmap::SlotBitmap(std::uint32_t slots)
    : m_words((slots + 63) / 64)
    , m_summary((m_words.size() + 63) / 64)
{
    assert(std::has_single_bit(slots));
}

std::uint32_t SlotBitmap::nextAfterWord(std::uint32_t index) const
{
    std::uint32_t word = nextWord(index + 1);
    if (word == none)
        word = nextWord(0); // comes back to the bits before start in its own word too
    return word == none ? none : word * 64 + firstOf(m_words[word]);
}

/// The first used word at or after start, without going round.
std::uint32_t SlotBitmap::nextWord(std::uint32_t start) const
{
    if (start >= m_words.size())
        return none;
    std::uint32_t index = start >> 6;
    std::uint64_t summary = m_summary[index] & from(start);
    while (summary == 0) {
        if (++index == m_summary.size())
            return none;
        summary = m_summary[index];
    }
    return index * 64 + firstOf(summary);
}

} // namespace tickscope
