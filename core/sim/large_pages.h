// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstddef>
#include <new>

namespace tickscope {

/// Memory for what a run touches all over: aligned to cache lines, and where it is large, in large
/// pages if the system has them to give. With many processes each tick lands on other pages than
/// the one before, and finding small ones takes as long as reading them.
/// @return null when there is none
/// @see madvise(2), MADV_HUGEPAGE
void* allocateLarge(std::size_t bytes);
void freeLarge(void* memory);

/// Such memory for a std::vector.
template <typename T>
struct LargePages
{
    using value_type = T;

    LargePages() = default;
    template <typename Other>
    LargePages(const LargePages<Other>&) // NOLINT(google-explicit-constructor): as std::allocator
    {
    }
    T* allocate(std::size_t count)
    {
        void* memory = allocateLarge(count * sizeof(T));
        if (memory == nullptr)
            throw std::bad_alloc {};
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t) { freeLarge(memory); }

    friend bool operator==(const LargePages&, const LargePages&) { return true; }
};

} // namespace tickscope
