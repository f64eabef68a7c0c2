// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/large_pages.h"

#include <array>
#include <cstdint>
#include <vector>

namespace tickscope {

/// Due time and class of an event in one number, ordered as events are: nanoseconds times four plus
/// the class.
using EventKey = std::uint64_t;

/// A pending event of which the place where it waits says most of the due time: the low half of its
/// key above its id.
using ShortEntry = std::uint64_t;

constexpr ShortEntry shortEntry(EventKey key, std::uint32_t id)
{
    return key << 32 | id;
}

/// A pending event in twelve bytes.
struct LongEntry
{
    LongEntry() = default;
    LongEntry(EventKey key, std::uint32_t id_)
        : keyLow(static_cast<std::uint32_t>(key))
        , keyHigh(static_cast<std::uint32_t>(key >> 32))
        , id(id_)
    {
    }
    EventKey key() const { return EventKey { keyHigh } << 32 | keyLow; }

    std::uint32_t keyLow;
    std::uint32_t keyHigh;
    std::uint32_t id;
};

/// A chain of EventBlocks: a ring of lines of which the owner keeps the last; all others are full.
struct EventChain
{
    /// That line times eight, plus how many entries are in it: as if full while there is none, so
    /// that one test says whether the next entry needs a line.
    std::uint32_t tail = 7;
    std::uint32_t count = 0;
};

/// Any number of first-in first-out chains of entries, kept in cache lines. The first line of a
/// chain stands alone, since most chains are short; those after it come in runs of four that lie
/// side by side, so that reading a long chain waits for memory once a run. What falls free is the
/// first to be used again, while it is still in the cache.
template <class Entry>
class EventBlocks
{
public:
    using Chain = EventChain;

    /// @return whether append() may be called; if not, appendAnyhow() must be
    static bool hasRoom(const Chain& chain) { return usedOf(chain) < entriesPerLine; }

    /// @pre hasRoom(chain)
    void append(Chain& chain, Entry entry)
    {
        m_lines[lineOf(chain)].entries[usedOf(chain)] = entry;
        ++chain.tail;
        ++chain.count;
    }
    void appendAnyhow(Chain& chain, Entry entry)
    {
        if (hasRoom(chain))
            append(chain, entry);
        else
            appendLine(chain, entry);
    }

    /// Empties the chain, calling visit(entry) for each in order.
    /// @pre visit appends to no chain; see move()
    template <class Visit>
    void drain(Chain& chain, Visit visit)
    {
        std::uint32_t index = chain.count ? m_lines[lineOf(chain)].next : 0;
        std::uint32_t place = 0;
        for (std::uint32_t left = chain.count; left != 0; ++place) {
            const Line& line = m_lines[index];
            const std::uint32_t next = line.next;
            __builtin_prefetch(&m_lines[next]);
            const std::uint32_t used = left < entriesPerLine ? left : entriesPerLine;
            for (std::uint32_t i = 0; i < used; ++i)
                visit(line.entries[i]);
            left -= used;
            leaveLine(index, place, left == 0);
            index = next;
        }
        chain = {};
    }

    /// The same, but visit may append to other chains.
    template <class Visit>
    void move(Chain& chain, Visit visit)
    {
        std::uint32_t index = chain.count ? m_lines[lineOf(chain)].next : 0;
        std::uint32_t place = 0;
        for (std::uint32_t left = chain.count; left != 0; ++place) {
            const Line line = m_lines[index]; // a copy: visit may grow or reuse the lines
            __builtin_prefetch(&m_lines[line.next]);
            const std::uint32_t used = left < entriesPerLine ? left : entriesPerLine;
            left -= used;
            leaveLine(index, place, left == 0);
            for (std::uint32_t i = 0; i < used; ++i)
                visit(line.entries[i]);
            index = line.next;
        }
        chain = {};
    }

    /// Calls visit(entry) for each in order.
    template <class Visit>
    void forEach(const Chain& chain, Visit visit) const
    {
        std::uint32_t index = lineOf(chain);
        for (std::uint32_t i = 0; i < chain.count; ++i) {
            if (i % entriesPerLine == 0)
                index = m_lines[index].next;
            visit(m_lines[index].entries[i % entriesPerLine]);
        }
    }

private:
    static constexpr std::uint32_t entriesPerLine = 60 / sizeof(Entry);
    static constexpr int usedBits = 3;
    static constexpr std::uint32_t linesPerRun = 4;
    static constexpr std::uint32_t none = ~std::uint32_t { 0 };

    struct alignas(64) Line
    {
        std::array<Entry, entriesPerLine> entries;
        std::uint32_t next;
    };

    static std::uint32_t lineOf(const Chain& chain) { return chain.tail >> usedBits; }
    static std::uint32_t usedOf(const Chain& chain)
    {
        return chain.tail & ((std::uint32_t { 1 } << usedBits) - 1);
    }
    /// Where in its run a line is that has so many before it in its chain.
    /// @pre place > 0
    static std::uint32_t placeInRun(std::uint32_t place) { return (place - 1) % linesPerRun; }

    void appendLine(Chain& chain, Entry entry)
    {
        const std::uint32_t index = addLine(chain);
        m_lines[index].entries[0] = entry;
        chain.tail = index << usedBits | 1;
        ++chain.count;
    }
    std::uint32_t addLine(Chain& chain)
    {
        if (chain.count == 0) {
            const std::uint32_t index = take(m_freeLine, 1);
            m_lines[index].next = index;
            return index;
        }
        const std::uint32_t tail = lineOf(chain);
        const bool isNewRun = placeInRun(chain.count / entriesPerLine) == 0;
        const std::uint32_t index = isNewRun ? take(m_freeRun, linesPerRun) : tail + 1;
        m_lines[index].next = m_lines[tail].next;
        m_lines[tail].next = index;
        return index;
    }

    /// A line has been read: it falls free, or with the last of its run the run does.
    void leaveLine(std::uint32_t index, std::uint32_t place, bool isLast)
    {
        if (place == 0)
            release(m_freeLine, index);
        else if (isLast || placeInRun(place) == linesPerRun - 1)
            release(m_freeRun, index - placeInRun(place));
    }

    std::uint32_t take(std::uint32_t& free, std::uint32_t lines)
    {
        if (free == none)
            grow(free, lines);
        const std::uint32_t index = free;
        free = m_lines[index].next;
        return index;
    }
    void release(std::uint32_t& free, std::uint32_t index)
    {
        m_lines[index].next = free;
        free = index;
    }

    // Apart, lest each append save the registers that this needs.
    [[gnu::noinline, gnu::cold]] void grow(std::uint32_t& free, std::uint32_t lines)
    {
        const auto index = static_cast<std::uint32_t>(m_lines.size());
        m_lines.resize(m_lines.size() + lines);
        release(free, index);
    }

    std::vector<Line, LargePages<Line>> m_lines;
    std::uint32_t m_freeLine = none;
    std::uint32_t m_freeRun = none; // by the first line of each
};

} // namespace tickscope
