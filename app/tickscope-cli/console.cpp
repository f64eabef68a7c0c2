// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/console.h"

#include "app/tickscope-cli/exit_code.h"
#include "core/scenario/diagnostic.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace tickscope::cli {
namespace {

bool wantsColor(ColorMode mode, int fd)
{
    if (mode != ColorMode::Auto)
        return mode == ColorMode::Always;
    const char* noColor = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    return ::isatty(fd) == 1 && (noColor == nullptr || *noColor == '\0')
        && (term == nullptr || std::string_view(term) != "dumb");
}

std::string inTone(bool color, Tone tone, std::string_view text)
{
    if (!color)
        return std::string(text);
    const int code = tone == Tone::Good ? 32 : tone == Tone::Bad ? 31 : 33;
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

/// What stands in brackets behind an error that has a place.
const char* codeWord(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Io:
        return toText(DiagnosticCode::Unreadable);
    case ErrorCode::ExpectationFailed:
        return toText(DiagnosticCode::Expectation);
    case ErrorCode::Usage:
        return "usage";
    case ErrorCode::InvalidScenario:
        return toText(DiagnosticCode::InvalidValue);
    case ErrorCode::LimitReached:
        return "limit";
    case ErrorCode::ExternalProgram:
        return "program";
    }
    return "";
}

} // namespace

Console::Console(ColorMode color)
    : m_out(STDOUT_FILENO)
    , m_colorOut(wantsColor(color, STDOUT_FILENO))
    , m_colorErr(wantsColor(color, STDERR_FILENO))
    , m_isWatched(::isatty(STDERR_FILENO) == 1)
{
}

void Console::print(const Error& error)
{
    if (error.place.file.empty())
        tell(
            fmt::format("{}: {}\n", inTone(m_colorErr, Tone::Bad, "tickscope-cli"), error.message));
    else
        tell(problemLine(error.place, inTone(m_colorErr, Tone::Bad, "error"), error.message,
                 codeWord(error.code))
            + "\n");
}

void Console::print(const std::vector<Error>& errors)
{
    for (const Error& error : errors)
        print(error);
}

void Console::warn(std::string_view text)
{
    tell(fmt::format("{}: {}\n", inTone(m_colorErr, Tone::Careful, "warning"), text));
}

void Console::note(std::string_view text)
{
    tell(fmt::format("{}: {}\n", inTone(m_colorErr, Tone::Careful, "note"), text));
}

void Console::tell(std::string_view text)
{
    // Nobody is left to hear that standard error failed.
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

std::string Console::toneOut(Tone tone, std::string_view text) const
{
    return inTone(m_colorOut, tone, text);
}

int Console::finish(int code)
{
    const int error = m_out.finish();
    if (error == 0)
        return code;
    if (error != EPIPE)
        print(Error { ErrorCode::Io,
            fmt::format("standard output cannot be written: {}", std::strerror(error)), {} });
    return ExitFailure;
}

} // namespace tickscope::cli
