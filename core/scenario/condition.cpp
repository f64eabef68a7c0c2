// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/condition.h"

#include "core/scenario/did_you_mean.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tickscope {

namespace {

constexpr int maxDepth = 64; // of parentheses and "not"
constexpr std::array<std::string_view, 3> keywords { "and", "or", "not" };
constexpr const char* example = "write a comparison, such as poller.depth >= 10";

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isParenthesis(char c)
{
    return c == '(' || c == ')';
}

/// Reads one condition from left to right. After the first problem all functions return nothing.
class ConditionParser
{
public:
    explicit ConditionParser(std::string_view text)
        : m_text(text)
    {
    }

    ParsedCondition parse()
    {
        std::optional<Condition> condition = readOr();
        if (condition && m_at < m_text.size())
            refuse(m_at, 1, "this parenthesis closes nothing", "leave it out, or open one before");
        if (m_problem)
            return { std::nullopt, std::move(*m_problem) };
        return { std::move(condition), {} };
    }

private:
    using Maybe = std::optional<Condition>;

    Maybe readOr() { return readJoined(Condition::Kind::Or); }
    Maybe readJoined(Condition::Kind kind);
    Maybe readNot();
    Maybe readParentheses();
    Maybe readComparison();

    void skipBlanks();
    /// The word up to a blank or a parenthesis, if one starts here.
    std::string_view wordHere() const;
    bool takeKeyword(std::string_view word);
    std::size_t endOfComparison() const;
    Maybe refuse(std::size_t at, std::size_t bytes, std::string message, std::string hint);
    Maybe refuseComparison(std::size_t begin, const ExpectationProblem& problem);

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::optional<ConditionProblem> m_problem;
};

void ConditionParser::skipBlanks()
{
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
        ++m_at;
}

std::string_view ConditionParser::wordHere() const
{
    std::size_t end = m_at;
    while (end < m_text.size() && !isBlank(m_text[end]) && !isParenthesis(m_text[end]))
        ++end;
    return m_text.substr(m_at, end - m_at);
}

bool ConditionParser::takeKeyword(std::string_view word)
{
    skipBlanks();
    if (wordHere() != word)
        return false;
    m_at += word.size();
    return true;
}

ConditionParser::Maybe ConditionParser::refuse(
    std::size_t at, std::size_t bytes, std::string message, std::string hint)
{
    if (!m_problem) {
        const auto column = characterCount(m_text.substr(0, at)) + 1;
        const auto length = characterCount(m_text.substr(std::min(at, m_text.size()), bytes));
        m_problem = ConditionProblem { static_cast<std::uint32_t>(column),
            static_cast<std::uint32_t>(std::max<std::size_t>(length, 1)), std::move(message),
            std::move(hint) };
    }
    return std::nullopt;
}

ConditionParser::Maybe ConditionParser::readJoined(Condition::Kind kind)
{
    const bool isOr = kind == Condition::Kind::Or;
    const auto readPart = [&] { return isOr ? readJoined(Condition::Kind::And) : readNot(); };
    Maybe first = readPart();
    Condition joined;
    joined.kind = kind;
    while (first && takeKeyword(isOr ? "or" : "and")) {
        Maybe part = readPart();
        if (!part)
            return std::nullopt;
        joined.parts.push_back(std::move(*part));
    }
    if (!first || joined.parts.empty())
        return first;
    joined.parts.insert(joined.parts.begin(), std::move(*first));
    return joined;
}

ConditionParser::Maybe ConditionParser::readNot()
{
    skipBlanks();
    const std::size_t begin = m_at;
    if (++m_depth > maxDepth)
        return refuse(begin, 1, "the condition is nested too deeply",
            fmt::format("at most {} levels", maxDepth));
    Maybe condition;
    if (takeKeyword("not")) {
        if (Maybe part = readNot()) {
            condition.emplace().kind = Condition::Kind::Not;
            condition->parts.push_back(std::move(*part));
        }
    } else if (m_at < m_text.size() && m_text[m_at] == '(') {
        condition = readParentheses();
    } else {
        condition = readComparison();
    }
    --m_depth;
    return condition;
}

ConditionParser::Maybe ConditionParser::readParentheses()
{
    const std::size_t open = m_at++;
    Maybe inner = readOr();
    skipBlanks();
    if (!inner)
        return inner;
    if (m_at >= m_text.size() || m_text[m_at] != ')')
        return refuse(open, 1, "this parenthesis is never closed", "add a ) after it");
    ++m_at;
    skipBlanks();
    const std::string_view next = wordHere();
    if (m_at < m_text.size() && m_text[m_at] != ')' && next != "and" && next != "or")
        return refuse(m_at, std::max<std::size_t>(next.size(), 1),
            "nothing joins this to what stands before", "write and or or between them");
    return inner;
}

/// Where the text of a comparison ends: before and, or, a parenthesis, or the end of the text.
std::size_t ConditionParser::endOfComparison() const
{
    bool isQuoted = false;
    bool isWordStart = true;
    for (std::size_t i = m_at; i < m_text.size(); ++i) {
        const char c = m_text[i];
        if (c == '"')
            isQuoted = !isQuoted;
        if (!isQuoted && isParenthesis(c))
            return i;
        if (!isQuoted && isWordStart) {
            ConditionParser word(m_text);
            word.m_at = i;
            if (word.wordHere() == "and" || word.wordHere() == "or")
                return i;
        }
        isWordStart = isBlank(c);
    }
    return m_text.size();
}

/// "an" for "and": the second word of a value that ought to be one.
std::string misspeltJoin(std::string_view value)
{
    while (!value.empty()) {
        const std::size_t blank = std::min(value.find_first_of(" \t"), value.size());
        const std::string_view word = value.substr(0, blank);
        value = trimmed(value.substr(blank));
        constexpr std::array<std::string_view, 2> joins { "&&", "||" };
        if (word == joins[0] || word == joins[1])
            return word == joins[0] ? "and" : "or";
        const std::string lower = toLowerAscii(word);
        for (const std::string_view keyword : keywords) {
            if (word.size() >= 2 && word.size() <= keyword.size() + 1
                && (lower == keyword || editDistance(lower, keyword) == 1))
                return std::string(keyword);
        }
    }
    return {};
}

ConditionParser::Maybe ConditionParser::refuseComparison(
    std::size_t begin, const ExpectationProblem& problem)
{
    std::string hint = example;
    const std::string_view rest = m_text.substr(begin + problem.at, problem.bytes);
    const std::size_t blank = rest.find_first_of(" \t");
    const std::string join
        = blank == std::string_view::npos ? std::string {} : misspeltJoin(rest.substr(blank + 1));
    if (!join.empty())
        hint = fmt::format("did you mean \"{}\"?", join);
    return refuse(begin + problem.at, problem.bytes, problem.why, std::move(hint));
}

/// The value without its quotes, where it has some.
std::string withoutQuotes(std::string_view comparison)
{
    std::string text(comparison);
    if (std::ranges::count(text, '"') == 2 && text.ends_with('"'))
        std::erase(text, '"');
    return text;
}

ConditionParser::Maybe ConditionParser::readComparison()
{
    const std::size_t begin = m_at;
    const std::size_t end = endOfComparison();
    std::string_view text = m_text.substr(begin, end - begin);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    m_at = end;
    if (text.empty()) {
        ConditionParser next(m_text);
        next.m_at = end;
        const std::string_view found = end < m_text.size() && isParenthesis(m_text[end])
            ? m_text.substr(end, 1)
            : next.wordHere();
        return refuse(end, found.size(),
            found.empty() ? std::string("something is missing here")
                          : fmt::format("{} comes too early", inQuotes(found)),
            example);
    }
    Condition condition;
    condition.column = static_cast<std::uint32_t>(characterCount(m_text.substr(0, begin)) + 1);
    const std::string unquoted = withoutQuotes(text);
    if (text.find_first_of("<>=!") == std::string_view::npos
        && text.find_first_of(" \t\"") == std::string_view::npos) {
        condition.isBare = true;
        condition.comparison.text = condition.comparison.path = text;
        condition.comparison.value = "true";
        condition.comparison.valueKind = Expectation::ValueKind::Word;
        return condition;
    }
    auto comparison = readExpectation(unquoted);
    if (const auto* problem = std::get_if<ExpectationProblem>(&comparison))
        return refuseComparison(begin, *problem);
    condition.comparison = std::get<Expectation>(std::move(comparison));
    return condition;
}

} // namespace

