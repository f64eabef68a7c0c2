// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_value.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/toml_literal.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

/// What a word without quotes should be: the duration that it most likely means, or itself.
std::string wordInQuotes(std::string_view word)
{
    const ParsedDuration duration = parseDuration(word);
    const std::string text
        = duration.suggestion.empty() ? std::string { word } : duration.suggestion;
    return '"' + text + '"';
}

} // namespace

bool TomlValueSyntax::say(
    TextRegion region, std::string message, std::string hint, std::string replacement)
{
    m_problem = { region, std::move(message), std::move(hint), std::move(replacement) };
    return false;
}

bool TomlValueSyntax::neverEnds(TextRegion start, std::string_view what, std::string_view closing)
{
    m_extent = Extent::Table;
    return say(start, fmt::format("the {} that starts here never ends", what),
        fmt::format("close it with {}", closing));
}

bool TomlValueSyntax::sayReturn()
{
    return say(m_cursor.here(), "a carriage return stands alone here",
        "save the file with LF or CRLF line ends");
}

bool TomlValueSyntax::sayConflict(
    const TomlConflict& conflict, TextRegion place, std::string_view shown)
{
    using Kind = TomlName::Kind;
    const std::string at = fmt::format("{}:{}", conflict.first.line, conflict.first.column);
    if (conflict.isTwin)
        return say(place, inQuotes(shown) + " is defined twice",
            fmt::format("the first is at {}; keep one of them", at));
    const std::string part = inQuotes(conflict.part);
    switch (conflict.kind) {
    case Kind::InlineTable:
        return say(place, fmt::format("the table {} is complete", part),
            fmt::format("write this between its braces at {}", at));
    case Kind::Header:
        return say(place, fmt::format("the table {} has a header of its own", part),
            fmt::format("write this below it, at {}", at));
    case Kind::TableList:
        return say(place, part + " is a list of tables", "write this below one of its headers");
    default:
        return say(place, part + " is no table", fmt::format("it has a value at {}", at));
    }
}

bool TomlValueSyntax::key(TomlPath& path)
{
    for (;;) {
        m_cursor.skipBlanks();
        const std::size_t start = m_cursor.at();
        const char first = m_cursor.peek();
        if (isQuote(first)) {
            if (m_cursor.peek(1) == first && m_cursor.peek(2) == first)
                return say(m_cursor.here(), "a key cannot have three quotes", "write one");
            if (!string())
                return false;
            const std::string_view quoted = m_cursor.since(start);
            path.emplace_back(quoted.substr(1, quoted.size() - 2));
        } else if (isBareKeyCharacter(first)) {
            while (isBareKeyCharacter(m_cursor.peek()))
                m_cursor.step();
            path.emplace_back(m_cursor.since(start));
        } else {
            return say(m_cursor.here(), "a part of the key is missing here",
                "write it such as a.b, or put the key in quotes");
        }
        m_cursor.skipBlanks();
        if (m_cursor.peek() != '.')
            return true;
        m_cursor.step();
    }
}

bool TomlValueSyntax::keyAndEquals(TomlName& table, TomlName*& name)
{
    TextRegion place = m_cursor.here();
    const std::size_t start = m_cursor.at();
    TomlPath path;
    if (!key(path))
        return false;
    const std::string_view shown = trimmed(m_cursor.since(start));
    place.length = std::max(static_cast<std::uint32_t>(characterCount(shown)), 1u);
    if (m_cursor.peek() != '=')
        return missingEquals(place, shown);
    const TextRegion equals = m_cursor.here();
    m_cursor.step();
    if (m_cursor.peek() == '>')
        return say({ equals.line, equals.column, 2 }, "a key ends with =, not with =>",
            "write key = value", "=");
    m_cursor.skipBlanks();
    if (m_cursor.atLineEnd() || std::string_view("#,]}").find(m_cursor.peek()) < 4)
        return say(place, inQuotes(shown) + " has no value", "write one after the =");
    const TomlNamed named = addKey(table, path, place);
    name = named.name;
    return name != nullptr || sayConflict(named.conflict, place, shown);
}

bool TomlValueSyntax::missingEquals(TextRegion key, std::string_view name)
{
    const char next = m_cursor.peek();
    if (m_depth > 0)
        return say(key, inQuotes(name) + " has no value",
            fmt::format("write {} = value", visibleText(name)));
    if (next == ':') {
        TextRegion region = m_cursor.here();
        region.length = m_cursor.peek(1) == '=' ? 2 : 1;
        return say(region, "a key ends with =, not with :", "write key = value", " =");
    }
    if (next == '\r' && !m_cursor.atLineEnd())
        return sayReturn();
    const std::string_view line = lineOf(m_cursor.text(), key.line);
    const std::string_view rest = line.substr(byteOfColumn(line, m_cursor.here().column));
    if (rest.substr(0, rest.find('#')).find('=') == std::string_view::npos) {
        key.length = static_cast<std::uint32_t>(
            characterCount(trimmed(line.substr(byteOfColumn(line, key.column)))));
        return say(key, "this line is no key = value", "a comment starts with #");
    }
    if (isBareKeyCharacter(next) || isQuote(next))
        return say(
            m_cursor.here(), "a key is one word", "join its words with _, or put it in quotes");
    return say(m_cursor.here(), inQuotes(std::string(1, next)) + " is not allowed in a key",
        "put the key in quotes");
}

