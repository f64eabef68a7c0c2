// SPDX-License-Identifier: GPL-3.0-only
#include "ui/palette/fuzzy.h"

#include <algorithm>
#include <vector>

namespace tickscope {

namespace {

constexpr int missing = -1'000'000;
constexpr int textStart = 14;
constexpr int wordStart = 12;
constexpr int inARow = 8;
constexpr int anywhere = 1;

/// What a letter that stands there is worth.
int worth(const QString& text, qsizetype place)
{
    if (place == 0)
        return textStart;
    return text[place - 1].isLetterOrNumber() ? anywhere : wordStart;
}

} // namespace

std::optional<int> fuzzyScore(const QString& typed, const QString& text)
{
    QString wanted;
    for (const auto letter : typed.toCaseFolded())
        if (!letter.isSpace())
            wanted += letter;
    const auto folded = text.toCaseFolded();
    if (folded.size() != text.size())
        return {};
    // best[i]: the score of the letters so far when the last of them stands at i.
    std::vector<int> best(std::size_t(folded.size()), missing);
    for (qsizetype k = 0; k < wanted.size(); ++k) {
        std::vector<int> next(best.size(), missing);
        int before = k == 0 ? 0 : missing; // the best of all places left of the one before
        for (qsizetype i = 0; i < folded.size(); ++i) {
            if (folded[i] == wanted[k]) {
                int score = before + worth(text, i);
                if (k > 0 && i > 0)
                    score = std::max(score, best[std::size_t(i - 1)] + inARow);
                next[std::size_t(i)] = score;
            }
            if (k > 0 && i > 0)
                before = std::max(before, best[std::size_t(i - 1)]);
        }
        best = std::move(next);
    }
    const int score = wanted.isEmpty() ? 0
        : best.empty()                 ? missing
                                       : *std::max_element(best.begin(), best.end());
    if (score < 0)
        return {};
    return score * 100 - int(std::min<qsizetype>(text.size(), 99));
}

} // namespace tickscope
