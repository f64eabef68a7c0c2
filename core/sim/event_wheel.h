// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/event_blocks.h"
#include "core/sim/slot_bitmap.h"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace tickscope {

/// Where far events wait: a hierarchical timing wheel over event keys.
///
/// Level 0 is a ring of short slots; each level above has slots that are a quarter of a turn of the
/// level below. A level reaches up to its horizon, and an event waits in the lowest
/// level whose horizon lies beyond it. A horizon moves by whole slots of the level above, and such
/// a slot is moved down at that very moment. So events of equal keys always share one chain, in the
/// order in which they were pushed, and no sequence number is needed.
/// @see G. Varghese, T. Lauck, Hashed and Hierarchical Timing Wheels, 1987
class EventWheel
{
public:
    /// The width of a slot of level 0, in bits of the key: 2^17 keys are 33 us.
    static constexpr int slotBits = 17;
    static constexpr EventKey slotWidth = EventKey { 1 } << slotBits;
    static constexpr int shortSlotsBits = 13; ///< How many there are.
    static constexpr EventKey none = ~EventKey { 0 };

    /// The events due from begin up to, but not including, end.
    struct Slot
    {
        std::size_t level;
        EventKey begin;
        EventKey end;
        std::size_t count;
        bool hasShortEntries() const { return level < shortLevels; }
    };

    /// @param now  No event is due before.
    explicit EventWheel(EventKey now);

    /// @pre key is not before the latest now
    void push(EventKey key, std::uint32_t id)
    {
        ++m_size;
        Level& level = m_levels[0];
        EventChain& chain = level.chains[shortSlotOf(key)];
        if (key < level.horizon && m_short.hasRoom(chain))
            m_short.append(chain, shortEntry(key, id));
        else
            pushElsewhere(key, id);
    }

    /// Moves the horizons on, now that no event is due before `now`. It need not be called each
    /// time: with horizons left behind, events only wait in higher levels than they could.
    void advance(EventKey now)
    {
        if (now >= m_nextMove)
            moveHorizons(now);
    }

    /// The same, but only if enough events have come through level 0, since the horizons could have
    /// moved last, that the next ones had better be pushed into it at once.
    void keepUp(EventKey now, std::size_t enough)
    {
        if (now >= m_nextMove)
            keepUpNow(now, enough);
    }

    /// @return The latest now: no event may be pushed that is due before.
    EventKey now() const { return m_now; }

    /// @return Where the slot of the next event begins, if it is one of level 0; else none.
    /// @param from  No event is due before, and it is not before now().
    EventKey firstShortSlot(EventKey from) const
    {
        const std::uint32_t start = shortSlotOf(from);
        const std::uint32_t slot = m_levels[0].used.next(start);
        if (slot == SlotBitmap::none)
            return none;
        return ((from >> slotBits) + ((slot - start) & shortSlotsMask)) << slotBits;
    }

    /// @return How many events are in the slot of level 0 that begins there.
    std::uint32_t countInShortSlot(EventKey begin) const
    {
        return m_levels[0].chains[shortSlotOf(begin)].count;
    }

    /// Empties the slot of level 0 that begins there, calling visit(shortEntry) for each in the
    /// order of pushing.
    /// @pre visit does not push
    template <class Visit>
    void drainShort(EventKey begin, Visit visit)
    {
        const std::uint32_t place = shortSlotOf(begin);
        EventChain& chain = m_levels[0].chains[place];
        m_levels[0].used.clear(place);
        m_size -= chain.count;
        m_drained += chain.count;
        m_short.drain(chain, visit);
    }

    /// @return The slot of the next event.
    /// @param from  No event is due before, and it is not before now().
    std::optional<Slot> firstSlot(EventKey from) const
    {
        const EventKey begin = firstShortSlot(from);
        if (begin == none)
            return firstLongSlot();
        return Slot { 0, begin, begin + slotWidth, countInShortSlot(begin) };
    }

    /// @return The next event of this slot, found at a cost that grows with the number there.
    LongEntry first(const Slot& slot) const;

    /// Empties a slot, calling visit(shortEntry) for each in the order of pushing.
    /// @pre it has short entries, and visit does not push
    template <class Visit>
    void drainShortEntries(const Slot& slot, Visit visit)
    {
        m_short.drain(leave(slot), visit);
    }

    /// Empties a slot, calling visit(key, id) for each in the order of pushing.
    /// @pre visit does not push
    template <class Visit>
    void drain(const Slot& slot, Visit visit)
    {
        EventChain& chain = leave(slot);
        if (slot.hasShortEntries())
            m_short.drain(chain, [&](ShortEntry entry) { visit(keyIn(slot, entry), idOf(entry)); });
        else
            m_long.drain(chain, [&](LongEntry entry) { visit(entry.key(), entry.id); });
    }

    /// Empties all slots; entries of equal keys come in the order of pushing.
    template <class Visit>
    void drainAll(EventKey from, Visit visit)
    {
        while (const auto slot = firstSlot(from))
            drain(*slot, visit);
    }

    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

private:
    static constexpr std::size_t shortLevels = 2; ///< Their slots are narrow enough for ShortEntry.
    static constexpr std::uint32_t shortSlotsMask = (std::uint32_t { 1 } << shortSlotsBits) - 1;
    static std::uint32_t shortSlotOf(EventKey key)
    {
        return static_cast<std::uint32_t>(key >> slotBits) & shortSlotsMask;
    }
    static std::uint32_t idOf(ShortEntry entry) { return static_cast<std::uint32_t>(entry); }
    static EventKey keyIn(const Slot& slot, ShortEntry entry)
    {
        return slot.begin | ((entry >> 32) & (slot.end - slot.begin - 1));
    }

    struct Level
    {
        Level(int shift, int bits);

        std::uint32_t slotOf(EventKey key) const
        {
            return static_cast<std::uint32_t>(key >> shift) & mask;
        }
        EventKey width() const { return EventKey { 1 } << shift; }
        EventKey floor(EventKey key) const { return key >> shift << shift; }
        EventKey turn() const { return (EventKey { mask } + 1) << shift; }

        EventKey horizon = 0;
        std::vector<EventChain> chains;
        SlotBitmap used;
        int shift;
        std::uint32_t mask;
    };

    /// @return the events of a slot that is about to be emptied
    EventChain& leave(const Slot& slot)
    {
        m_size -= slot.count;
        m_drained += slot.level == 0 ? slot.count : 0;
        Level& level = m_levels[slot.level];
        const std::uint32_t place = level.slotOf(slot.begin);
        level.used.clear(place);
        return level.chains[place];
    }

    void pushElsewhere(EventKey key, std::uint32_t id);
    void moveDown(const Slot& slot);
    std::optional<Slot> firstSlot(std::size_t index, EventKey from) const;
    std::optional<Slot> firstLongSlot() const;
    void keepUpNow(EventKey now, std::size_t enough);
    void setHorizons(EventKey now);
    void moveHorizons(EventKey now);

    std::array<Level, 4> m_levels;
    EventBlocks<ShortEntry> m_short; ///< Of the first levels.
    EventBlocks<LongEntry> m_long; ///< Of the others.
    EventKey m_now;
    EventKey m_nextMove = 0;
    std::size_t m_size = 0;
    std::size_t m_drained = 0; ///< From level 0, since keepUp() looked last.
};

} // namespace tickscope