ParsedCondition parseCondition(std::string_view text)
{
    if (trimmed(text).empty())
        return { std::nullopt, { 1, 1, "the condition is empty", example } };
    return ConditionParser(text).parse();
}

Result<Condition> parseExpected(std::string_view text)
{
    if (looksLikeCondition(text)) {
        ParsedCondition parsed = parseCondition(text);
        if (!parsed.value)
            return Error { ErrorCode::Usage, problemText(text, parsed.problem), {} };
        return std::move(*parsed.value);
    }
    auto expectation = parseExpectation(text);
    if (!expectation)
        return expectation.errors();
    Condition condition;
    condition.comparison = std::move(expectation).value();
    return condition;
}

std::string problemText(std::string_view condition, const ConditionProblem& problem)
{
    return fmt::format("condition {}, column {}: {}{}{}", inQuotes(condition), problem.column,
        problem.message, problem.hint.empty() ? "" : "; ", problem.hint);
}

bool looksLikeCondition(std::string_view text)
{
    if (text.find_first_of("()\"") != std::string_view::npos)
        return true;
    while (!text.empty()) {
        const std::size_t blank = std::min(text.find_first_of(" \t\r\n"), text.size());
        if (std::ranges::count(keywords, text.substr(0, blank)) > 0)
            return true;
        text.remove_prefix(std::min(blank + 1, text.size()));
    }
    return false;
}

} // namespace tickscope
