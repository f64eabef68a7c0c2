// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/toml_cursor.h"
#include "core/scenario/toml_document.h"
#include "core/scenario/toml_lines.h"
#include "core/scenario/toml_names.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tickscope {

/// Reads keys and values of a TOML text and says what is wrong with the first that breaks a rule.
///
/// Each function moves the cursor behind what it is named after and returns true; or it returns
/// false, and then the problem is there and the cursor is of no more use.
class TomlValueSyntax
{
public:
    /// @pre cursor outlives this
    explicit TomlValueSyntax(TomlCursor& cursor)
        : m_cursor(cursor)
    {
    }

    /// A key with its dots.
    bool key(TomlPath& path);
    /// A key and the = behind it; on a line of its own, or in an inline table.
    /// @param table  what it is a key of
    /// @param name  receives the new name
    bool keyAndEquals(TomlName& table, TomlName*& name);
    /// @param name  whose value it is; nullptr in a list
    bool value(TomlName* name);
    /// A comment, if there is one, and the end of the line.
    bool restOfLine();

    /// The rest of the line, when the value has it for itself: an unquoted text with blanks is one
    /// word then.
    void setPlainWord(std::optional<LineWord> word) { m_plainWord = word; }
    /// Without quotes, brackets and commas.
    static bool isPlain(std::string_view text);

    // All of these return false.
    bool say(TextRegion region, std::string message, std::string hint = {},
        std::string replacement = {});
    bool sayWord(const LineWord& word);
    bool sayReturn();
    /// @param shown  the whole name as it is written
    bool sayConflict(const TomlConflict& conflict, TextRegion place, std::string_view shown);

    /// How much is of no use because of the problem.
    enum class Extent : std::uint8_t {
        Line,
        Statement, ///< all lines of the value
        Table, ///< up to the next header: the value swallows what comes after it
    };
    Extent extent() const { return m_extent; }
    TomlProblem takeProblem() { return std::move(m_problem); }

private:
    bool missingEquals(TextRegion key, std::string_view name);
    bool string();
    bool shortString(char quote);
    bool longString(char quote);
    bool escape(bool isLong);
    bool hexDigits(std::size_t count);
    bool list();
    bool listItems();
    bool listNeverEnds();
    bool blanksAndComments();
    bool inlineTable(TomlName& table);
    bool afterEntry(TextRegion start);
    bool closedAs(std::string message, std::string right);
    bool literal();
    std::string_view word();
    bool comment();
    bool neverEnds(TextRegion start, std::string_view what, std::string_view closing);

    TomlCursor& m_cursor;
    std::optional<LineWord> m_plainWord;
    int m_depth = 0; ///< of lists and inline tables
    std::optional<TextRegion> m_openList; ///< the outermost list
    TomlProblem m_problem;
    Extent m_extent = Extent::Line;
};

} // namespace tickscope
