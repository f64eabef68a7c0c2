// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_value.h"
#include "core/scenario/words.h"

#include <utility>

namespace tickscope {

namespace {

/// A line of a list that is more likely the next statement, because the list lacks its end.
bool looksLikeNextStatement(std::string_view line)
{
    if (looksLikeStatement(line))
        return true;
    const std::size_t name = line.find_first_not_of("[ \t");
    const bool isName = name != std::string_view::npos && !isQuote(line[name])
        && (line[name] < '0' || line[name] > '9');
    return isName && looksLikeHeader(line);
}

} // namespace

bool TomlValueSyntax::list()
{
    const TextRegion start = m_cursor.here();
    const bool isOutermost = !m_openList;
    if (isOutermost)
        m_openList = start;
    ++m_depth;
    m_cursor.step();
    if (listItems()) {
        --m_depth;
        if (isOutermost)
            m_openList.reset();
        return true;
    }
    const std::uint32_t line = m_problem.region.line;
    const bool isSwallowing = line > start.line && m_extent == Extent::Line
        && looksLikeNextStatement(lineOf(m_cursor.text(), line));
    return isSwallowing ? listNeverEnds() : false;
}

bool TomlValueSyntax::listNeverEnds()
{
    return neverEnds(*m_openList, "list", "]");
}

bool TomlValueSyntax::listItems()
{
    for (bool isFirst = true;; isFirst = false) {
        if (!blanksAndComments())
            return false;
        if (m_cursor.atEnd())
            return listNeverEnds();
        if (m_cursor.peek() == ',')
            return say(m_cursor.here(),
                isFirst ? "a list cannot start with a comma" : "there is one comma too many",
                "leave it out");
        if (m_cursor.peek() == ']') {
            m_cursor.step();
            return true;
        }
        if (!value(nullptr) || !blanksAndComments())
            return false;
        if (m_cursor.atEnd())
            return listNeverEnds();
        if (m_cursor.peek() == ',') {
            m_cursor.step();
            continue;
        }
        if (m_cursor.peek() == ']')
            continue;
        if (m_cursor.peek() == '}')
            return closedAs("a list ends with ], not with }", "]");
        return say(m_cursor.here(), "a comma is missing here", "write one between two values");
    }
}

bool TomlValueSyntax::blanksAndComments()
{
    for (;;) {
        m_cursor.skipBlanks();
        if (m_cursor.atEnd())
            return true;
        if (m_cursor.peek() == '#') {
            if (!comment())
                return false;
        } else if (m_cursor.atLineEnd()) {
            m_cursor.step(m_cursor.peek() == '\r' ? 2 : 1);
        } else if (m_cursor.peek() == '\r') {
            return sayReturn();
        } else {
            return true;
        }
    }
}

bool TomlValueSyntax::inlineTable(TomlName& table)
{
    const TextRegion start = m_cursor.here();
    ++m_depth;
    m_cursor.step();
    m_cursor.skipBlanks();
    if (m_cursor.peek() == '}') {
        m_cursor.step();
        --m_depth;
        return true;
    }
    for (;;) {
        m_cursor.skipBlanks();
        const char c = m_cursor.peek();
        if (c == ',')
            return say(m_cursor.here(), "there is one comma too many", "leave it out");
        if (c == '}')
            return say(m_cursor.here(), "a comma comes right before the }", "leave it out");
        if (c == '=')
            return say(m_cursor.here(), "there is no key before the =", "write key = value");
        const bool isKey = isBareKeyCharacter(c) || isQuote(c);
        if (!isKey)
            return afterEntry(start);
        TomlName* name = nullptr;
        if (!keyAndEquals(table, name)) {
            // A line that ends where = or a value should be lacks the } as well.
            const bool isCut = !isQuote(c) && m_cursor.atLineEnd();
            return isCut ? afterEntry(start) : false;
        }
        if (!value(name))
            return false;
        m_cursor.skipBlanks();
        if (m_cursor.peek() == '}') {
            m_cursor.step();
            --m_depth;
            return true;
        }
        if (m_cursor.peek() != ',')
            return afterEntry(start);
        m_cursor.step();
    }
}

/// The wrong bracket.
bool TomlValueSyntax::closedAs(std::string message, std::string right)
{
    m_extent = Extent::Statement;
    return say(m_cursor.here(), std::move(message), "write " + right, right);
}

/// Neither a comma nor the } of the table that starts at `start`.
bool TomlValueSyntax::afterEntry(TextRegion start)
{
    const char c = m_cursor.peek();
    if (m_cursor.atLineEnd() || c == '#') {
        m_extent = Extent::Statement;
        return say(start, "the table that starts here does not end on its line", "close it with }");
    }
    if (c == '\r')
        return sayReturn();
    if (c == ']')
        return closedAs("a table ends with }, not with ]", "}");
    if (isBareKeyCharacter(c) || isQuote(c))
        return say(m_cursor.here(), "a comma is missing here", "write one between two values");
    return say(m_cursor.here(), inQuotes(std::string(1, c)) + " is not allowed here",
        "write the table as { key = value, key = value }");
}

} // namespace tickscope
