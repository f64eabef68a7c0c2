// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace tickscope {

/// Puts entries in the order of a number of theirs, those of equal numbers as they were: digit by
/// digit from the last one, looking only at the bits in which the numbers differ.
/// @param scratch  Room for as many.
/// @param numberOf  Gives the number (64 bits at most) of an entry.
template <class Entry, class NumberOf>
class RadixSort
{
public:
    RadixSort(Entry* entries, Entry* scratch, std::size_t count, NumberOf numberOf)
        : m_from(entries)
        , m_to(scratch)
        , m_count(count)
        , m_numberOf(numberOf)
    {
    }

    void sort()
    {
        const std::uint64_t differing = differingBits();
        if (differing == 0)
            return;
        const int low = std::countr_zero(differing);
        const int bits = 64 - std::countl_zero(differing) - low;
        int passes = (bits + bitsPerPass() - 1) / bitsPerPass();
        passes += passes % 2; // so that they end where they began
        const int digitBits = (bits + passes - 1) / passes;
        for (int i = 0; i < passes; ++i)
            pass(std::min(low + i * digitBits, 63), digitBits);
    }

private:
    static constexpr int mostDigitBits = 11;

    // Few entries do not pay for long tables, nor many for many passes.
    int bitsPerPass() const { return m_count < 128 ? 4 : m_count < 2048 ? 8 : mostDigitBits; }

    /// @return none when the entries are in order
    std::uint64_t differingBits() const
    {
        std::uint64_t differing = 0;
        bool isInOrder = true;
        std::uint64_t before = m_numberOf(m_from[0]);
        for (std::size_t i = 1; i < m_count; ++i) {
            const std::uint64_t number = m_numberOf(m_from[i]);
            differing |= number ^ before;
            isInOrder &= before <= number;
            before = number;
        }
        return isInOrder ? 0 : differing;
    }

    void pass(int shift, int digitBits)
    {
        const std::uint64_t mask = (std::uint64_t { 1 } << digitBits) - 1;
        const auto digitOf = [&](const Entry& entry) { return m_numberOf(entry) >> shift & mask; };
        std::array<std::uint32_t, std::size_t { 1 } << mostDigitBits> places;
        std::fill_n(places.begin(), mask + 1, 0);
        for (std::size_t i = 0; i < m_count; ++i)
            ++places[digitOf(m_from[i])];
        std::uint32_t place = 0;
        for (std::size_t digit = 0; digit <= mask; ++digit)
            place += std::exchange(places[digit], place);
        for (std::size_t i = 0; i < m_count; ++i)
            m_to[places[digitOf(m_from[i])]++] = m_from[i];
        std::swap(m_from, m_to);
    }

    Entry* m_from;
    Entry* m_to;
    std::size_t m_count;
    NumberOf m_numberOf;
};

} // namespace tickscope
