// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/source_diff.h"

#include <algorithm>
#include <cstddef>

namespace tickscope {

namespace {

/// How many lines the rests of both sources have in common, from each pair of places on.
class CommonLines
{
public:
    CommonLines(const SourceModule& left, const SourceModule& right)
        : m_width(right.lines.size() + 1)
        , m_lengths((left.lines.size() + 1) * m_width)
    {
        for (std::size_t i = left.lines.size(); i-- > 0;)
            for (std::size_t j = right.lines.size(); j-- > 0;)
                at(i, j) = left.lines[i].text == right.lines[j].text
                    ? at(i + 1, j + 1) + 1
                    : std::max(at(i + 1, j), at(i, j + 1));
    }
    int& at(std::size_t left, std::size_t right) { return m_lengths[left * m_width + right]; }

private:
    std::size_t m_width;
    std::vector<int> m_lengths;
};

} // namespace

std::vector<DiffRow> sideBySide(const SourceModule& left, const SourceModule& right)
{
    CommonLines common(left, right);
    std::vector<DiffRow> rows;
    std::vector<int> removed;
    std::vector<int> added;
    const auto flush = [&] {
        for (std::size_t k = 0; k < std::max(removed.size(), added.size()); ++k)
            rows.push_back(
                { k < removed.size() ? removed[k] : 0, k < added.size() ? added[k] : 0, false });
        removed.clear();
        added.clear();
    };
    std::size_t i = 0;
    std::size_t j = 0;
    const std::size_t leftEnd = left.lines.size();
    const std::size_t rightEnd = right.lines.size();
    while (i < leftEnd || j < rightEnd) {
        if (i < leftEnd && j < rightEnd && left.lines[i].text == right.lines[j].text) {
            flush();
            ++i;
            ++j;
            rows.push_back({ static_cast<int>(i), static_cast<int>(j), true });
        } else if (j == rightEnd || (i < leftEnd && common.at(i + 1, j) >= common.at(i, j + 1))) {
            removed.push_back(static_cast<int>(++i));
        } else {
            added.push_back(static_cast<int>(++j));
        }
    }
    flush();
    return rows;
}

} // namespace tickscope
