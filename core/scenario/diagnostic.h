// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

enum class Severity : std::uint8_t {
    Error, ///< Nothing runs until it is solved.
    Warning, ///< It runs, but most likely not as meant.
    Note, ///< It runs as meant, and something is worth knowing.
};

/// What kind of thing a diagnostic says: the word in brackets at the end of its line, for filters
/// and for looking it up. A word keeps its meaning in later versions.
enum class DiagnosticCode : std::uint8_t {
    InvalidValue, ///< An error without a code of its own.
    Suspicious, ///< A warning without a code of its own.
    WorthKnowing, ///< A note without a code of its own.
    Syntax, ///< The text is no TOML, or no text.
    Format, ///< The format is missing, or not one that is read.
    UnknownKey,
    UnknownWord, ///< A value that must be one of some words.
    UnknownServer,
    MissingKey,
    MissingServer,
    WrongType,
    BadDuration,
    OutOfRange,
    BadName,
    NameTaken,
    NoEffect, ///< A key that is known, and that nothing reads here.
    Overload, ///< The work takes longer than the interval.
    OnATick, ///< An action at the instant of a tick.
    AfterTheEnd, ///< It would come after the end of the run.
    Expectation, ///< An expectation failed, or can never be checked.
    Unreadable, ///< The file cannot be read.
};

/// One thing to say about a scenario text, with the place it is about.
///
/// `message` and `hint` are written so that they read in both voices: joined by "; " on a command
/// line, and as two sentences in a window (see sentences()).
struct Diagnostic
{
    Severity severity = Severity::Error;
    Place place; ///< columns count characters (code points)
    std::uint32_t length = 1; ///< characters from `place` on; never past the end of the line
    std::string message; ///< what is wrong: unknown schedule "after-work"
    std::string hint; ///< what would be right: did you mean "after_work"? May be empty.
    std::string replacement; ///< text to put over place and length to solve it; may be empty
    DiagnosticCode code = DiagnosticCode::InvalidValue;

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// @return "error", "warning" or "note".
const char* toText(Severity severity);

/// @return the word in brackets, such as "unknown-key".
const char* toText(DiagnosticCode code);

bool hasErrors(const std::vector<Diagnostic>& diagnostics);

/// One line, as compilers write it and as the problem matchers of editors and CI systems read it:
/// `FILE:LINE:COLUMN: error: MESSAGE [CODE]`. A file without a place in it is meant from 1:1 on;
/// where a message has more lines, the code ends the first.
std::string problemLine(
    const Place& place, std::string_view severity, std::string_view message, std::string_view code);

/// `buildup.toml:7:12: error: unknown schedule "after-work"; did you mean "after_work"?
/// [unknown-word]`, in one line.
std::string renderLine(const Diagnostic& diagnostic);

/// The whole message as sentences, as a window shows it.
std::string renderSentences(const Diagnostic& diagnostic);

/// Each diagnostic as a line, its source line and a line with carets, in the order of the text:
/// what a command line prints.
/// @param text  the text that was read
/// @param most  how many are shown; errors first, and a last line counts what is left out
std::string renderDiagnostics(
    const std::vector<Diagnostic>& diagnostics, std::string_view text, std::size_t most = 20);

/// The errors among the diagnostics, as Result<T> carries them.
std::vector<Error> toErrors(const std::vector<Diagnostic>& diagnostics);

} // namespace tickscope
