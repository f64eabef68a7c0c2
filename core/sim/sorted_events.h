// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/event_blocks.h"
#include "core/sim/event_heap.h"
#include "core/sim/large_pages.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tickscope {

/// Any number of events in order, to be taken from the front, all due within 2^32 keys (a second).
/// They lie side by side, so that nothing need be searched for what comes soon.
class SortedEvents
{
public:
    static constexpr EventKey span = EventKey { 1 } << 32;
    /// How far ahead of the first event showAhead() goes.
    static constexpr std::size_t aheadDistance = 16;

    /// Puts `count` events, all due after those here, behind them and in order.
    /// @param fill  Called with a function to be called with the ShortEntry of each, those of equal
    /// keys in the order of pushing.
    /// @pre they are due at or after begin, and within `span` from the first event here
    template <class Fill>
    void append(EventKey begin, std::size_t count, Fill fill)
    {
        if (isEmpty() && count <= m_storage.size())
            restart(begin);
        else
            makeRoom(isEmpty() ? begin : nextKey(), count);
        ShortEntry* const first = m_end;
        const ShortEntry base = shortEntry(m_base, 0);
        fill([this, base](ShortEntry entry) { *m_end++ = entry - base; });
        if (count > 1)
            sort(first);
        setLow(0);
    }

    /// Takes all events of the heap, which come behind those of equal keys here.
    /// @pre they are due at or after base(), and within `span`
    void merge(EventHeap& heap);

    /// @pre not empty
    void pop() { ++m_next; }
    void clear() { restart(m_base); }

    std::size_t size() const { return static_cast<std::size_t>(m_end - m_next); }
    bool isEmpty() const { return m_next == m_end; }
    /// The key before which no event here was ever due since they were appended.
    EventKey base() const { return m_base; }
    /// @pre not empty
    EventKey nextKey() const { return m_base + (*m_next >> 32); }
    /// @pre not empty
    std::uint32_t nextId() const { return static_cast<std::uint32_t>(*m_next); }

    /// Whether as many events are left as setLow() said, or fewer.
    bool isLow() const { return m_next >= m_low; }
    void setLow(std::size_t left) { m_low = m_end - std::min(left, size()); }

    /// From now on showAhead() shows what is here; until the next append() or merge().
    void startShowing()
    {
        m_ahead = std::max(m_ahead, m_next + 1);
        m_aheadEnd = m_end;
    }
    /// Calls visit(id) for up to two of the events that come soon, in their order.
    template <class Visit>
    void showAhead(Visit visit)
    {
        if (m_ahead >= m_aheadEnd)
            return;
        const ShortEntry* const end = std::min(m_aheadEnd, m_next + aheadDistance);
        for (int i = 0; i < 2 && m_ahead < end; ++i)
            visit(static_cast<std::uint32_t>(*m_ahead++));
    }

private:
    using Storage = std::vector<ShortEntry, LargePages<ShortEntry>>;

    void restart(EventKey base)
    {
        m_base = base;
        m_next = m_end = m_low = m_ahead = m_aheadEnd = m_storage.data();
    }
    void makeRoom(EventKey base, std::size_t count);
    void sort(ShortEntry* first);

    // The key of an entry is counted from m_base.
    ShortEntry* m_next = nullptr;
    ShortEntry* m_low = nullptr;
    EventKey m_base = 0;
    ShortEntry* m_ahead = nullptr;
    ShortEntry* m_aheadEnd = nullptr;
    ShortEntry* m_end = nullptr;
    Storage m_storage;
    Storage m_scratch;
    std::vector<EventHeap::Entry> m_wideScratch;
};

} // namespace tickscope