bool TomlValueSyntax::restOfLine()
{
    m_cursor.skipBlanks();
    if (m_cursor.peek() == '#' && !comment())
        return false;
    if (m_cursor.atEnd())
        return true;
    if (!m_cursor.atLineEnd())
        return sayReturn();
    m_cursor.step(m_cursor.peek() == '\r' ? 2 : 1);
    return true;
}

bool TomlValueSyntax::comment()
{
    while (!m_cursor.atLineEnd()) {
        if (m_cursor.peek() == '\r')
            return sayReturn();
        if (isControl(m_cursor.peek()))
            return say(m_cursor.here(), "the comment has a control character", "leave it out");
        m_cursor.step();
    }
    return true;
}

bool TomlValueSyntax::value(TomlName* name)
{
    switch (m_cursor.peek()) {
    case '"':
    case '\'':
        return string();
    case '[':
        return list();
    case '{': {
        TomlName inList;
        TomlName& table = name == nullptr ? inList : *name;
        table.kind = TomlName::Kind::InlineTable;
        return inlineTable(table);
    }
    case '=':
        return say(m_plainWord && m_depth == 0 ? m_plainWord->region : m_cursor.here(),
            "there is one = too many", "write key = value");
    default:
        return literal();
    }
}

bool TomlValueSyntax::isPlain(std::string_view text)
{
    return !text.empty() && text.find_first_of("\"'[]{},=") == std::string_view::npos
        && std::ranges::none_of(text, isControl);
}

/// Takes the characters of one value without quotes; a date with a time after a blank is one.
std::string_view TomlValueSyntax::word()
{
    const std::size_t start = m_cursor.at();
    const auto take = [this] {
        while (!m_cursor.atEnd() && !isControl(m_cursor.peek())
            && std::string_view(" \t,=[]{}#\"'").find(m_cursor.peek()) == std::string_view::npos)
            m_cursor.step();
    };
    take();
    const bool isDate = m_cursor.since(start).size() == 10
        && classifyLiteral(m_cursor.since(start)) == TomlLiteral::Valid
        && m_cursor.since(start).find('-') == 4;
    const bool hasTime
        = m_cursor.peek() == ' ' && m_cursor.peek(1) >= '0' && m_cursor.peek(1) <= '9';
    if (isDate && hasTime) {
        m_cursor.step();
        take();
    }
    return m_cursor.since(start);
}

bool TomlValueSyntax::literal()
{
    TextRegion region = m_cursor.here();
    const std::string_view text = word();
    if (text.empty() && m_cursor.peek() == '\r' && !m_cursor.atLineEnd())
        return sayReturn();
    if (text.empty())
        return say(m_cursor.here(),
            inQuotes(std::string(1, m_cursor.peek())) + " is not allowed here",
            "write a value, such as 5 or \"5s\"");
    if (classifyLiteral(text) == TomlLiteral::Valid)
        return true;
    if (m_depth == 0 && m_plainWord && isPlain(m_plainWord->text))
        return sayWord(*m_plainWord);
    region.length = static_cast<std::uint32_t>(characterCount(text));
    return sayWord({ text, region });
}

bool TomlValueSyntax::sayWord(const LineWord& word)
{
    const std::string shown = visibleText(word.text);
    switch (classifyLiteral(word.text)) {
    case TomlLiteral::LeadingZero:
        return say(word.region, shown + " starts with a zero", "leave the zero out");
    case TomlLiteral::WholeOutOfRange:
        return say(word.region, shown + " is out of range",
            "a whole number goes up to 9,223,372,036,854,775,807");
    case TomlLiteral::FloatOutOfRange:
        return say(word.region, shown + " is out of range", "a number goes up to 1.7e308");
    case TomlLiteral::TooLong:
        return say(word.region, "the number is too long", "write it with fewer digits");
    case TomlLiteral::NoNumber:
        return say(word.region, shown + " is not a number",
            "write it such as 5 or 0.5, or in quotes with a unit, such as \"5s\"");
    case TomlLiteral::NoDate:
        return say(word.region, shown + " is not a date", "text stands in quotes");
    case TomlLiteral::NoTime:
        return say(word.region, shown + " is not a time", "text stands in quotes");
    case TomlLiteral::Valid:
    case TomlLiteral::Word:
        break;
    }
    const std::string small = toLowerAscii(word.text);
    if (small == "true" || small == "false")
        return say(word.region, shown + " is not in small letters", "write " + small, small);
    const std::string better = wordInQuotes(word.text);
    return say(word.region, shown + " is not in quotes", "write " + visibleText(better), better);
}

} // namespace tickscope
