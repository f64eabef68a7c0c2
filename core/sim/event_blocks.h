// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace tickscope {

/// Due time and class of an event in one number, ordered as events are: nanoseconds times four plus
/// the class.
using EventKey = std::uint64_t;

/// A pending event in twelve bytes, so that five and a link fill a cache line.
struct EventEntry
{
    EventEntry() = default;
    EventEntry(EventKey key, std::uint32_t id_)
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

/// Any number of first-in first-out chains of entries, kept in blocks of one cache line. A block
/// that falls free is the first to be used again, so that it is still in the cache.
class EventBlocks
{
public:
    /// A chain is a ring of blocks of which the owner keeps the last; all others are full.
    struct Chain
    {
        std::uint32_t tail = 0;
        std::uint32_t count = 0;
    };

    void append(Chain& chain, EventEntry entry)
    {
        const std::uint32_t used = chain.count % entriesPerBlock;
        if (used == 0)
            addBlock(chain);
        m_blocks[chain.tail].entries[used] = entry;
        ++chain.count;
    }

    /// Empties the chain, calling visit(entry) for each in order.
    /// @pre visit appends to no chain; see move()
    template <class Visit>
    void drain(Chain& chain, Visit visit)
    {
        std::uint32_t index = chain.count ? m_blocks[chain.tail].next : 0;
        for (std::uint32_t left = chain.count; left != 0;) {
            const Block& block = m_blocks[index];
            const std::uint32_t next = block.next;
            __builtin_prefetch(&m_blocks[next]);
            const std::uint32_t used = left < entriesPerBlock ? left : entriesPerBlock;
            for (std::uint32_t i = 0; i < used; ++i)
                visit(block.entries[i]);
            release(index);
            left -= used;
            index = next;
        }
        chain = {};
    }

    /// The same, but visit may append to other chains.
    template <class Visit>
    void move(Chain& chain, Visit visit)
    {
        std::uint32_t index = chain.count ? m_blocks[chain.tail].next : 0;
        for (std::uint32_t left = chain.count; left != 0;) {
            const Block block = m_blocks[index]; // a copy: visit may grow or reuse the blocks
            __builtin_prefetch(&m_blocks[block.next]);
            release(index);
            const std::uint32_t used = left < entriesPerBlock ? left : entriesPerBlock;
            for (std::uint32_t i = 0; i < used; ++i)
                visit(block.entries[i]);
            left -= used;
            index = block.next;
        }
        chain = {};
    }

    /// Calls visit(entry) for each in order.
    template <class Visit>
    void forEach(const Chain& chain, Visit visit) const
    {
        std::uint32_t index = chain.tail;
        for (std::uint32_t i = 0; i < chain.count; ++i) {
            if (i % entriesPerBlock == 0)
                index = m_blocks[index].next;
            visit(m_blocks[index].entries[i % entriesPerBlock]);
        }
    }

private:
    static constexpr std::uint32_t entriesPerBlock = 5;
    static constexpr std::uint32_t noBlock = ~std::uint32_t { 0 };

    struct alignas(64) Block
    {
        std::array<EventEntry, entriesPerBlock> entries;
        std::uint32_t next;
    };

    void addBlock(Chain& chain)
    {
        const std::uint32_t index = allocate();
        if (chain.count == 0) {
            m_blocks[index].next = index;
        } else {
            m_blocks[index].next = m_blocks[chain.tail].next;
            m_blocks[chain.tail].next = index;
        }
        chain.tail = index;
    }

    std::uint32_t allocate()
    {
        if (m_free == noBlock)
            addFreeBlock();
        const std::uint32_t index = m_free;
        m_free = m_blocks[index].next;
        return index;
    }

    // Apart, lest each append save the registers that this needs.
    [[gnu::noinline, gnu::cold]] void addFreeBlock()
    {
        m_blocks.emplace_back();
        release(static_cast<std::uint32_t>(m_blocks.size() - 1));
    }

    void release(std::uint32_t index)
    {
        m_blocks[index].next = m_free;
        m_free = index;
    }

    std::vector<Block> m_blocks;
    std::uint32_t m_free = noBlock;
};

} // namespace tickscope
