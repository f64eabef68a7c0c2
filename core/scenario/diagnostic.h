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

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// @return "error", "warning" or "note".
const char* toText(Severity severity);

bool hasErrors(const std::vector<Diagnostic>& diagnostics);

/// One line: `buildup.toml:7:12: error: unknown schedule "after-work"; did you mean "after_work"?`
std::string renderLine(const Diagnostic& diagnostic);

/// The whole message as sentences, as a window shows it.
std::string renderSentences(const Diagnostic& diagnostic);

/// Each diagnostic as a line, its source line and a line with carets, in the order of the text:
/// what a command line prints. An error goes without the word: it is what people expect there.
/// @param text  the text that was read
/// @param most  how many are shown; errors first, and a last line counts what is left out
std::string renderDiagnostics(
    const std::vector<Diagnostic>& diagnostics, std::string_view text, std::size_t most = 20);

/// The errors among the diagnostics, as Result<T> carries them.
std::vector<Error> toErrors(const std::vector<Diagnostic>& diagnostics);

} // namespace tickscope
