// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_cursor.h"

#include <cassert>

namespace tickscope {

bool TomlCursor::atLineEnd() const
{
    return atEnd() || peek() == '\n' || (peek() == '\r' && peek(1) == '\n');
}

void TomlCursor::step()
{
    assert(!atEnd());
    const char c = m_text[m_at++];
    if (c == '\n') {
        ++m_line;
        m_column = 1;
    } else if ((static_cast<unsigned char>(peek()) & 0xc0u) != 0x80u) {
        ++m_column;
    }
}

void TomlCursor::step(std::size_t bytes)
{
    for (; bytes > 0; --bytes)
        step();
}

void TomlCursor::skipBlanks()
{
    while (peek() == ' ' || peek() == '\t')
        step();
}

bool isBareKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '-';
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

} // namespace tickscope
