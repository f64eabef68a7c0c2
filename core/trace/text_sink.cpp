// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/text_sink.h"

#include "core/scenario/words.h"

#include <charconv>

namespace tickscope {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

void appendEscaped(std::string& text, unsigned char byte)
{
    if (byte == '"' || byte == '\\') {
        text += '\\';
        text += static_cast<char>(byte);
    } else if (byte == '\n') {
        text += "\\n";
    } else if (byte == '\t') {
        text += "\\t";
    } else {
        text += "\\u00";
        text += hexDigits[byte >> 4];
        text += hexDigits[byte & 15];
    }
}

bool isFormulaStart(char first)
{
    return std::string_view("=+-@\t\r").find(first) != std::string_view::npos;
}

} // namespace

bool TextWriter::flush()
{
    if (m_isGood && !m_text.empty())
        m_isGood = m_sink->write(m_text);
    m_text.clear();
    return m_isGood;
}

void appendNumber(std::string& text, std::int64_t number)
{
    char digits[20]; // the longest: -9223372036854775808
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    text.append(digits, end);
}

void appendJsonString(std::string& text, std::string_view value)
{
    text += '"';
    while (!value.empty()) {
        const auto byte = static_cast<unsigned char>(value.front());
        if (byte < 0x80) {
            if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f)
                appendEscaped(text, byte);
            else
                text += static_cast<char>(byte);
            value.remove_prefix(1);
            continue;
        }
        const std::string_view before = value;
        if (takeCodePoint(value) == U'\uFFFD')
            text += "\xEF\xBF\xBD";
        else
            text += before.substr(0, before.size() - value.size());
    }
    text += '"';
}

void appendCsvField(std::string& text, std::string_view value)
{
    const bool isFormula = !value.empty() && isFormulaStart(value.front());
    if (!isFormula && value.find_first_of(",\"\r\n") == std::string_view::npos) {
        text += value;
        return;
    }
    text += isFormula ? "\"'" : "\"";
    for (const char byte : value) {
        if (byte == '"')
            text += '"';
        text += byte;
    }
    text += '"';
}

} // namespace tickscope
