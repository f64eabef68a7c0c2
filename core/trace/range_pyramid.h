// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstddef>
#include <vector>

namespace tickscope {

/// Ranges over a row of values that grows: of `fanOut` values, of as many of those, and so on. So
/// the range of any stretch costs the logarithm of the values in it.
/// @tparam Range  smallest and largest value; has add(Range), which widens it
template <typename Range, std::size_t fanOut>
class RangePyramid
{
public:
    /// How many values are in whole cells.
    std::size_t size() const { return m_size; }
    /// Takes in the next `fanOut` values: the range of all of them.
    void append(const Range& cell)
    {
        m_size += fanOut;
        addCell(0, cell);
    }

    /// Widens a range by the values [first, last).
    /// @param rangeAt  the range of one value, by its place; also of values not taken in yet
    template <typename RangeAt>
    void widen(Range& range, std::size_t first, std::size_t last, const RangeAt& rangeAt) const
    {
        while (first < last) {
            // The largest whole cell that begins here and ends in time.
            std::size_t width = 1;
            const Range* cell = nullptr;
            for (const std::vector<Range>& cells : m_levels) {
                const std::size_t next = width * fanOut;
                if (first % next != 0 || first + next > last || first / next >= cells.size())
                    break;
                width = next;
                cell = &cells[first / next];
            }
            range.add(cell != nullptr ? *cell : rangeAt(first));
            first += width;
        }
    }

private:
    void addCell(std::size_t level, Range cell)
    {
        for (;; ++level) {
            if (level == m_levels.size())
                m_levels.emplace_back();
            std::vector<Range>& cells = m_levels[level];
            cells.push_back(cell);
            if (cells.size() % fanOut != 0)
                return;
            for (std::size_t below = cells.size() - fanOut; below < cells.size(); ++below)
                cell.add(cells[below]);
        }
    }

    std::vector<std::vector<Range>> m_levels; // whole cells only
    std::size_t m_size = 0;
};

} // namespace tickscope
