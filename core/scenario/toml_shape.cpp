// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_shape.h"

#include "core/scenario/toml_cursor.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/// Walks over the text; each function leaves the cursor behind what it is named after.
class Outline
{
public:
    explicit Outline(std::string_view text)
        : m_text(text)
    {
    }

    TomlShape run()
    {
        while (!atEnd() && !m_shape.isFatal) {
            if (m_shape.problems.size() >= maxShapeProblems) {
                m_shape.isFatal = true;
                break;
            }
            const std::size_t before = m_shape.problems.size();
            statement();
            // After a refused character the rest of its line says nothing.
            if (m_shape.problems.size() > before && !m_shape.isFatal)
                skipLine();
        }
        return std::move(m_shape);
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    /// Steps over one byte and keeps line, column and dots.
    void step()
    {
        const char c = m_text[m_at++];
        if (c == '\n') {
            ++m_line;
            m_column = 1;
            m_dotsInLine = 0;
        } else if ((static_cast<unsigned char>(c) & 0xc0u) != 0x80u) {
            ++m_column;
        }
        if (c == '.' && ++m_dotsInLine > maxDotsInLine && !m_shape.isFatal)
            fatal(fmt::format("the line has more than {} dots", withThousands(maxDotsInLine)),
                "use several lines");
    }

    void skipLine()
    {
        while (!atEnd() && peek() != '\n')
            step();
    }

    void refuse(std::string message, std::string hint, std::string replacement = {})
    {
        m_shape.problems.push_back({ { m_line, m_column, 1 }, std::move(message), std::move(hint),
            std::move(replacement) });
    }

    void fatal(std::string message, std::string hint)
    {
        refuse(std::move(message), std::move(hint));
        m_shape.isFatal = true;
    }

    bool isRefused(std::size_t before) const { return m_shape.problems.size() > before; }

    void statement();
    void header();
    void key(TomlStatement& statement, std::string_view ends);
    void value();
    void valueCharacter(int& depth, int& dots);
    void string();
    void multiLineString(char quote);
    void refuseNonAscii();
    void countDot(int& dots);

    std::string_view m_text;
    std::size_t m_at = 0;
    std::uint32_t m_line = 1;
    std::uint32_t m_column = 1;
    int m_dotsInLine = 0;
    std::size_t m_valueEnd = 0; ///< behind what was seen last of a value
    TomlShape m_shape;
};

void Outline::statement()
{
    while (isBlank(peek()) || peek() == '\n')
        step();
    if (atEnd())
        return;
    if (peek() == '#') {
        skipLine();
        return;
    }
    if (peek() == '[') {
        header();
        return;
    }
    TomlStatement statement { TomlStatement::Kind::Key, {}, { m_line, m_column, 1 }, m_line, m_at };
    const std::size_t before = m_shape.problems.size();
    key(statement, "=");
    if (isRefused(before))
        return;
    if (peek() == '=') {
        step();
        while (isBlank(peek()))
            step();
        statement.valueBegin = m_at;
        value();
    }
    statement.lastLine = m_line;
    statement.end = m_valueEnd;
    m_shape.statements.push_back(std::move(statement));
}

void Outline::header()
{
    const std::uint32_t column = m_column;
    TomlStatement statement { TomlStatement::Kind::Table, {}, { m_line, column, 1 }, m_line, m_at };
    step();
    if (peek() == '[') {
        statement.kind = TomlStatement::Kind::TableOfList;
        step();
    }
    while (isBlank(peek()))
        step();
    if (!isBareKeyCharacter(peek()) && !isQuote(peek())) {
        refuse("a table header must start with a key", "write it such as [[server]]");
        return;
    }
    const std::size_t before = m_shape.problems.size();
    key(statement, "]");
    if (isRefused(before))
        return;
    while (peek() == ']')
        step();
    statement.key = { m_line, column, m_column - column };
    statement.end = m_at;
    m_shape.statements.push_back(std::move(statement));
    // What follows must be a comment; anything else is the library's to refuse.
    while (!atEnd() && peek() != '\n' && peek() != '#' && !isRefused(before)) {
        if (static_cast<unsigned char>(peek()) >= 0x80)
            refuseNonAscii();
        else
            step();
    }
    if (!isRefused(before))
        skipLine();
}

/// A key with its dots, up to one of `ends`, a comment or the end of the line.
void Outline::key(TomlStatement& statement, std::string_view ends)
{
    const std::size_t start = m_at;
    const std::size_t before = m_shape.problems.size();
    std::size_t end = m_at;
    int dots = 0;
    while (!atEnd() && peek() != '\n' && peek() != '#' && ends.find(peek()) == ends.npos) {
        if (static_cast<unsigned char>(peek()) >= 0x80)
            refuseNonAscii();
        else if (isQuote(peek()))
            string();
        else if (peek() == '.')
            countDot(dots);
        else if (isBlank(peek())) {
            step();
            continue;
        } else
            step();
        if (isRefused(before))
            return;
        end = m_at;
    }
    statement.name = m_text.substr(start, end - start);
    if (statement.kind == TomlStatement::Kind::Key)
        statement.key.length
            = std::max(static_cast<std::uint32_t>(characterCount(statement.name)), 1u);
}

void Outline::value()
{
    const std::size_t before = m_shape.problems.size();
    int depth = 0;
    int dots = 0;
    m_valueEnd = m_at;
    while (!atEnd() && !m_shape.isFatal) {
        if (peek() == '\n' && (depth == 0 || isRefused(before)))
            break;
        valueCharacter(depth, dots);
        if (isRefused(before) && depth == 0)
            break;
        if (isRefused(before))
            skipLine();
    }
}

void Outline::valueCharacter(int& depth, int& dots)
{
    const char c = peek();
    if (static_cast<unsigned char>(c) >= 0x80) {
        refuseNonAscii();
        return;
    }
    switch (c) {
    case '"':
    case '\'':
        string();
        m_valueEnd = m_at;
        return;
    case '#':
        skipLine();
        return;
    case '.':
        countDot(dots);
        m_valueEnd = m_at;
        return;
    case '[':
    case '{':
        if (++depth > maxNesting) {
            fatal(fmt::format("lists and tables are nested more than {} deep", maxNesting),
                "a scenario needs 3");
            return;
        }
        break;
    case ']':
    case '}':
        depth = std::max(depth - 1, 0);
        break;
    default:
        break;
    }
    if (std::string_view("[]{},=\n").find(c) != std::string_view::npos)
        dots = 0;
    step();
    if (!isBlank(c) && c != '\n')
        m_valueEnd = m_at;
}

/// A string in single or double quotes, over several lines when it starts with three of them. One
/// that ends with the line instead is the library's to refuse.
void Outline::string()
{
    const char quote = peek();
    if (peek(1) == quote && peek(2) == quote) {
        multiLineString(quote);
        return;
    }
    step();
    while (!atEnd() && peek() != '\n' && peek() != quote) {
        if (quote == '"' && peek() == '\\' && peek(1) != '\n' && m_at + 1 < m_text.size())
            step();
        step();
    }
    if (peek() == quote)
        step();
}

void Outline::multiLineString(char quote)
{
    for (int count = 0; count < 3; ++count)
        step();
    while (!atEnd()) {
        if (peek() == quote && peek(1) == quote && peek(2) == quote) {
            // Up to two quotes may stand right before the three that end it.
            for (int count = 0; count < 5 && peek() == quote; ++count)
                step();
            return;
        }
        if (quote == '"' && peek() == '\\' && m_at + 1 < m_text.size())
            step();
        step();
    }
}

void Outline::refuseNonAscii()
{
    std::string_view rest = m_text.substr(m_at);
    const std::string_view before = rest;
    const char32_t codePoint = takeCodePoint(rest);
    const std::string shown = inQuotes(before.substr(0, before.size() - rest.size()));
    if (codePoint == 0x201c || codePoint == 0x201d || codePoint == 0x201e)
        refuse("a curly quote does not start or end a string", "write straight quotes", "\"");
    else if (codePoint == 0xa0)
        refuse("a space that does not break is no space here", "write a plain one", " ");
    else if (isInvisibleControl(codePoint))
        refuse(fmt::format("the character U+{:04X} is not allowed here",
                   static_cast<std::uint32_t>(codePoint)),
            "leave it out");
    else
        refuse(shown + " is not allowed here", "put text in quotes");
}

void Outline::countDot(int& dots)
{
    if (++dots >= maxKeyParts)
        fatal(fmt::format("the key has more than {} parts", maxKeyParts), "a scenario needs 2");
    else
        step();
}

} // namespace

TomlShape outline(std::string_view text)
{
    return Outline(text).run();
}

} // namespace tickscope
