// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/large_pages.h"

#include <cstdlib>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace tickscope {

namespace {

constexpr std::size_t lineSize = 64;
constexpr std::size_t largePage = std::size_t { 2 } << 20;

std::size_t roundedUp(std::size_t bytes, std::size_t unit)
{
    return (bytes + unit - 1) / unit * unit;
}

} // namespace

void* allocateLarge(std::size_t bytes)
{
    if (bytes < largePage)
        return std::aligned_alloc(lineSize, roundedUp(bytes, lineSize));
    bytes = roundedUp(bytes, largePage);
    void* memory = std::aligned_alloc(largePage, bytes);
#ifdef __linux__
    if (memory != nullptr)
        static_cast<void>(madvise(memory, bytes, MADV_HUGEPAGE)); // without, it is only slower
#endif
    return memory;
}

void freeLarge(void* memory)
{
    std::free(memory);
}

} // namespace tickscope
