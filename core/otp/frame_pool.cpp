// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/frame_pool.h"

namespace tickscope {

void FramePool::refill(std::size_t sizeClass)
{
    const std::size_t size = sizeClass * step;
    auto slab = std::make_unique_for_overwrite<std::byte[]>(size * blocksPerSlab);
    for (std::size_t i = blocksPerSlab; i-- > 0;) {
        auto* block = reinterpret_cast<Block*>(slab.get() + i * size);
        block->next = m_free[sizeClass];
        m_free[sizeClass] = block;
    }
    m_slabs.push_back(std::move(slab));
}

} // namespace tickscope
