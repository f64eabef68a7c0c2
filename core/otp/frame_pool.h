// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace tickscope {

/// Memory for the coroutine frames of one node's handlers: free lists by size class, so that a tick
/// allocates nothing once warm. Frames that are too large for a class come from the heap.
class FramePool
{
public:
    void* allocate(std::size_t size)
    {
        const std::size_t sizeClass = (size + step - 1) / step;
        if (sizeClass >= m_free.size())
            return ::operator new(size);
        if (m_free[sizeClass] == nullptr)
            refill(sizeClass);
        Block* block = m_free[sizeClass];
        m_free[sizeClass] = block->next;
        return block;
    }
    void release(void* frame, std::size_t size)
    {
        const std::size_t sizeClass = (size + step - 1) / step;
        if (sizeClass >= m_free.size()) {
            ::operator delete(frame);
            return;
        }
        auto* block = static_cast<Block*>(frame);
        block->next = m_free[sizeClass];
        m_free[sizeClass] = block;
    }

private:
    struct Block
    {
        Block* next;
    };
    static constexpr std::size_t step = 32;
    static constexpr std::size_t blocksPerSlab = 64;

    void refill(std::size_t sizeClass);

    std::array<Block*, 16> m_free {}; // up to 480 bytes
    std::vector<std::unique_ptr<std::byte[]>> m_slabs;
};

} // namespace tickscope
