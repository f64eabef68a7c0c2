// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/line_pool.h"

#include <cstddef>
#include <new>

namespace tickscope {

/// Memory for the coroutine frames of handlers, from the pool of their node; frames too large for
/// it come from the heap. Behind each frame lies the pool it came from: who frees a frame is told
/// nothing but its size.
class FrameMemory
{
public:
    static void* allocate(LinePool& pool, std::size_t size)
    {
        const std::size_t lines = linesFor(size);
        void* const frame = lines <= LinePool::mostLines
            ? pool.take(lines)
            : ::operator new(lines* LinePool::lineSize);
        new (ownerOf(frame, size)) LinePool*(&pool);
        return frame;
    }
    /// @param size  as it was allocated
    static void release(void* frame, std::size_t size)
    {
        const std::size_t lines = linesFor(size);
        if (lines <= LinePool::mostLines)
            (*ownerOf(frame, size))->give(frame, lines);
        else
            ::operator delete(frame);
    }

private:
    static constexpr std::size_t ownerOffset(std::size_t size)
    {
        return (size + sizeof(LinePool*) - 1) / sizeof(LinePool*) * sizeof(LinePool*);
    }
    static LinePool** ownerOf(void* frame, std::size_t size)
    {
        return reinterpret_cast<LinePool**>(static_cast<std::byte*>(frame) + ownerOffset(size));
    }
    static constexpr std::size_t linesFor(std::size_t size)
    {
        return (ownerOffset(size) + sizeof(LinePool*) + LinePool::lineSize - 1)
            / LinePool::lineSize;
    }
};

} // namespace tickscope
