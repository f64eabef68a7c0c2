// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/slot_bitmap.h"

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
        ++m_size;
    }

    /// Takes the oldest id of this position.
    /// @pre the position is in use
    std::uint32_t take(std::uint32_t position)
    {
        const std::uint32_t tail = m_tails[position];
        const std::uint32_t head = m_nodes[tail].next;
        if (head == tail) {
            m_tails[position] = none;
            m_used.clear(position);
        } else {
            m_nodes[tail].next = m_nodes[head].next;
        }
        m_nodes[head].next = m_free;
        m_free = head;
        --m_size;
        return m_nodes[head].id;
    }

    /// @pre not empty
    std::uint32_t firstPosition() const { return m_used.next(0); }
    /// @return The id that take() would give.
    std::uint32_t peek(std::uint32_t position) const
    {
        return m_nodes[m_nodes[m_tails[position]].next].id;
    }
    bool isEmpty() const { return m_size == 0; }

private:
    /// The lists are rings of which the tail is kept.
    struct Node
    {
        std::uint32_t next;
        std::uint32_t id;
    };
    static constexpr std::uint32_t none = ~std::uint32_t { 0 };

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
    std::size_t m_size = 0;
};

} // namespace tickscope
