// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/list_match.h"

#include <algorithm>
#include <cstdint>

namespace tickscope {

namespace {

// More than this many pairs are not all compared: in such a list only its ends are found equal.
constexpr std::size_t mostPairs = 4'000'000;

class Matcher
{
public:
    Matcher(const std::vector<ListItem>& before, const std::vector<ListItem>& after)
        : m_before(before)
        , m_after(after)
        , m_places(after.size())
        , m_isTaken(before.size(), false)
    {
    }

    std::vector<std::optional<std::size_t>> run()
    {
        matchEnds();
        matchCommon();
        matchWhere([](const ListItem& a, const ListItem& b) { return a.text == b.text; });
        matchWhere([](const ListItem& a, const ListItem& b) {
            return !a.name.empty() && a.name == b.name;
        });
        matchAlike();
        return std::move(m_places);
    }

private:
    void take(std::size_t place, std::size_t old)
    {
        m_places[place] = old;
        m_isTaken[old] = true;
    }
    bool isEqual(std::size_t old, std::size_t place) const
    {
        return m_before[old].text == m_after[place].text;
    }

    void matchEnds();
    void matchCommon();
    void matchAlike();
    template <typename Same>
    void matchWhere(const Same& isSame);

    const std::vector<ListItem>& m_before;
    const std::vector<ListItem>& m_after;
    std::vector<std::optional<std::size_t>> m_places;
    std::vector<bool> m_isTaken;
    std::size_t m_first = 0; ///< tables that are equal at the start, and
    std::size_t m_oldEnd = 0; ///< where those that are equal at the end begin
    std::size_t m_newEnd = 0;
};

void Matcher::matchEnds()
{
    m_oldEnd = m_before.size();
    m_newEnd = m_after.size();
    while (m_first < std::min(m_oldEnd, m_newEnd) && isEqual(m_first, m_first)) {
        take(m_first, m_first);
        ++m_first;
    }
    while (m_oldEnd > m_first && m_newEnd > m_first && isEqual(m_oldEnd - 1, m_newEnd - 1))
        take(--m_newEnd, --m_oldEnd);
}

/// The longest sequence of equal tables between the ends.
void Matcher::matchCommon()
{
    const std::size_t olds = m_oldEnd - m_first;
    const std::size_t news = m_newEnd - m_first;
    if (olds == 0 || news == 0 || olds > mostPairs / news)
        return;
    std::vector<std::vector<std::uint32_t>> longest(
        olds + 1, std::vector<std::uint32_t>(news + 1, 0));
    for (std::size_t i = olds; i-- > 0;)
        for (std::size_t j = news; j-- > 0;)
            longest[i][j] = isEqual(m_first + i, m_first + j)
                ? longest[i + 1][j + 1] + 1
                : std::max(longest[i + 1][j], longest[i][j + 1]);
    for (std::size_t i = 0, j = 0; i < olds && j < news;) {
        if (isEqual(m_first + i, m_first + j)) {
            take(m_first + j, m_first + i);
            ++i;
            ++j;
        } else if (longest[i + 1][j] >= longest[i][j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
}

template <typename Same>
void Matcher::matchWhere(const Same& isSame)
{
    for (std::size_t place = m_first; place < m_newEnd; ++place) {
        for (std::size_t old = m_first; old < m_oldEnd && !m_places[place]; ++old)
            if (!m_isTaken[old] && isSame(m_before[old], m_after[place]))
                take(place, old);
    }
}

std::size_t commonValues(const ListItem& a, const ListItem& b)
{
    return std::size_t(std::ranges::count_if(a.values, [&b](const std::string& value) {
        return std::ranges::find(b.values, value) != b.values.end();
    }));
}

/// Half of what it said must still be true: else it is another one.
bool isAlike(const ListItem& a, const ListItem& b, std::size_t common)
{
    return common > 0 && 2 * common + 1 >= std::min(a.values.size(), b.values.size());
}

void Matcher::matchAlike()
{
    for (std::size_t place = m_first; place < m_newEnd; ++place) {
        if (m_places[place])
            continue;
        std::size_t low = place;
        while (low > 0 && !m_places[low - 1])
            --low;
        std::size_t high = place;
        while (high < m_after.size() && !m_places[high])
            ++high;
        const auto from = low > 0 ? *m_places[low - 1] + 1 : 0;
        const auto to = high < m_after.size() ? *m_places[high] : m_before.size();
        std::optional<std::size_t> best;
        std::size_t most = 0;
        for (std::size_t old = from; old < to; ++old) {
            const auto common = m_isTaken[old] ? 0 : commonValues(m_before[old], m_after[place]);
            if (common > most && isAlike(m_before[old], m_after[place], common)) {
                best = old;
                most = common;
            }
        }
        if (best)
            take(place, *best);
    }
}

} // namespace

std::vector<std::optional<std::size_t>> matchLists(
    const std::vector<ListItem>& before, const std::vector<ListItem>& after)
{
    return Matcher(before, after).run();
}

std::vector<bool> risingPlaces(const std::vector<std::optional<std::size_t>>& places)
{
    // ends[n]: where the rising sequence of n + 1 places with the lowest last one ends.
    std::vector<std::size_t> ends;
    std::vector<std::optional<std::size_t>> previous(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i])
            continue;
        const auto at = std::ranges::lower_bound(
            ends, *places[i], {}, [&places](std::size_t end) { return *places[end]; });
        if (at != ends.begin())
            previous[i] = *(at - 1);
        if (at == ends.end())
            ends.push_back(i);
        else
            *at = i;
    }
    std::vector<bool> rises(places.size(), false);
    for (auto at = ends.empty() ? std::nullopt : std::optional(ends.back()); at; at = previous[*at])
        rises[*at] = true;
    return rises;
}

} // namespace tickscope
