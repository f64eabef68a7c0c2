// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_wheel.h"

#include <algorithm>
#include <array>
#include <limits>

namespace tickscope {

namespace {

struct Shape
{
    int shift;
    int bits;
};

// Slots of 2 us, 8 ms, 8.6 s, 2.4 h and 104 days; the last level holds every key there is. A turn
// of one level is four slots of the next, so that a horizon is never less than three quarters away.
constexpr std::array shapes {
    Shape { EventWheel::slotBits, EventWheel::shortSlotsBits },
    Shape { 25, 12 },
    Shape { 35, 12 },
    Shape { 45, 12 },
    Shape { 55, 3 },
};

constexpr EventKey never = std::numeric_limits<EventKey>::max();

} // namespace

EventWheel::Level::Level(int shift_, int bits)
    : shift(shift_)
    , mask((std::uint32_t { 1 } << bits) - 1)
    , chains(std::size_t { mask } + 1)
    , used(mask + 1)
{
}

EventWheel::EventWheel(EventKey now)
    : m_levels { Level(shapes[0].shift, shapes[0].bits), Level(shapes[1].shift, shapes[1].bits),
        Level(shapes[2].shift, shapes[2].bits), Level(shapes[3].shift, shapes[3].bits),
        Level(shapes[4].shift, shapes[4].bits) }
{
    setHorizons(now);
}

void EventWheel::pushLong(EventKey key, std::uint32_t id)
{
    std::size_t level = 1;
    while (key >= m_levels[level].horizon)
        ++level;
    append(m_levels[level], m_levels[level].slotOf(key), { key, id });
}

void EventWheel::setHorizons(EventKey now)
{
    for (std::size_t i = 0; i + 1 < m_levels.size(); ++i)
        m_levels[i].horizon = m_levels[i + 1].floor(now) + m_levels[i].turn();
    m_levels.back().horizon = never;
    m_nextMove = m_levels[1].floor(now) + m_levels[1].width();
}

void EventWheel::moveHorizons(EventKey now)
{
    std::array<EventKey, shapes.size()> before {};
    for (std::size_t i = 0; i < m_levels.size(); ++i)
        before[i] = m_levels[i].horizon;
    // All are set first, so that each entry falls at once to the level where it belongs.
    setHorizons(now);
    for (std::size_t i = m_levels.size() - 1; i > 0; --i) {
        // A search must not begin before now: it would take a slot of the next turn for one of
        // this.
        const EventKey from = std::max(before[i - 1], m_levels[i].floor(now));
        for (;;) {
            const auto slot = firstSlot(i, from);
            if (!slot || slot->begin >= m_levels[i - 1].horizon)
                break;
            m_blocks.move(leave(*slot), [this](EventEntry entry) { push(entry.key(), entry.id); });
        }
    }
}

std::optional<EventWheel::Slot> EventWheel::firstLongSlot() const
{
    if (isEmpty())
        return std::nullopt;
    std::optional<Slot> slot;
    for (std::size_t i = 1; !slot; ++i)
        slot = firstSlot(i, m_levels[i - 1].horizon);
    return slot;
}

std::optional<EventWheel::Slot> EventWheel::firstSlot(std::size_t index, EventKey from) const
{
    const Level& level = m_levels[index];
    const std::uint32_t start = level.slotOf(from);
    const std::uint32_t slot = level.used.next(start);
    if (slot == SlotBitmap::none)
        return std::nullopt;
    const EventKey distance = (slot - start) & level.mask;
    const EventKey begin = level.floor(from) + (distance << level.shift);
    return Slot { index, begin, begin + level.width(), level.chains[slot].count };
}

EventEntry EventWheel::first(const Slot& slot) const
{
    EventEntry best { never, 0 };
    forEach(slot, [&best](EventEntry entry) {
        if (entry.key() < best.key())
            best = entry;
    });
    return best;
}

} // namespace tickscope
