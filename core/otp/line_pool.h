// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/large_pages.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace tickscope {

/// Memory of one node in whole cache lines: what is given back is the first to be taken again, so
/// that a tick allocates nothing once warm. All of it is freed with the pool.
class LinePool
{
public:
    static constexpr std::size_t lineSize = 64;
    static constexpr std::size_t mostLines = 64;

    LinePool() = default;
    LinePool(const LinePool&) = delete;
    LinePool& operator=(const LinePool&) = delete;

    /// @pre 0 < lines <= mostLines
    void* take(std::size_t lines)
    {
        assert(lines > 0 && lines <= mostLines);
        Free* const first = m_free[lines];
        if (first == nullptr)
            return carve(lines);
        m_free[lines] = first->next;
        return first;
    }
    /// @param lines  as they were taken
    void give(void* memory, std::size_t lines)
    {
        m_free[lines] = new (memory) Free { m_free[lines] };
    }

private:
    struct Free
    {
        Free* next;
    };
    struct FreeSlab
    {
        void operator()(void* slab) const { freeLarge(slab); }
    };

    void* carve(std::size_t lines);

    std::array<Free*, mostLines + 1> m_free {}; // by number of lines
    std::byte* m_next = nullptr; // in the latest slab
    std::size_t m_left = 0; // lines of it
    std::size_t m_slabLines = 0;
    std::vector<std::unique_ptr<void, FreeSlab>> m_slabs;
};

} // namespace tickscope
