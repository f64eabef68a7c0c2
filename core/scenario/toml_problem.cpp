// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_problem.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/toml_lines.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace tickscope {

namespace {

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

bool isNumberLike(std::string_view text)
{
    const bool hasDigit = text.find_first_of("0123456789") < 2;
    const bool isHex = text.starts_with("0x");
    return hasDigit
        && text.find_first_not_of(isHex ? "0123456789abcdefABCDEFx_" : "0123456789._+-eE")
        == std::string_view::npos;
}

/// What a word without quotes should be: the duration that it most likely means, or itself.
std::string wordInQuotes(std::string_view word)
{
    const ParsedDuration duration = parseDuration(word);
    const std::string text
        = duration.suggestion.empty() ? std::string { word } : duration.suggestion;
    return '"' + text + '"';
}

class Explanation
{
public:
    Explanation(std::string_view description, TextRegion region, std::string_view text,
        const std::vector<TomlStatement>& statements)
        : m_text(text)
        , m_statements(statements)
        , m_region(region)
        , m_statement(statementAt(region.line))
    {
        constexpr std::string_view start = "Error while parsing ";
        const std::size_t colon = description.find(": ");
        if (description.starts_with(start) && colon != std::string_view::npos) {
            m_context = description.substr(start.size(), colon - start.size());
            m_detail = description.substr(colon + 2);
        } else {
            m_detail = description;
        }
        // A header that cannot be is noticed once its line has been read.
        const bool isHeader = contains(m_context, "table header");
        if (isHeader && m_region.column == 1 && contains(m_detail, "cannot"))
            stepBackToHeader();
        // The end of a file without a final newline lies behind its last line.
        m_line = lineOf(m_text, m_region.line);
        if (m_line.empty() && m_statement != nullptr) {
            m_region = { m_statement->lastLine, 1, 1 };
            m_line = lineOf(m_text, m_region.line);
            m_region.column = static_cast<std::uint32_t>(characterCount(m_line)) + 1;
        }
    }

    ExplainedError explain()
    {
        using Step = bool (Explanation::*)();
        constexpr Step steps[] = { &Explanation::loneReturn, &Explanation::unclosed,
            &Explanation::redefined, &Explanation::header, &Explanation::noKey,
            &Explanation::noValue, &Explanation::noEquals, &Explanation::stringTrouble,
            &Explanation::outOfRange, &Explanation::follows, &Explanation::braces,
            &Explanation::bareWord, &Explanation::comma };
        for (const Step step : steps) {
            if ((this->*step)())
                return { std::move(m_problem), m_firstLine, m_lastLine };
        }
        say(m_region, "this is not TOML: " + visibleText(m_detail));
        return { std::move(m_problem), m_firstLine, m_lastLine };
    }

private:
    const TomlStatement* statementAt(std::uint32_t line) const
    {
        const TomlStatement* found = nullptr;
        for (const TomlStatement& statement : m_statements) {
            if (statement.key.line <= line)
                found = &statement;
        }
        return found;
    }

    /// The last header whose name is the path that the library quotes.
    void stepBackToHeader()
    {
        const TomlStatement* found = nullptr;
        for (const TomlStatement& statement : m_statements) {
            const bool isKey = statement.kind == TomlStatement::Kind::Key;
            if (statement.key.line > m_region.line)
                break;
            if (!isKey && contains(m_detail, '\'' + statement.name + '\''))
                found = &statement;
        }
        if (found == nullptr)
            return;
        m_statement = found;
        m_region = found->key;
    }

    bool say(
        TextRegion region, std::string message, std::string hint = {}, std::string replacement = {})
    {
        m_problem = { region, std::move(message), std::move(hint), std::move(replacement) };
        m_firstLine = m_firstLine == 0 ? m_region.line : m_firstLine;
        m_lastLine = m_lastLine == 0 ? m_region.line : m_lastLine;
        return true;
    }

