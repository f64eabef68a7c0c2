// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/slot_bitmap.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace tickscope {

/// First-in first-out lists of ids, one for each position of a small range, taken in the order of
/// the positions. Here a position is one class of one nanosecond, so this orders events exactly.
class InstantLists
{
public:
    static constexpr std::uint32_t positions = 8192;

    InstantLists();

    void append(std::uint32_t position, std::uint32_t id)
    {
        const std::uint32_t node = allocate();
        const std::uint32_t tail = m_tails[position];
        m_nodes[node].id = id;
        if (tail == none) {
            m_nodes[node].next = node;
            m_used.set(position);
        } else {
            m_nodes[node].next = m_nodes[tail].next;
            m_nodes[tail].next = node;
        }
        m_tails[position] = node;
        m_first = std::min(m_first, position);
    }

    /// Takes the oldest id of the first position.
    /// @pre not empty
    std::uint32_t take()
    {
        const std::uint32_t tail = m_tails[m_first];
        const std::uint32_t head = m_nodes[tail].next;
        if (head == tail) {
            m_tails[m_first] = none;
            m_used.clear(m_first);
            m_first = m_used.next(m_first);
        } else {
            m_nodes[tail].next = m_nodes[head].next;
        }
        m_nodes[head].next = m_free;
        m_free = head;
        return m_nodes[head].id;
    }

    /// @pre not empty
    std::uint32_t firstPosition() const { return m_first; }
    /// @return The id that take() would give.
    /// @pre not empty
    std::uint32_t peek() const { return m_nodes[m_nodes[m_tails[m_first]].next].id; }
    bool isEmpty() const { return m_first == none; }

private:
    /// The lists are rings of which the tail is kept.
    struct Node
    {
        std::uint32_t next;
        std::uint32_t id;
    };
    static constexpr std::uint32_t none = SlotBitmap::none;

    std::uint32_t allocate()
    {
        if (m_free == none) {
            m_nodes.emplace_back();
            return static_cast<std::uint32_t>(m_nodes.size() - 1);
        }
        const std::uint32_t node = m_free;
        m_free = m_nodes[node].next;
        return node;
    }

    std::vector<std::uint32_t> m_tails;
    SlotBitmap m_used;
    std::vector<Node> m_nodes;
    std::uint32_t m_free = none;
    std::uint32_t m_first = none; // the first position in use
};

} // namespace tickscope
