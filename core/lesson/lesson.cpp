// SPDX-License-Identifier: GPL-3.0-only
#include "core/lesson/lesson.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace tickscope {

namespace {

std::optional<double> asNumber(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc {} && end == text.data() + text.size() ? std::optional(number)
                                                                     : std::nullopt;
}

/// "yes" and "no" for the true and false of a summary.
std::string plainWord(std::string_view text)
{
    const std::string lower = toLowerAscii(text);
    if (lower == "yes")
        return "true";
    return lower == "no" ? "false" : lower;
}

bool saysTheSame(const PathValue& value, std::string_view written)
{
    const std::string_view text = trimmed(written);
    switch (value.kind) {
    case PathValue::Kind::Number:
        return asNumber(text) == value.number;
    case PathValue::Kind::TimeSpan: {
        const ParsedDuration duration = parseDuration(text);
        return duration.value && duration.value->count() == value.ns;
    }
    case PathValue::Kind::Word:
        return plainWord(text) == plainWord(value.text);
    case PathValue::Kind::None:
        return plainWord(text) == "none" || plainWord(text) == value.text;
    }
    return false;
}

/// Whether two texts are the same answer: the same words, numbers or durations.
bool isSameAnswer(std::string_view a, std::string_view b)
{
    if (plainWord(trimmed(a)) == plainWord(trimmed(b)))
        return true;
    const auto number = asNumber(trimmed(a));
    const ParsedDuration duration = parseDuration(trimmed(a));
    return (number && asNumber(trimmed(b)) == number)
        || (duration.value && parseDuration(trimmed(b)).value == duration.value);
}

} // namespace

bool LessonQuestion::isRight(const std::string& text) const
{
    return saysTheSame(answer, text);
}

std::string LessonQuestion::replyTo(const std::string& text) const
{
    const auto found = std::ranges::find_if(
        because, [&text](const auto& reply) { return isSameAnswer(reply.first, text); });
    return found == because.end() ? std::string {} : found->second;
}

std::string LessonQuestion::answerText() const
{
    return rightOption ? options[*rightOption] : answer.text;
}

VirtualTime LessonExercise::startsAt() const
{
    return solution.empty() ? VirtualTime {} : solution.front().at;
}

std::size_t wordCount(std::string_view markdown)
{
    std::size_t words = 0;
    bool isCode = false;
    while (!markdown.empty()) {
        const std::size_t end = std::min(markdown.find('\n'), markdown.size());
        std::string_view line = trimmed(markdown.substr(0, end));
        markdown.remove_prefix(std::min(end + 1, markdown.size()));
        if (line.starts_with("```"))
            isCode = !isCode;
        while (!isCode && !line.empty()) {
            const std::size_t blank = std::min(line.find_first_of(" \t"), line.size());
            const std::string_view word = line.substr(0, blank);
            // A dash or a list mark is no word; any letter of another alphabet is.
            words += std::ranges::any_of(word, [](char c) {
                return std::isalnum(static_cast<unsigned char>(c)) != 0
                    || static_cast<unsigned char>(c) >= 0x80;
            });
            line = trimmed(line.substr(blank));
        }
    }
    return words;
}

} // namespace tickscope
