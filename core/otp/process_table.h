// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/process.h"
#include "core/sim/large_pages.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

namespace tickscope {

class GenServer;

/// The processes of a node. Each has a place of whole cache lines: the process, then some bytes in
/// which the host keeps what surrounds it and outlives its incarnations, then its GenServer. So an
/// event that knows the number of a process knows where all of it is, and can have it fetched.
class ProcessTable
{
public:
    static constexpr std::size_t lineSize = 64;
    static constexpr std::size_t surroundingsBytes = 16;
    static constexpr std::size_t surroundingsOffset = sizeof(Process);
    static constexpr std::size_t serverOffset = surroundingsOffset + surroundingsBytes;

    /// @param serverBytes  the largest GenServer
    ProcessTable(std::uint32_t count, std::size_t serverBytes)
        : m_stride((serverOffset + serverBytes + lineSize - 1) / lineSize * lineSize)
        , m_count(count)
        , m_memory(allocateLarge(m_stride * count))
        , m_begin(static_cast<std::byte*>(m_memory.get()))
    {
        if (m_begin == nullptr && count != 0)
            throw std::bad_alloc {};
        for (std::uint32_t index = 0; index < count; ++index)
            (new (m_begin + m_stride * index) Process)->index = index;
    }

    std::uint32_t size() const { return m_count; }
    /// @pre index < size()
    Process& operator[](std::uint32_t index) const
    {
        return *reinterpret_cast<Process*>(m_begin + m_stride * index);
    }
    /// The host's bytes; nothing is in them at first.
    static void* surroundingsOf(Process& process)
    {
        return reinterpret_cast<std::byte*>(&process) + surroundingsOffset;
    }
    /// Where its GenServer is while it lives.
    static void* roomOf(Process& process)
    {
        return reinterpret_cast<std::byte*>(&process) + serverOffset;
    }
    /// @pre the process is alive
    static GenServer& serverOf(Process& process)
    {
        assert(process.isAlive());
        return *static_cast<GenServer*>(roomOf(process));
    }
    /// Fetches a process, and with it what a plain GenServer is made of.
    void prefetch(std::uint32_t index) const
    {
        const std::byte* place = m_begin + m_stride * index;
        __builtin_prefetch(place, 1);
        __builtin_prefetch(place + lineSize, 1);
    }

private:
    struct Free
    {
        void operator()(void* memory) const { freeLarge(memory); }
    };

    std::size_t m_stride;
    std::uint32_t m_count;
    std::unique_ptr<void, Free> m_memory;
    std::byte* m_begin;
};

} // namespace tickscope
