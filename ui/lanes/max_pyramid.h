// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace tickscope {

/// The largest of any stretch of a long list, in logarithmic time. Keeps one value per 16 of the
/// list, one per 16 of those, and so on; the list itself stays where it is and is read through a
/// function `value(index)`.
class MaxPyramid
{
public:
    static constexpr std::size_t fan = 16;
    static constexpr std::int64_t nothing = std::numeric_limits<std::int64_t>::min();

    void clear() { m_levels.clear(); }

    /// Takes in that the list has `size` values now; those from `changedFrom` on may be new.
    template <typename Value>
    void update(std::size_t changedFrom, std::size_t size, const Value& value)
    {
        std::size_t from = changedFrom / fan;
        std::size_t count = size / fan;
        for (std::size_t level = 0; count > 0; ++level, from /= fan, count /= fan) {
            if (level == m_levels.size())
                m_levels.emplace_back();
            m_levels[level].resize(count);
            for (std::size_t block = from; block < count; ++block)
                m_levels[level][block] = maxBelow(level, block, value);
        }
    }

    /// Takes in that one value changed.
    template <typename Value>
    void refresh(std::size_t index, const Value& value)
    {
        for (std::size_t level = 0; level < m_levels.size(); ++level) {
            index /= fan;
            if (index >= m_levels[level].size())
                return;
            m_levels[level][index] = maxBelow(level, index, value);
        }
    }

    /// @return the largest of [from, to), or `nothing`
    template <typename Value>
    std::int64_t max(std::size_t from, std::size_t to, const Value& value) const
    {
        std::int64_t result = nothing;
        while (from < to) {
            const std::size_t level = levelAt(from, to);
            result = std::max(result, level == 0 ? value(from) : at(level, from));
            from += width(level);
        }
        return result;
    }

    /// @return the first index of [from, to) whose value is at least `least`, or `to`
    template <typename Value>
    std::size_t firstAtLeast(
        std::size_t from, std::size_t to, std::int64_t least, const Value& value) const
    {
        while (from < to) {
            std::size_t level = levelAt(from, to);
            if ((level == 0 ? value(from) : at(level, from)) < least) {
                from += width(level);
                continue;
            }
            if (level == 0)
                return from;
            // It is in this block: look closer, one level down at a time.
            while (level > 0) {
                --level;
                while ((level == 0 ? value(from) : at(level, from)) < least)
                    from += width(level);
            }
            return from;
        }
        return to;
    }

private:
    static constexpr std::size_t width(std::size_t level)
    {
        std::size_t result = 1;
        for (; level > 0; --level)
            result *= fan;
        return result;
    }
    std::int64_t at(std::size_t level, std::size_t index) const
    {
        return m_levels[level - 1][index / width(level)];
    }
    /// The highest level whose block begins at `from` and ends before `to`.
    std::size_t levelAt(std::size_t from, std::size_t to) const
    {
        std::size_t level = 0;
        while (level < m_levels.size() && from % width(level + 1) == 0
            && from + width(level + 1) <= to && from / width(level + 1) < m_levels[level].size())
            ++level;
        return level;
    }
    template <typename Value>
    std::int64_t maxBelow(std::size_t level, std::size_t block, const Value& value) const
    {
        std::int64_t result = nothing;
        for (std::size_t i = block * fan; i < (block + 1) * fan; ++i)
            result = std::max(result, level == 0 ? value(i) : m_levels[level - 1][i]);
        return result;
    }

    std::vector<std::vector<std::int64_t>> m_levels;
};

} // namespace tickscope
