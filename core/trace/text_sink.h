// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tickscope {

/// Where exported text goes, piece by piece: a file, a pipe, a string. Whoever has it knows why a
/// write failed.
class TextSink
{
public:
    virtual ~TextSink() = default;
    /// @return false when the text was not taken; nothing more is written then
    virtual bool write(std::string_view text) = 0;
};

/// Appends to a string.
class StringSink final : public TextSink
{
public:
    explicit StringSink(std::string& text)
        : m_text(text)
    {
    }
    bool write(std::string_view text) override
    {
        m_text += text;
        return true;
    }

private:
    std::string& m_text;
};

/// Collects small pieces and hands them on in pieces of about 64 KiB. After a failure it takes text
/// and drops it, so that a loop may go on to its end; finish() tells.
class TextWriter
{
public:
    explicit TextWriter(TextSink& sink)
        : m_sink(&sink)
    {
    }

    /// Append to it freely, then call flushIfFull().
    std::string& text() { return m_text; }
    /// @return whether all writes so far succeeded
    bool flushIfFull() { return m_text.size() < pieceSize ? m_isGood : flush(); }
    /// Hands on what is left.
    bool flush();

private:
    static constexpr std::size_t pieceSize = 1 << 16;
    TextSink* m_sink;
    std::string m_text;
    bool m_isGood = true;
};

/// Digits without any locale.
void appendNumber(std::string& text, std::int64_t number);

/// A JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD.
void appendJsonString(std::string& text, std::string_view value);

/// A field of a CSV file (RFC 4180): in quotes when it holds a comma, a quote or a line end. A
/// field that a spreadsheet would run as a formula (it begins with = + - @, tab or return) gets an
/// apostrophe in front and quotes around.
void appendCsvField(std::string& text, std::string_view value);

} // namespace tickscope
