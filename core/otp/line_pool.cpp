// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/line_pool.h"

#include <algorithm>

namespace tickscope {

namespace {

constexpr std::size_t firstSlab = 256; // lines: 16 KB
constexpr std::size_t largestSlab = 32'768; // 2 MB, a large page, which is reached soon

} // namespace

// What is left of a slab when it is too small is not worth a list.
void* LinePool::carve(std::size_t lines)
{
    if (m_left < lines) {
        m_slabLines = m_slabLines == 0 ? firstSlab : std::min(8 * m_slabLines, largestSlab);
        std::unique_ptr<void, FreeSlab> slab(allocateLarge(m_slabLines * lineSize));
        if (slab == nullptr)
            throw std::bad_alloc {};
        m_next = static_cast<std::byte*>(slab.get());
        m_left = m_slabLines;
        m_slabs.push_back(std::move(slab));
    }
    void* const memory = m_next;
    m_next += lines * lineSize;
    m_left -= lines;
    return memory;
}

} // namespace tickscope
