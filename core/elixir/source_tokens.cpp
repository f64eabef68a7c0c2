// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/source_tokens.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace tickscope {

namespace {

constexpr std::string_view textQuotes = "\"\"\"";

constexpr std::string_view elixirKeywords[] = { "after", "alias", "and", "case", "cond", "def",
    "defmodule", "defp", "do", "else", "end", "false", "fn", "for", "if", "import", "in", "nil",
    "not", "or", "raise", "require", "rescue", "true", "use", "when" };
constexpr std::string_view erlangKeywords[] = { "after", "andalso", "begin", "case", "catch", "div",
    "end", "fun", "if", "not", "of", "orelse", "receive", "rem", "try", "when" };

bool isLetter(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool isWordPart(char c)
{
    return isLetter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '?' || c == '!'
        || c == '@';
}

bool isDigit(char c)
{
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// Reads one line.
class LineReader
{
public:
    LineReader(std::string_view line, SourceLanguage language)
        : m_line(line)
        , m_isElixir(language == SourceLanguage::Elixir)
    {
    }

    /// @return whether a text in three quotes goes on behind the line
    bool read(bool isInText);
    std::vector<SourceToken> take() { return std::move(m_tokens); }

private:
    char at(std::size_t place) const { return place < m_line.size() ? m_line[place] : '\0'; }
    void add(std::size_t start, std::size_t end, TokenKind kind)
    {
        m_tokens.push_back({ start, end - start, kind });
        m_at = end;
    }
    std::size_t endOfWord(std::size_t place) const
    {
        while (isWordPart(at(place)))
            ++place;
        return place;
    }
    std::size_t endOfQuote(std::size_t start) const;
    void readWord();
    void readOne();

    std::string_view m_line;
    bool m_isElixir;
    std::size_t m_at = 0;
    std::vector<SourceToken> m_tokens;
};

/// @param start  of the opening quote
std::size_t LineReader::endOfQuote(std::size_t start) const
{
    const char quote = m_line[start];
    std::size_t end = start + 1;
    while (end < m_line.size() && m_line[end] != quote)
        end += m_line[end] == '\\' ? 2 : 1;
    return std::min(end + 1, m_line.size());
}

bool LineReader::read(bool isInText)
{
    if (isInText) {
        const std::size_t end = m_line.find(textQuotes);
        if (end == std::string_view::npos) {
            if (!m_line.empty())
                add(0, m_line.size(), TokenKind::String);
            return true;
        }
        add(0, end + textQuotes.size(), TokenKind::String);
    }
    while (m_at < m_line.size()) {
        if (m_isElixir && m_line.substr(m_at).starts_with(textQuotes)) {
            add(m_at, m_line.size(), TokenKind::String);
            return true;
        }
        readOne();
    }
    return false;
}

void LineReader::readOne()
{
    const char c = at(m_at);
    const char before = m_at > 0 ? m_line[m_at - 1] : ' ';
    if (c == (m_isElixir ? '#' : '%') && at(m_at + 1) != '{')
        return add(m_at, m_line.size(), TokenKind::Comment);
    if (c == '"') {
        const std::size_t end = endOfQuote(m_at);
        const bool isKey = m_isElixir && at(end) == ':' && at(end + 1) != ':';
        return add(m_at, isKey ? end + 1 : end, isKey ? TokenKind::Key : TokenKind::String);
    }
    if (c == '\'' && !m_isElixir)
        return add(m_at, endOfQuote(m_at), TokenKind::Atom);
    if (c == '~' && m_isElixir && at(m_at + 1) == 'r' && at(m_at + 2) == '/') {
        const std::size_t end = m_line.find('/', m_at + 3);
        return add(
            m_at, end == std::string_view::npos ? m_line.size() : end + 1, TokenKind::String);
    }
    if (c == ':' && m_isElixir && before != ':' && (isLetter(at(m_at + 1)) || at(m_at + 1) == '"'))
        return add(m_at, at(m_at + 1) == '"' ? endOfQuote(m_at + 1) : endOfWord(m_at + 1),
            TokenKind::Atom);
    if (c == '@' && m_isElixir && isLetter(at(m_at + 1)))
        return add(m_at, endOfWord(m_at + 1), TokenKind::Keyword);
    if (isDigit(c)) {
        std::size_t end = m_at;
        while (isDigit(at(end)) || at(end) == '_' || (at(end) == '.' && isDigit(at(end + 1))))
            ++end;
        return add(m_at, end, TokenKind::Number);
    }
    if (isLetter(c))
        return readWord();
    ++m_at;
}

void LineReader::readWord()
{
    const std::size_t start = m_at;
    const std::size_t end = endOfWord(start);
    const std::string_view word = m_line.substr(start, end - start);
    const bool isField = start > 0 && m_line[start - 1] == '.';
    const auto isOneOf = [word](const auto& words) {
        return std::binary_search(std::begin(words), std::end(words), word);
    };
    m_at = end;
    if (m_isElixir) {
        if (at(end) == ':' && at(end + 1) != ':')
            return add(start, end + 1, TokenKind::Key);
        if (!isField && isOneOf(elixirKeywords))
            add(start, end, TokenKind::Keyword);
        return;
    }
    const std::string_view rest = m_line.substr(end);
    const bool isAttribute = start == 1 && m_line[0] == '-';
    const bool isCalled = rest.starts_with("(") || rest.starts_with(":");
    if (isAttribute || isOneOf(erlangKeywords))
        add(isAttribute ? 0 : start, end, TokenKind::Keyword);
    else if (rest.starts_with(" =>") || rest.starts_with(" :="))
        add(start, end, TokenKind::Key);
    else if (!isCalled && std::islower(static_cast<unsigned char>(word.front())) != 0)
        add(start, end, TokenKind::Atom);
}

} // namespace

std::vector<SourceToken> SourceTokens::next(std::string_view line)
{
    LineReader reader(line, m_language);
    m_isInText = reader.read(m_isInText);
    return reader.take();
}

} // namespace tickscope
