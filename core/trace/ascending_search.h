// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <algorithm>
#include <cstddef>

namespace tickscope {

/// Finds one place after another in a long sorted list, as for the columns of a picture. It looks
/// first where another step as long as the last one leads: where steps are about alike, a search
/// looks at a few places that lie close together, however long the list is.
class AscendingSearch
{
public:
    /// @return the first place for which `isBefore(place)` no longer holds, or `size`
    /// @param isBefore  holds up to some place and not from there on
    /// @pre size and that place are not less than in the last call
    template <typename IsBefore>
    std::size_t next(std::size_t size, const IsBefore& isBefore)
    {
        std::size_t low = m_place; // all before it hold
        std::size_t high = size; // it and all after it do not
        const std::size_t guess = low + m_step;
        if (guess < size && isBefore(guess)) {
            low = guess + 1;
            for (std::size_t step = 1; low < high; step *= 2) {
                const std::size_t probe = std::min(low + step, high) - 1;
                if (!isBefore(probe)) {
                    high = probe;
                    break;
                }
                low = probe + 1;
            }
        } else {
            high = std::min(guess, size);
            for (std::size_t step = 1; low < high; step *= 2) {
                const std::size_t probe = high - std::min(step, high - low);
                if (isBefore(probe)) {
                    low = probe + 1;
                    break;
                }
                high = probe;
            }
        }
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (isBefore(middle))
                low = middle + 1;
            else
                high = middle;
        }
        m_step = low - m_place;
        m_place = low;
        return low;
    }

private:
    std::size_t m_place = 0;
    std::size_t m_step = 0;
};

} // namespace tickscope
