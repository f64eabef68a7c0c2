// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/sorted_events.h"

#include "core/sim/radix_sort.h"

namespace tickscope {

namespace {

// Up to here they are sorted by insertion.
constexpr std::size_t fewEntries = 32;

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
