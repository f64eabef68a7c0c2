// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace tickscope {

/// Puts entries in the order of a number of theirs, those of equal numbers as they were. It looks
/// only at the bits in which the numbers differ. Hundreds of entries are spread over as many places
/// by the first digit, then each finds its own from there; more of them, or such as crowd in one
/// place, are sorted digit by digit from the last one.
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
        if (m_count > manyEntries || !spread(low, bits))
            sortByDigits(low, bits);
    }

private:
    static constexpr int mostDigitBits = 11;
    static constexpr std::size_t manyEntries = 512;
    static constexpr std::uint32_t crowd = 16;
    using Places = std::array<std::uint32_t, std::size_t { 1 } << mostDigitBits>;

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

    void sortByDigits(int low, int bits)
    {
        // Few entries do not pay for long tables, nor many for many passes.
        const int wanted = m_count < 128 ? 4 : m_count < 2048 ? 9 : mostDigitBits;
        int passes = (bits + wanted - 1) / wanted;
        passes += passes % 2; // so that they end where they began
        const int digitBits = (bits + passes - 1) / passes;
        for (int i = 0; i < passes; ++i) {
            Digit digit { std::min(low + i * digitBits, 63), digitBits };
            Places places;
            count(digit, places);
            move(digit, places);
            std::swap(m_from, m_to);
        }
    }

    /// @return false, and nothing done, when too many would fall into one place
    bool spread(int low, int bits)
    {
        const int digitBits = std::min(bits, static_cast<int>(std::bit_width(m_count)) - 1);
        const Digit digit { low + bits - digitBits, digitBits };
        Places places;
        if (count(digit, places) > crowd)
            return false;
        move(digit, places);
        for (std::size_t i = 0; i < m_count; ++i)
            insert(m_to[i], i);
        return true;
    }

    void insert(const Entry& entry, std::size_t place)
    {
        for (; place > 0 && m_numberOf(m_from[place - 1]) > m_numberOf(entry); --place)
            m_from[place] = m_from[place - 1];
        m_from[place] = entry;
    }

    struct Digit
    {
        int shift;
        int bits;
        std::size_t of(std::uint64_t number) const
        {
            return number >> shift & ((std::uint64_t { 1 } << bits) - 1);
        }
    };

    /// Finds where the first entry of each digit belongs.
    /// @return how many there are at most with the same digit
    std::uint32_t count(Digit digit, Places& places) const
    {
        std::fill_n(places.begin(), std::size_t { 1 } << digit.bits, 0);
        for (std::size_t i = 0; i < m_count; ++i)
            ++places[digit.of(m_numberOf(m_from[i]))];
        std::uint32_t place = 0;
        std::uint32_t most = 0;
        for (std::size_t i = 0; i < std::size_t { 1 } << digit.bits; ++i) {
            const std::uint32_t here = std::exchange(places[i], place);
            most = std::max(most, here);
            place += here;
        }
        return most;
    }

    void move(Digit digit, Places& places)
    {
        for (std::size_t i = 0; i < m_count; ++i)
            m_to[places[digit.of(m_numberOf(m_from[i]))]++] = m_from[i];
    }

    Entry* m_from;
    Entry* m_to;
    std::size_t m_count;
    NumberOf m_numberOf;
};

} // namespace tickscope
