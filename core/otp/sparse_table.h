// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tickscope {

/// An array most of whose elements are never changed: those that are, and their neighbours, take
/// memory, all others none.
template <typename T>
class SparseTable
{
public:
    explicit SparseTable(std::uint32_t size)
        : m_parts((std::size_t { size } + partSize - 1) / partSize)
    {
    }
    /// An element to be read; a fresh one where none was ever changed.
    const T& operator[](std::uint32_t index) const
    {
        static constexpr T fresh {};
        const auto& part = m_parts[index / partSize];
        return part ? (*part)[index % partSize] : fresh;
    }
    /// An element to be changed.
    T& change(std::uint32_t index)
    {
        auto& part = m_parts[index / partSize];
        if (!part)
            part = std::make_unique<Part>();
        return (*part)[index % partSize];
    }

private:
    static constexpr std::uint32_t partSize = 64;
    using Part = std::array<T, partSize>;
    std::vector<std::unique_ptr<Part>> m_parts;
};

} // namespace tickscope
