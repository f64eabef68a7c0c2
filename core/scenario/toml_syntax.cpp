// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_syntax.h"

#include "core/scenario/toml_cursor.h"
#include "core/scenario/toml_lines.h"
#include "core/scenario/toml_names.h"
#include "core/scenario/toml_value.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

/// Reads statement after statement. A function that returns false has left the error in m_value.
class Syntax
{
public:
    Syntax(std::string_view text, const std::vector<TomlStatement>& statements)
        : m_cursor(text)
        , m_statements(statements)
        , m_value(m_cursor)
    {
        m_root.kind = TomlName::Kind::Header;
    }

    std::optional<TomlError> find()
    {
        while (!m_cursor.atEnd()) {
            const std::uint32_t line = m_cursor.line();
            if (!statement())
                return withLines(line);
        }
        return std::nullopt;
    }

private:
    bool statement();
    bool header();
    bool closeHeader(std::string_view name, TextRegion start, bool isList);
    bool nameHeader(const TomlPath& path, TextRegion place, bool isList, std::string_view name);
    bool keyValue();
    bool follows(const std::optional<LineWord>& word);
    TomlError withLines(std::uint32_t line);
    const TomlStatement* statementAt(std::uint32_t line) const;

    bool say(
        TextRegion region, std::string message, std::string hint = {}, std::string replacement = {})
    {
        return m_value.say(region, std::move(message), std::move(hint), std::move(replacement));
    }

    TomlCursor m_cursor;
    const std::vector<TomlStatement>& m_statements;
    TomlValueSyntax m_value;
    TomlName m_root;
    TomlName* m_table = &m_root;
};

bool Syntax::statement()
{
    m_cursor.skipBlanks();
    if (!m_cursor.atLineEnd() && m_cursor.peek() != '#') {
        if (!(m_cursor.peek() == '[' ? header() : keyValue()))
            return false;
    }
    return m_value.restOfLine();
}

bool Syntax::header()
{
    const TextRegion start = m_cursor.here();
    m_cursor.step();
    const bool isList = m_cursor.peek() == '[';
    if (isList)
        m_cursor.step();
    m_cursor.skipBlanks();
    if (!isBareKeyCharacter(m_cursor.peek()) && !isQuote(m_cursor.peek()))
        return say(
            m_cursor.here(), "a table header must start with a key", "write it such as [[server]]");
    const std::size_t from = m_cursor.at();
    TomlPath path;
    if (!m_value.key(path))
        return false;
    const std::string_view name = trimmed(m_cursor.since(from));
    if (!closeHeader(name, start, isList))
        return false;
    const TextRegion place { start.line, start.column, m_cursor.here().column - start.column };
    m_cursor.skipBlanks();
    if (!m_cursor.atLineEnd() && m_cursor.peek() != '#' && m_cursor.peek() != '\r')
        return say(m_cursor.here(), "something follows the table header", "start a new line");
    return nameHeader(path, place, isList, name);
}

/// Steps over ] or ]].
bool Syntax::closeHeader(std::string_view name, TextRegion start, bool isList)
{
    const std::string_view brackets = isList ? "]]" : "]";
    std::size_t closed = 0;
    while (closed < 3 && m_cursor.peek(closed) == ']')
        ++closed;
    if (closed == brackets.size()) {
        m_cursor.step(closed);
        return true;
    }
    const std::string_view line = lineOf(m_cursor.text(), start.line);
    const std::string_view rest = line.substr(byteOfColumn(line, start.column));
    const std::string_view written = trimmed(rest.substr(0, rest.find('#')));
    const TextRegion whole { start.line, start.column,
        static_cast<std::uint32_t>(characterCount(written)) };
    if (closed > brackets.size())
        return say(whole, "the table header has more ] than [", "write it such as [[server]]");
    if (closed == 0 && !m_cursor.atLineEnd() && m_cursor.peek() != '#')
        return say(m_cursor.here(),
            inQuotes(std::string(1, m_cursor.peek())) + " is not allowed in a table header",
            "write it such as [[server]]");
    const std::string better = fmt::format("{}{}{}", isList ? "[[" : "[", name, brackets);
    return say(whole, "the table header is not closed", "write " + visibleText(better), better);
}

