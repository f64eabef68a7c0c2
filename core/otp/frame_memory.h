// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace tickscope {

/// Memory for the coroutine frames of one node's handlers: free lists of whole cache lines, so that
/// a tick allocates nothing once warm and touches one line. Frames too large come from the heap.
class FramePool
{
public:
    FramePool() = default;
    FramePool(const FramePool&) = delete;
    FramePool& operator=(const FramePool&) = delete;

    void* allocate(std::size_t size)
    {
        const std::size_t lines = linesFor(size);
        void* frame = nullptr;
        if (lines >= m_free.size())
            frame = ::operator new(lines* lineSize);
        else
            frame = take(lines);
        new (ownerOf(frame, size)) FramePool*(this);
        return frame;
    }
    /// @param size  as it was allocated
    static void release(void* frame, std::size_t size)
    {
        const std::size_t lines = linesFor(size);
        FramePool& pool = **ownerOf(frame, size);
        if (lines >= pool.m_free.size())
            ::operator delete(frame);
        else
            pool.m_free[lines] = new (frame) Block { pool.m_free[lines] };
    }

private:
    static constexpr std::size_t lineSize = 64;
    static constexpr std::size_t linesPerSlab = 256;

    struct Block
    {
        Block* next;
    };
    struct alignas(lineSize) Line
    {
        std::array<std::byte, lineSize> bytes;
    };

    // Behind each frame lies the pool it came from: who frees a frame is told nothing but its size.
    static constexpr std::size_t ownerOffset(std::size_t size)
    {
        return (size + sizeof(FramePool*) - 1) / sizeof(FramePool*) * sizeof(FramePool*);
    }
    static FramePool** ownerOf(void* frame, std::size_t size)
    {
        return reinterpret_cast<FramePool**>(static_cast<std::byte*>(frame) + ownerOffset(size));
    }
    static constexpr std::size_t linesFor(std::size_t size)
    {
        return (ownerOffset(size) + sizeof(FramePool*) + lineSize - 1) / lineSize;
    }

    void* take(std::size_t lines)
    {
        if (m_free[lines] == nullptr)
            refill(lines);
        Block* block = m_free[lines];
        m_free[lines] = block->next;
        return block;
    }
    void refill(std::size_t lines);

    std::array<Block*, 8> m_free {}; // by number of lines
    std::vector<std::unique_ptr<Line[]>> m_slabs;
};

} // namespace tickscope
