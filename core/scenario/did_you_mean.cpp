// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/did_you_mean.h"

#include "core/scenario/words.h"

#include <algorithm>
#include <vector>

namespace tickscope {

namespace {

/// Nothing longer is a misspelt word; it bounds the work on hostile input.
constexpr std::size_t longestWord = 300;

std::string folded(std::string_view word)
{
    std::string result = toLowerAscii(word);
    for (char& c : result) {
        if (c == '-' || c == ' ')
            c = '_';
    }
    return result;
}

std::size_t allowedEdits(std::size_t length)
{
    if (length <= 3)
        return 1;
    return std::max<std::size_t>(2, length / 3);
}

} // namespace

std::size_t editDistance(std::string_view a, std::string_view b)
{
    // Three rows: the one being filled, the one above, and the one above that for swaps.
    std::vector<std::size_t> beforeLast(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({ change, last[j] + 1, row[j - 1] + 1 });
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        std::swap(beforeLast, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::string_view nearestWord(std::string_view word, std::span<const std::string_view> candidates)
{
    if (word.empty() || word.size() > longestWord)
        return {};
    const std::string wanted = folded(word);
    const std::size_t most = allowedEdits(wanted.size());
    std::string_view nearest;
    std::size_t least = most + 1;
    std::vector<std::string_view> begun;
    for (const std::string_view candidate : candidates) {
        const std::string known = folded(candidate);
        if (wanted.size() >= 3 && known.starts_with(wanted))
            begun.push_back(candidate);
        const std::size_t difference
            = std::max(known.size(), wanted.size()) - std::min(known.size(), wanted.size());
        if (difference >= least)
            continue;
        const std::size_t distance = editDistance(wanted, known);
        if (distance < least && distance < std::max(known.size(), wanted.size())) {
            least = distance;
            nearest = candidate;
        }
    }
    if (nearest.empty() && begun.size() == 1)
        return begun.front();
    return nearest;
}

} // namespace tickscope