bool Syntax::nameHeader(const TomlPath& path, TextRegion place, bool isList, std::string_view name)
{
    const TomlNamed named = addHeader(m_root, path, place, isList);
    if (named.name != nullptr) {
        m_table = named.name;
        return true;
    }
    const TomlConflict& conflict = named.conflict;
    if (!conflict.isTwin)
        return m_value.sayConflict(conflict, place, name);
    const std::string single = fmt::format("[{}]", name);
    const std::string list = fmt::format("[[{}]]", name);
    const bool wasList = conflict.kind == TomlName::Kind::TableList;
    const bool wasTable
        = conflict.kind == TomlName::Kind::Header || conflict.kind == TomlName::Kind::OfHeader;
    if (isList ? wasTable : wasList)
        return say(place,
            visibleText(fmt::format("{} comes after {} at {}:{}", isList ? list : single,
                isList ? single : list, conflict.first.line, conflict.first.column)),
            fmt::format(
                "write {}, with two brackets{}", visibleText(list), isList ? ", both times" : ""),
            isList ? "" : list);
    return say(place, visibleText(isList ? list : single) + " is defined twice",
        fmt::format(
            "the first is at {}:{}; keep one of them", conflict.first.line, conflict.first.column));
}

bool Syntax::keyValue()
{
    const TextRegion start = m_cursor.here();
    if (m_cursor.peek() == '=')
        return say(start, "there is no key before the =", "write key = value");
    const bool isKey = isBareKeyCharacter(m_cursor.peek()) || isQuote(m_cursor.peek());
    if (!isKey && m_cursor.peek() == '\r')
        return m_value.sayReturn();
    if (!isKey)
        return say(start, inQuotes(std::string(1, m_cursor.peek())) + " is not allowed here",
            "a line is a key = value, a [[header]] or a # comment");
    TomlName* name = nullptr;
    if (!m_value.keyAndEquals(*m_table, name))
        return false;
    const auto word = valueTextOf(lineOf(m_cursor.text(), m_cursor.line()), m_cursor.line());
    m_value.setPlainWord(word);
    return m_value.value(name) && follows(word);
}

/// What stands between a value and the end of its line.
bool Syntax::follows(const std::optional<LineWord>& word)
{
    m_cursor.skipBlanks();
    if (m_cursor.atLineEnd() || m_cursor.peek() == '#' || m_cursor.peek() == '\r')
        return true;
    const bool isOneLine = word && word->region.line == m_cursor.line();
    if (isOneLine && m_value.isPlain(word->text))
        return m_value.sayWord(*word);
    return say(m_cursor.here(), "something follows the value",
        m_cursor.peek() == ',' ? "several values stand in [ and ]"
                               : "start a new line, or a comment with #");
}

const TomlStatement* Syntax::statementAt(std::uint32_t line) const
{
    const TomlStatement* found = nullptr;
    for (const TomlStatement& statement : m_statements) {
        if (statement.key.line <= line)
            found = &statement;
    }
    return found;
}

/// The lines of an error. What starts on the first line of a value takes the others with it.
TomlError Syntax::withLines(std::uint32_t line)
{
    TomlError error { m_value.takeProblem(), 0, 0 };
    error.firstLine = error.lastLine = error.problem.region.line;
    const TomlStatement* statement = statementAt(line);
    const bool isValue = statement != nullptr && statement->kind == TomlStatement::Kind::Key
        && statement->key.line == line;
    if (!isValue)
        return error;
    using Extent = TomlValueSyntax::Extent;
    const bool isLine = m_value.extent() == Extent::Line && error.firstLine > line;
    if (isLine)
        return error;
    error.firstLine = line;
    error.lastLine = lastLineBeforeHeader(m_cursor.text(), line);
    if (m_value.extent() != Extent::Table)
        error.lastLine = std::min(statement->lastLine, error.lastLine);
    return error;
}

} // namespace

std::optional<TomlError> findTomlError(
    std::string_view text, const std::vector<TomlStatement>& statements)
{
    return Syntax(text, statements).find();
}

} // namespace tickscope
