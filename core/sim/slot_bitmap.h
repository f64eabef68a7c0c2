// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace tickscope {

/// Which of a ring of slots are in use: a bit each, and a summary bit for each word of them, so
/// that finding the next one takes a few words even when nearly all are free.
class SlotBitmap
{
public:
    /// @pre slots is a power of two
    explicit SlotBitmap(std::uint32_t slots);

    void set(std::uint32_t slot)
    {
        m_words[slot >> 6] |= bit(slot);
        m_summary[slot >> 12] |= bit(slot >> 6);
    }
    void clear(std::uint32_t slot)
    {
        if ((m_words[slot >> 6] &= ~bit(slot)) == 0)
            m_summary[slot >> 12] &= ~bit(slot >> 6);
    }

    /// @return The first used slot met going round the ring from start, start included; or none.
    std::uint32_t next(std::uint32_t start) const
    {
        const std::uint64_t word = m_words[start >> 6] & from(start);
        return word ? (start & ~63U) + firstOf(word) : nextAfterWord(start >> 6);
    }

    static constexpr std::uint32_t none = ~std::uint32_t { 0 };

private:
    static std::uint64_t bit(std::uint32_t index) { return std::uint64_t { 1 } << (index & 63); }
    static std::uint64_t from(std::uint32_t index) { return ~std::uint64_t { 0 } << (index & 63); }
    static std::uint32_t firstOf(std::uint64_t word)
    {
        return static_cast<std::uint32_t>(std::countr_zero(word));
    }
    std::uint32_t nextAfterWord(std::uint32_t index) const;
    std::uint32_t nextWord(std::uint32_t start) const;

    std::vector<std::uint64_t> m_words;
    std::vector<std::uint64_t> m_summary;
};

} // namespace tickscope
