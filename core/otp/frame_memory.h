// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/line_pool.h"

#include <cstddef>
#include <new>

namespace tickscope {

/// Memory for the coroutine frames of handlers, from the pool of their node; frames too large for
/// it come from the heap. A frame that ends is told no more than its size, so it leaves that in its
/// memory, and the node, which knows the pool, takes the memory back.
class FrameMemory
{
public:
    static void* allocate(LinePool& pool, std::size_t size)
    {
        const std::size_t lines = linesFor(size);
        return lines <= LinePool::mostLines ? pool.take(lines)
                                            : ::operator new(lines* LinePool::lineSize);
    }
    /// The frame has ended.
    static void leave(void* frame, std::size_t size) { new (frame) Ended { linesFor(size) }; }
    /// @pre the frame has ended
    static void takeBack(LinePool& pool, void* frame)
    {
        const std::size_t lines = static_cast<Ended*>(frame)->lines;
        if (lines <= LinePool::mostLines)
            pool.give(frame, lines);
        else
            ::operator delete(frame);
    }

private:
    struct Ended
    {
        std::size_t lines;
    };
    static constexpr std::size_t linesFor(std::size_t size)
    {
        return (size + LinePool::lineSize - 1) / LinePool::lineSize;
    }
};

} // namespace tickscope