    bool loneReturn();
    bool unclosed();
    bool isOpenAtError(std::string_view value) const;
    bool redefined();
    bool header();
    bool noKey();
    bool noValue();
    bool noEquals();
    bool stringTrouble();
    bool outOfRange();
    bool follows();
    bool bareWord();
    bool braces();
    bool comma();
    bool mixedTables(std::string_view name);

    std::string_view m_text;
    const std::vector<TomlStatement>& m_statements;
    TextRegion m_region;
    const TomlStatement* m_statement;
    std::string_view m_context;
    std::string_view m_detail;
    std::string_view m_line;
    TomlProblem m_problem;
    std::uint32_t m_firstLine = 0;
    std::uint32_t m_lastLine = 0;
};

bool Explanation::loneReturn()
{
    if (!contains(m_detail, "after '\\r'"))
        return false;
    return say(
        m_region, "a carriage return stands alone here", "save the file with LF or CRLF line ends");
}

/// A string, list or table that begins on an earlier line and swallows what follows.
bool Explanation::unclosed()
{
    const bool isValue = m_statement != nullptr && m_statement->kind == TomlStatement::Kind::Key;
    if (!isValue || contains(m_detail, "redefine"))
        return false;
    const std::uint32_t start = m_statement->key.line;
    const auto value = valueTextOf(lineOf(m_text, start), start);
    if (!value || value->text.empty() || !isOpenAtError(value->text))
        return false;

    const char first = value->text.front();
    const bool isTable = first == '{';
    const bool isLongString
        = value->text.size() >= 3 && value->text[1] == first && (first == '"' || first == '\'');
    m_firstLine = start;
    m_lastLine = lastLineBeforeHeader(m_text, start);
    if (isTable)
        m_lastLine = std::min(m_lastLine, m_statement->lastLine);
    TextRegion region = value->region;
    region.length = isLongString ? 3 : 1;
    if (first == '[')
        return say(region, "the list that starts here never ends", "close it with ]");
    if (isTable)
        return say(
            region, "the table that starts here does not end on its line", "close it with }");
    return say(region, "the string that starts here never ends",
        fmt::format("close it with {}", value->text.substr(0, region.length)));
}

/// Whether the value of the statement was still open when the library gave up.
bool Explanation::isOpenAtError(std::string_view value) const
{
    const char first = value.front();
    const bool atEnd = contains(m_detail, "end-of-file");
    const bool isLater = m_region.line > m_statement->key.line;
    if (first == '{' && !isLater)
        return !contains(value, "}") && m_region.column > characterCount(m_line);
    if (!atEnd && !(isLater && (looksLikeHeader(m_line) || looksLikeStatement(m_line))))
        return false;
    const bool isLongString = value.starts_with("\"\"\"") || value.starts_with("\'\'\'");
    const bool isString = first == '"' || first == '\'';
    return first == '[' || first == '{' || isLongString || (isString && !isLater);
}

/// [server] and [[server]] in one file.
bool Explanation::mixedTables(std::string_view name)
{
    if (m_statement == nullptr)
        return false;
    const bool isSingle = m_statement->kind == TomlStatement::Kind::Table;
    for (const TomlStatement& other : m_statements) {
        if (&other == m_statement)
            return false;
        if (other.name != name || other.kind == m_statement->kind
            || other.kind == TomlStatement::Kind::Key)
            continue;
        const std::string list = fmt::format("[[{}]]", name);
        const std::string single = fmt::format("[{}]", name);
        return say(m_statement->key,
            fmt::format("{} comes after {} at {}:{}", isSingle ? single : list,
                isSingle ? list : single, other.key.line, other.key.column),
            fmt::format("write {}, with two brackets{}", list, isSingle ? "" : ", both times"),
            isSingle ? list : "");
    }
    return false;
}

bool Explanation::redefined()
{
    if (!contains(m_detail, "redefine") && !contains(m_detail, "cannot insert"))
        return false;
    if (m_statement == nullptr || m_statement->key.line != m_region.line)
        return say(m_region, "this key is defined twice", "keep one of them");
    const std::string& name = m_statement->name;
    const bool isKey = m_statement->kind == TomlStatement::Kind::Key;
    if (!isKey && mixedTables(name))
        return true;

    const TomlStatement* first = nullptr;
    for (const TomlStatement& other : m_statements) {
        if (&other == m_statement)
            break;
        if (isKey && other.kind != TomlStatement::Kind::Key)
            first = nullptr;
        else if (other.name == name && other.kind == m_statement->kind && first == nullptr)
            first = &other;
    }
    // An inline table is on one line with both.
    const std::string_view quote = "'";
    const std::size_t from = m_detail.find(quote);
    const bool isOtherKey = isKey && first == nullptr && from != std::string_view::npos;
    std::string shown = name;
    if (isOtherKey)
        shown = m_detail.substr(from + 1, m_detail.rfind(quote) - from - 1);
    const TextRegion region = isOtherKey && shown != name ? m_region : m_statement->key;
    const std::string what = isKey ? inQuotes(shown) : visibleText(fmt::format("[{}]", name));
    return say(region, what + " is defined twice",
        first == nullptr ? "keep one of them"
                         : fmt::format("the first is at {}:{}; keep one of them", first->key.line,
                             first->key.column));
}

bool Explanation::header()
{
    const bool isHeader = m_context == "table header" || m_context == "table array header";
    if (!isHeader && !(m_context == "key" && looksLikeHeader(m_line)))
        return false;
    const std::string_view line = trimmed(m_line);
    const bool isList = line.starts_with("[[");
    const std::string name { m_statement != nullptr ? m_statement->name : "server" };
    const std::string whole = isList ? fmt::format("[[{}]]", name) : fmt::format("[{}]", name);
    if (contains(m_detail, "comment or whitespace"))
        return say(m_region, "something follows the table header", "start a new line");
    const bool isBroken = m_statement == nullptr || m_statement->key.line != m_region.line;
    const TextRegion region = isBroken ? m_region : m_statement->key;
    if (contains(m_detail, "']'") || contains(m_detail, "end-of-file"))
        return say(region, "the table header is not closed", "write " + visibleText(whole),
            isBroken ? "" : whole);
    return say(region, "this is no table header", "write it such as [[server]]");
}

bool Explanation::noKey()
{
    if (trimmed(m_line).starts_with('='))
        return say(m_region, "there is no key before the =", "write key = value");
    const std::size_t at = byteOfColumn(m_line, m_region.column);
    if (m_context != "root table" || at >= m_line.size())
        return false;
    return say(m_region, inQuotes(m_line.substr(at, 1)) + " is not allowed here",
        "a line is a key = value, a [[header]] or a # comment");
}

bool Explanation::noValue()
{
    const auto value = valueTextOf(m_line, m_region.line);
    if (!value || m_statement == nullptr || m_statement->key.line != m_region.line)
        return false;
    if (value->text.empty())
        return say(m_statement->key, inQuotes(m_statement->name) + " has no value",
            "write one after the =");
    if (value->text.starts_with('='))
        return say(value->region, "there is one = too many", "write key = value");
    return false;
}

bool Explanation::noEquals()
{
    if (contains(m_line.substr(0, m_line.find('#')), "=") && !contains(m_detail, "expected '='"))
        return false;
    const bool isKey = m_context == "key-value pair" || m_context == "key"
        || m_context == "root table" || contains(m_detail, "expected '='");
    if (!isKey)
        return false;
    const std::size_t at = byteOfColumn(m_line, m_region.column);
    if (at < m_line.size() && m_line[at] == ':')
        return say(m_region, "a key ends with =, not with :", "write key = value", " =");
    const std::size_t indent = m_line.find_first_not_of(" \t");
    const auto column
        = static_cast<std::uint32_t>(indent == std::string_view::npos ? 0 : indent) + 1;
    const auto length = std::max<std::size_t>(characterCount(trimmed(m_line)), 1);
    return say({ m_region.line, column, static_cast<std::uint32_t>(length) },
        "this line is no key = value", "a comment starts with #");
}

bool Explanation::stringTrouble()
{
    if (!contains(m_context, "string") && m_context != "unicode scalar sequence")
        return false;
    const std::size_t escape = m_detail.find('\\');
    if (contains(m_detail, "escape sequence") && escape != std::string_view::npos)
        return say(m_region, visibleText(m_detail.substr(escape, 2)) + " is no escape",
            "write \\\\ for a backslash");
    const std::size_t at = byteOfColumn(m_line, m_region.column);
    const bool isLineEnd = at >= m_line.size() || contains(m_detail, "end-of-file");
    if (isLineEnd) {
        const std::size_t equals = m_line.find('=');
        const std::size_t from = equals == std::string_view::npos ? 0 : equals;
        const std::size_t quote = m_line.find_first_of("\"'", from);
        if (quote == std::string_view::npos)
            return say(m_region, "the string never ends", "close it with \"");
        const auto column = static_cast<std::uint32_t>(characterCount(m_line.substr(0, quote))) + 1;
        return say({ m_region.line, column, 1 }, "the string that starts here never ends",
            fmt::format("close it with {}", m_line[quote]));
    }
    if (contains(m_detail, "control character"))
        return say(
            m_region, "the string has a control character", "write it as \\u and four digits");
    return say(m_region, "this string is not valid: " + visibleText(m_detail));
}

bool Explanation::outOfRange()
{
    const bool isInteger = contains(m_detail, "not representable in 64 bits")
        || contains(m_detail, "exceeds length limit");
    const bool isFloat = contains(m_detail, "could not be interpreted as a value");
    if (!isInteger && !isFloat)
        return false;
    const std::uint32_t before = m_region.column > 1 ? m_region.column - 1 : 1;
    const auto word = wordAt(m_line, { m_region.line, before, 1 });
    const std::string shown { word ? word->text : std::string_view("this number") };
    return say(word ? word->region : m_region, visibleText(shown) + " is out of range",
        isInteger ? "a whole number goes up to 9,223,372,036,854,775,807"
                  : "a number goes up to 1.7e308");
}

bool Explanation::follows()
{
    if (!contains(m_detail, "comment or whitespace"))
        return false;
    const auto value = valueTextOf(m_line, m_region.line);
    const bool isQuoted = value && (value->text.starts_with('"') || value->text.starts_with('\''));
    if (value && !isQuoted && !contains(value->text, "="))
        return false;
    return say(m_region, "something follows the value", "start a new line, or a comment with #");
}

/// interval = 5s
bool Explanation::bareWord()
{
    const auto value = valueTextOf(m_line, m_region.line);
    std::optional<LineWord> word;
    const bool isPlain = value && !value->text.empty()
        && value->text.find_first_of("\"'[]{},=") == std::string_view::npos;
    if (isPlain && m_statement != nullptr && m_statement->key.line == m_region.line)
        word = value;
    else
        word = wordAt(m_line, m_region);
    if (!word || contains(m_detail, "comma") || contains(m_detail, "control"))
        return false;
    if (contains(m_detail, "leading zeroes"))
        return say(
            word->region, visibleText(word->text) + " starts with a zero", "leave the zero out");
    if (isNumberLike(word->text))
        return say(word->region, visibleText(word->text) + " is not a number",
            "write it such as 5 or 0.5, or in quotes with a unit, such as \"5s\"");
    const std::string inQuotes = wordInQuotes(word->text);
    return say(word->region, visibleText(word->text) + " is not in quotes",
        "write " + visibleText(inQuotes), inQuotes);
}

bool Explanation::braces()
{
    if (!contains(m_detail, "dangling comma"))
        return false;
    return say(m_region, "a comma comes right before the }", "leave it out");
}

bool Explanation::comma()
{
    if (!contains(m_detail, "comma"))
        return false;
    return say(m_region, "a comma is missing here", "write one between two values");
}

} // namespace

ExplainedError explainTomlError(std::string_view description, TextRegion region,
    std::string_view text, const std::vector<TomlStatement>& statements)
{
    return Explanation(description, region, text, statements).explain();
}

} // namespace tickscope
