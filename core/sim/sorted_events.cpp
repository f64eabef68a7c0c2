// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/sorted_events.h"

#include "core/sim/radix_sort.h"

#include <array>
#include <limits>

namespace tickscope {

namespace {

// Up to here they are sorted by insertion, and a handful by rank.
constexpr std::size_t fewEntries = 32;
constexpr std::size_t handful = 32;

// How many are less is counted for all at once and without a branch, of which every other one would
// be mispredicted. The place of each keeps equal keys in their order.
/// @pre the keys do not differ above keyBits
constexpr int placeBits = 5;
constexpr int keyBits = 31 - placeBits;
static_assert(handful <= 1U << placeBits);

template <std::size_t Width>
void sortByRank(ShortEntry* first, std::size_t count)
{
    constexpr auto keyMask = (std::uint32_t { 1 } << keyBits) - 1;
    std::array<ShortEntry, Width> entries;
    std::array<std::int32_t, Width> keys;
    keys.fill(std::numeric_limits<std::int32_t>::max());
    for (std::size_t i = 0; i < count; ++i) {
        entries[i] = first[i];
        const std::uint32_t key = static_cast<std::uint32_t>(first[i] >> 32) & keyMask;
        keys[i] = static_cast<std::int32_t>(key << placeBits | i);
    }
    std::array<std::int32_t, Width> ranks {};
    for (std::size_t other = 0; other < count; ++other) {
        const std::int32_t key = keys[other];
        for (std::size_t i = 0; i < Width; ++i)
            ranks[i] += key < keys[i] ? 1 : 0;
    }
    for (std::size_t i = 0; i < count; ++i)
        first[ranks[i]] = entries[i];
}

bool sortHandful(ShortEntry* first, std::size_t count)
{
    ShortEntry differing = 0;
    for (std::size_t i = 1; i < count; ++i)
        differing |= first[i] ^ first[0];
    if (differing >> (32 + keyBits) != 0)
        return false;
    if (count <= handful / 4)
        sortByRank<handful / 4>(first, count);
    else if (count <= handful / 2)
        sortByRank<handful / 2>(first, count);
    else
        sortByRank<handful>(first, count);
    return true;
}

void sortFew(ShortEntry* first, ShortEntry* end)
{
    for (ShortEntry* next = first + 1; next < end; ++next) {
        const ShortEntry entry = *next;
        const ShortEntry last = entry | ~std::uint32_t { 0 }; // of those that stay before it
        ShortEntry* place = next;
        for (; place > first && place[-1] > last; --place)
            *place = place[-1];
        *place = entry;
    }
}

template <class Entry, class NumberOf>
void sortByBits(Entry* entries, Entry* scratch, std::size_t count, NumberOf numberOf)
{
    RadixSort<Entry, NumberOf>(entries, scratch, count, numberOf).sort();
}

/// At least doubles what is too small, so that sizes settle soon.
template <class Storage>
void enlarge(Storage& storage, std::size_t count)
{
    if (storage.size() < count)
        storage.resize(std::max<std::size_t>(2 * storage.size(), count));
}

} // namespace

/// Moves what is left to the front, counting from base, and sees to it that `count` more fit.
void SortedEvents::makeRoom(EventKey base, std::size_t count)
{
    const std::size_t left = size();
    const std::size_t shown = static_cast<std::size_t>(std::max(m_ahead, m_next) - m_next);
    const ShortEntry shift = shortEntry(base - m_base, 0);
    if (m_storage.size() < left + count) {
        Storage larger(std::max(2 * m_storage.size(), left + count));
        std::transform(m_next, m_end, larger.data(), [=](ShortEntry e) { return e - shift; });
        m_storage.swap(larger);
    } else {
        std::transform(m_next, m_end, m_storage.data(), [=](ShortEntry e) { return e - shift; });
    }
    m_base = base;
    m_next = m_storage.data();
    m_end = m_next + left;
    m_ahead = m_aheadEnd = m_next + std::min(shown, left);
}

void SortedEvents::sort(ShortEntry* first)
{
    const auto count = static_cast<std::size_t>(m_end - first);
    if (count > 2 && count <= handful && sortHandful(first, count))
        return;
    if (count <= fewEntries)
        return sortFew(first, m_end);
    enlarge(m_scratch, count);
    sortByBits(first, m_scratch.data(), count, [](ShortEntry entry) { return entry >> 32; });
}

void SortedEvents::merge(EventHeap& heap)
{
    EventHeap::Entry* const added = heap.entries();
    std::size_t count = heap.size();
    enlarge(m_wideScratch, count);
    sortByBits(added, m_wideScratch.data(), count, [](EventHeap::Entry entry) {
        return static_cast<std::uint64_t>(entry >> EventHeap::idBits) & EventHeap::pushedMask;
    });
    sortByBits(added, m_wideScratch.data(), count, EventHeap::keyOf);
    makeRoom(m_base, count);
    ShortEntry* from = m_end;
    m_end += count;
    for (ShortEntry* to = m_end; count > 0;) {
        const EventHeap::Entry entry = added[count - 1];
        const ShortEntry late
            = shortEntry(EventHeap::keyOf(entry) - m_base, EventHeap::idOf(entry));
        const bool isLast = from == m_next || from[-1] <= (late | ~std::uint32_t { 0 });
        *--to = isLast ? late : *--from;
        count -= isLast ? 1 : 0;
    }
    setLow(0);
    heap.clear();
}

} // namespace tickscope
