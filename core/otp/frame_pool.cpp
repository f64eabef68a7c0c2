// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/frame_pool.h"

namespace tickscope {

void FramePool::refill(std::size_t lines)
{
    const std::size_t blocks = linesPerSlab / lines;
    auto slab = std::make_unique_for_overwrite<Line[]>(blocks * lines);
    for (std::size_t i = blocks; i-- > 0;)
        m_free[lines] = new (&slab[i * lines]) Block { m_free[lines] };
    m_slabs.push_back(std::move(slab));
}

} // namespace tickscope
