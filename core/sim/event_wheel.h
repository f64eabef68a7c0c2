// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/event_blocks.h"
#include "core/sim/slot_bitmap.h"

#include <array>
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
    /// The width of a slot of level 0, in bits of the key: 2^13 keys are 2 us.
    static constexpr int slotBits = 13;
    static constexpr EventKey slotWidth = EventKey { 1 } << slotBits;
    static constexpr int shortSlotsBits = 14; ///< How many there are.
    static constexpr EventKey none = ~EventKey { 0 };

    /// The events due from begin up to, but not including, end.
    struct Slot
    {
        std::size_t level;
        EventKey begin;
        EventKey end;
        std::size_t count;
    };

    /// @param now  No event is due before.
    explicit EventWheel(EventKey now);

    /// @pre key is not before the latest now
    void push(EventKey key, std::uint32_t id)
    {
        ++m_size;
        if (key < m_levels[0].horizon)
            append(m_levels[0], shortSlotOf(key), { key, id });
        else
            pushLong(key, id);
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
        if (now < m_nextMove)
            return;
        if (m_drained > enough)
            moveHorizons(now);
        m_nextMove = m_levels[1].floor(now) + m_levels[1].width();
        m_drained = 0;
    }

    /// @return Where the slot of the next event begins, if it is one of level 0; else none.
    /// @param now  No event is due before, and no advance() has been beyond.
    EventKey firstShortSlot(EventKey now) const
    {
        const std::uint32_t start = shortSlotOf(now);
        const std::uint32_t slot = m_levels[0].used.next(start);
        if (slot == SlotBitmap::none)
            return none;
        return ((now >> slotBits) + ((slot - start) & shortSlotsMask)) << slotBits;
    }

    /// @return How many events are in the slot of level 0 that begins there.
    std::uint32_t countInShortSlot(EventKey begin) const
    {
        return m_levels[0].chains[shortSlotOf(begin)].count;
    }

    /// Empties the slot of level 0 that begins there, calling visit(entry) for each in the order of
    /// pushing.
    /// @pre visit does not push
    template <class Visit>
    void drainShort(EventKey begin, Visit visit)
    {
        const std::uint32_t place = shortSlotOf(begin);
        EventBlocks::Chain& chain = m_levels[0].chains[place];
        m_levels[0].used.clear(place);
        m_size -= chain.count;
        m_drained += chain.count;
        m_blocks.drain(chain, visit);
    }

    /// @return The slot of the next event.
    /// @param now  No event is due before, and no advance() has been beyond.
    std::optional<Slot> firstSlot(EventKey now) const
    {
        const EventKey begin = firstShortSlot(now);
        if (begin == none)
            return firstLongSlot();
        return Slot { 0, begin, begin + slotWidth, countInShortSlot(begin) };
    }

    /// @return The next event of this slot, found at a cost that grows with the number there.
    EventEntry first(const Slot& slot) const;

    /// Calls visit(entry) for each in the order of pushing.
    template <class Visit>
    void forEach(const Slot& slot, Visit visit) const
    {
        const Level& level = m_levels[slot.level];
        m_blocks.forEach(level.chains[level.slotOf(slot.begin)], visit);
    }

    /// Empties a slot, calling visit(entry) for each in the order of pushing.
    /// @pre visit does not push
    template <class Visit>
    void drain(const Slot& slot, Visit visit)
    {
        m_blocks.drain(leave(slot), visit);
    }

    /// Empties all slots; entries of equal keys come in the order of pushing.
    template <class Visit>
    void drainAll(EventKey now, Visit visit)
    {
        while (const auto slot = firstSlot(now))
            drain(*slot, visit);
    }

    bool isEmpty() const { return m_size == 0; }

private:
    static constexpr std::uint32_t shortSlotsMask = (std::uint32_t { 1 } << shortSlotsBits) - 1;
    static std::uint32_t shortSlotOf(EventKey key)
    {
        return static_cast<std::uint32_t>(key >> slotBits) & shortSlotsMask;
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

        int shift;
        std::uint32_t mask;
        EventKey horizon = 0;
        std::vector<EventBlocks::Chain> chains;
        SlotBitmap used;
    };

    void append(Level& level, std::uint32_t slot, EventEntry entry)
    {
        EventBlocks::Chain& chain = level.chains[slot];
        if (chain.count == 0)
            level.used.set(slot);
        m_blocks.append(chain, entry);
    }

    /// @return the events of a slot that is about to be emptied
    EventBlocks::Chain& leave(const Slot& slot)
    {
        m_size -= slot.count;
        m_drained += slot.level == 0 ? slot.count : 0;
        Level& level = m_levels[slot.level];
        const std::uint32_t place = level.slotOf(slot.begin);
        level.used.clear(place);
        return level.chains[place];
    }

    void pushLong(EventKey key, std::uint32_t id);
    std::optional<Slot> firstSlot(std::size_t index, EventKey from) const;
    std::optional<Slot> firstLongSlot() const;
    void setHorizons(EventKey now);
    void moveHorizons(EventKey now);

    std::array<Level, 5> m_levels;
    EventBlocks m_blocks;
    EventKey m_nextMove = 0;
    std::size_t m_size = 0;
    std::size_t m_drained = 0; ///< From level 0, since keepUp() looked last.
};

} // namespace tickscope
