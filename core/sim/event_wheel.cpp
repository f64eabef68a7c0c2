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

constexpr int secondShift = EventWheel::slotBits + EventWheel::shortSlotsBits - 2;

// Slots of 33 us, 67 ms, 69 s and 20 h; the last level holds every key there is. A turn of one
// level is four slots of the next, so that a horizon is never less than three quarters away.
constexpr std::array shapes {
    Shape { EventWheel::slotBits, EventWheel::shortSlotsBits },
    Shape { secondShift, 12 },
    Shape { secondShift + 10, 12 },
    Shape { secondShift + 20, 12 },
};

static_assert(shapes[1].shift < 32 && shapes[3].shift + shapes[3].bits >= 58);

constexpr EventKey never = std::numeric_limits<EventKey>::max();

} // namespace

EventWheel::Level::Level(int shift_, int bits)
    : chains(std::size_t { 1 } << bits)
    , used(std::uint32_t { 1 } << bits)
    , shift(shift_)
    , mask((std::uint32_t { 1 } << bits) - 1)
{
}

EventWheel::EventWheel(EventKey now)
    : m_levels { Level(shapes[0].shift, shapes[0].bits), Level(shapes[1].shift, shapes[1].bits),
        Level(shapes[2].shift, shapes[2].bits), Level(shapes[3].shift, shapes[3].bits) }
{
    setHorizons(now);
}

/// Pushes what needs a line of its own, or belongs to a higher level.
void EventWheel::pushElsewhere(EventKey key, std::uint32_t id)
{
    std::size_t index = 0;
    while (key >= m_levels[index].horizon)
        ++index;
    Level& level = m_levels[index];
    const std::uint32_t slot = level.slotOf(key);
    EventChain& chain = level.chains[slot];
    if (chain.count == 0)
        level.used.set(slot);
    if (index < shortLevels)
        m_short.appendAnyhow(chain, shortEntry(key, id));
    else
        m_long.appendAnyhow(chain, { key, id });
}

void EventWheel::keepUpNow(EventKey now, std::size_t enough)
{
    if (m_drained > enough)
        moveHorizons(now);
    m_nextMove = m_levels[1].floor(now) + m_levels[1].width();
    m_drained = 0;
}

void EventWheel::setHorizons(EventKey now)
{
    for (std::size_t i = 0; i + 1 < m_levels.size(); ++i)
        m_levels[i].horizon = m_levels[i + 1].floor(now) + m_levels[i].turn();
    m_levels.back().horizon = never;
    m_nextMove = m_levels[1].floor(now) + m_levels[1].width();
    m_now = now;
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
            moveDown(*slot);
        }
    }
}

/// Pushes the events of a slot anew, in order.
void EventWheel::moveDown(const Slot& slot)
{
    EventChain& chain = leave(slot);
    if (slot.hasShortEntries())
        m_short.move(chain, [&](ShortEntry entry) { push(keyIn(slot, entry), idOf(entry)); });
    else
        m_long.move(chain, [&](LongEntry entry) { push(entry.key(), entry.id); });
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

LongEntry EventWheel::first(const Slot& slot) const
{
    LongEntry best { never, 0 };
    const auto compare = [&best](EventKey key, std::uint32_t id) {
        if (key < best.key())
            best = { key, id };
    };
    const Level& level = m_levels[slot.level];
    const EventChain& chain = level.chains[level.slotOf(slot.begin)];
    if (slot.hasShortEntries())
        m_short.forEach(chain, [&](ShortEntry entry) { compare(keyIn(slot, entry), idOf(entry)); });
    else
        m_long.forEach(chain, [&](LongEntry entry) { compare(entry.key(), entry.id); });
    return best;
}

} // namespace tickscope
