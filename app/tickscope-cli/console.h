// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/fd_sink.h"
#include "core/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace tickscope::cli {

enum class ColorMode { Auto, Always, Never };

/// What a piece of text means; shown in colour where that is wanted.
enum class Tone { Good, Bad, Careful };

/// Where a command talks to people and to other programs: data and the summary go to standard
/// output, all else to standard error.
class Console
{
public:
    /// Auto: coloured on a terminal, unless NO_COLOR is set or TERM is dumb.
    explicit Console(ColorMode color);

    /// Standard output. Nothing else may write to it.
    TextSink& out() { return m_out; }

    /// One failure, with its place in front where it has one.
    void print(const Error& error);
    void print(const std::vector<Error>& errors);
    /// "warning: ..." and "note: ...".
    void warn(std::string_view text);
    void note(std::string_view text);
    /// Text as it is, on standard error.
    void tell(std::string_view text);

    /// The text in its tone for standard output.
    std::string toneOut(Tone tone, std::string_view text) const;
    /// Whether a person watches standard error, so that progress makes sense.
    bool isWatched() const { return m_isWatched; }

    /// Flushes standard output. A reader that went away is quiet; a full disk is told.
    /// @return the exit code: ExitFailure when the output did not arrive, else `code`
    int finish(int code);

private:
    FdSink m_out;
    bool m_colorOut;
    bool m_colorErr;
    bool m_isWatched;
};

} // namespace tickscope::cli
