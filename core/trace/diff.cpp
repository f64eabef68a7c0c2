// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/diff.h"

#include "core/scenario/words.h"
#include "core/trace/events.h"

#include <fmt/format.h>

#include <cassert>
#include <utility>

namespace tickscope {

namespace {

std::optional<std::string> nextLine(const LineSource& source)
{
    std::string line;
    return source(line) ? std::optional(std::move(line)) : std::nullopt;
}

std::vector<std::string> someLines(const LineSource& source)
{
    std::vector<std::string> lines;
    while (lines.size() < Difference::contextLines) {
        std::optional<std::string> line = nextLine(source);
        if (!line)
            break;
        lines.push_back(std::move(*line));
    }
    return lines;
}

/// The events of a trace as lines, from its first one on.
LineSource eventLines(const Recorder& trace, const std::vector<std::string>& names)
{
    assert(trace.begin() == 0);
    return [&trace, formatter = EventFormatter(names), seq = std::uint64_t { 0 }](
               std::string& line) mutable {
        if (seq == trace.size())
            return false;
        line.clear();
        formatter.append(line, seq, trace[seq]);
        ++seq;
        return true;
    };
}

void appendLines(std::string& text, const char* sign, const std::vector<std::string>& lines)
{
    for (const std::string& line : lines)
        text += fmt::format("{} {}\n", sign, line);
}

void appendSide(std::string& text, const char* sign, const std::optional<std::string>& line,
    const std::vector<std::string>& after)
{
    text += line ? fmt::format("{} {}\n", sign, *line) : fmt::format("{} (ends here)\n", sign);
    appendLines(text, sign, after);
}

} // namespace

std::optional<Difference> firstDifference(const LineSource& left, const LineSource& right)
{
    Difference difference;
    for (;; ++difference.index) {
        difference.left = nextLine(left);
        difference.right = nextLine(right);
        if (difference.left != difference.right)
            break;
        if (!difference.left)
            return std::nullopt;
        difference.before.push_back(std::move(*difference.left));
        if (difference.before.size() > Difference::contextLines)
            difference.before.erase(difference.before.begin());
    }
    if (difference.left)
        difference.leftAfter = someLines(left);
    if (difference.right)
        difference.rightAfter = someLines(right);
    return difference;
}

std::optional<Difference> firstDifference(const Recorder& left,
    const std::vector<std::string>& leftNames, const Recorder& right,
    const std::vector<std::string>& rightNames)
{
    return firstDifference(eventLines(left, leftNames), eventLines(right, rightNames));
}

std::string differenceText(const Difference& difference)
{
    std::string text
        = fmt::format("The first difference is at event {}.\n", withThousands(difference.index));
    appendLines(text, " ", difference.before);
    appendSide(text, "-", difference.left, difference.leftAfter);
    appendSide(text, "+", difference.right, difference.rightAfter);
    return text;
}

} // namespace tickscope
