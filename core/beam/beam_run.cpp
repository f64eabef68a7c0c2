// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/beam_run.h"

#include "core/beam/child_process.h"
#include "core/beam/recorder_script.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string_view>

namespace tickscope {

namespace {

constexpr int oldestOtp = 25;
constexpr int oldestElixirMinor = 14;
constexpr const char* installLine = "install them with: apt install elixir";
constexpr std::chrono::milliseconds startUp { 60'000 };

Error external(std::string message)
{
    return { ErrorCode::ExternalProgram, std::move(message), {} };
}

// Nothing that a terminal could take for a command.
std::string printable(std::string_view text)
{
    std::string clean;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        clean += byte < 0x20 || byte == 0x7F ? (c == '\n' || c == '\t' ? c : '?') : c;
    }
    return clean;
}

std::string lastLines(std::string_view text, int count = 5)
{
    while (!text.empty() && text.back() == '\n')
        text.remove_suffix(1);
    std::size_t start = text.size();
    for (int line = 0; line < count && start != std::string_view::npos && start > 0; ++line)
        start = text.rfind('\n', start - 1);
    if (start == std::string_view::npos)
        start = 0;
    std::string lines = printable(text.substr(start));
    while (!lines.empty() && lines.front() == '\n')
        lines.erase(0, 1);
    return lines;
}

// "25" or "25.2.3": the number in front; 0 when there is none
int leadingNumber(std::string_view text)
{
    return std::atoi(std::string(text.substr(0, 9)).c_str());
}

bool isTooOld(const Recording& recording)
{
    if (recording.otpRelease.empty())
        return false;
    const std::string& elixir = recording.elixirVersion;
    const std::size_t dot = std::min(elixir.find('.'), elixir.size());
    const int major = leadingNumber(elixir);
    const int minor = dot < elixir.size() ? leadingNumber(elixir.substr(dot + 1)) : 0;
    return leadingNumber(recording.otpRelease) < oldestOtp || major < 1
        || (major == 1 && minor < oldestElixirMinor);
}

std::string howItEnded(const ChildEnd& end, std::chrono::milliseconds timeout)
{
    switch (end.kind) {
    case ChildEnd::Kind::Exited:
        return end.exitCode == 0 ? "elixir ended before the scenario did"
                                 : fmt::format("elixir failed with exit status {}", end.exitCode);
    case ChildEnd::Kind::Signalled:
        return fmt::format("elixir was killed by signal {} ({}){}", end.signal,
            ::strsignal(end.signal),
            end.signal == 9 ? ", perhaps because the machine ran out of memory" : "");
    case ChildEnd::Kind::TimedOut:
        return fmt::format("elixir did not end within {:.1f} s and was killed",
            static_cast<double>(timeout.count()) / 1000);
    case ChildEnd::Kind::Flooded:
        return "elixir printed far more than a recording and was killed";
    case ChildEnd::Kind::NotStarted:
        return fmt::format(
            "elixir cannot be started: {}; {}", std::strerror(end.startError), installLine);
    case ChildEnd::Kind::Cancelled:
        break;
    }
    return "cancelled";
}

std::optional<Error> errorOf(
    const ChildEnd& end, const RecordingParser& parser, std::chrono::milliseconds timeout)
{
    if (isTooOld(parser.recording()))
        return external(fmt::format(
            "Elixir {} on Erlang/OTP {} is too old: Elixir 1.{} on OTP {} or newer is needed",
            printable(parser.recording().elixirVersion), printable(parser.recording().otpRelease),
            oldestElixirMinor, oldestOtp));
    const bool endedWell = end.kind == ChildEnd::Kind::Exited && end.exitCode == 0;
    if ((endedWell && parser.recording().isComplete) || end.kind == ChildEnd::Kind::Cancelled)
        return std::nullopt;
    std::string message = howItEnded(end, timeout);
    if (parser.rubbishLines() > 0)
        message += fmt::format("; {} lines of its output were no events", parser.rubbishLines());
    if (const std::string lines = lastLines(end.errorLines); !lines.empty())
        message += "; its last words:\n" + lines;
    return external(std::move(message));
}

std::optional<Error> writeScript(const std::string& path, const std::string& script)
{
    errno = 0;
    std::ofstream file(path, std::ios::binary);
    file << script;
    file.close();
    if (file)
        return std::nullopt;
    const int reason = errno; // of the write or the close that failed
    return Error { ErrorCode::Io,
        fmt::format("{}: cannot be written: {}", path,
            reason != 0 ? std::strerror(reason) : "unknown reason"),
        {} };
}

ChildCommand elixirCommand(const std::string& directory, const std::string& script)
{
    ChildCommand command;
    command.arguments = { "elixir", script };
    command.directory = directory;
    command.environment = { "HOME=" + directory, "TMPDIR=" + directory, "ERL_CRASH_DUMP_BYTES=0",
        "ERL_CRASH_DUMP=/dev/null", "LC_ALL=C.UTF-8", "NO_COLOR=1" };
    // Flags of people's own shells: they could start distribution, or anything else. There are more
    // of them with each release (ERL_OTP25_FLAGS).
    command.unsetEnvironment = { "ERL_*", "ELIXIR_*", "RUN_ERL_*", "REBAR_*", "MIX_*", "HEX_*" };
    return command;
}

} // namespace

std::optional<Error> whyNoBeam()
{
    for (const char* name : { "elixir", "erl" }) {
        if (!findProgram(name))
            return external(fmt::format("there is no {} in PATH; {}", name, installLine));
    }
    return std::nullopt;
}

Result<BeamResult> runOnBeam(
    const Scenario& scenario, const BeamOptions& options, const BeamWatcher& watcher)
{
    const Result<std::string> script = recorderScript(scenario, options.depthAt);
    if (!script)
        return script.errors();
    BeamResult result;
    result.error = whyNoBeam();
    if (result.error)
        return result;
    const Result<TemporaryDirectory> directory = TemporaryDirectory::create();
    if (!directory)
        return directory.errors();
    const std::string path = directory->path() + "/run.exs";
    if (const std::optional<Error> error = writeScript(path, *script))
        return *error;

    ChildCommand command = elixirCommand(directory->path(), path);
    command.memoryBytes = options.memoryBytes;
    command.timeout = options.timeout.value_or(
        std::chrono::ceil<std::chrono::milliseconds>(scenario.duration) + startUp);
    RecordingParser parser;
    const ChildEnd end = runChild(
        command, [&](std::string_view bytes) { parser.take(bytes); },
        [&] {
            if (watcher.onProgress)
                watcher.onProgress(parser.recording(), parser.isReady());
            return (watcher.isCancelled && watcher.isCancelled()) || isTooOld(parser.recording());
        });
    parser.finish();
    result.recording = parser.recording();
    // The recorder needs a moment to end: what came after the scenario is no part of it.
    std::erase_if(result.recording.events,
        [&](const BeamEvent& event) { return event.timeNs > scenario.duration.count(); });
    result.rubbishLines = parser.rubbishLines();
    result.error = errorOf(end, parser, command.timeout);
    result.isCancelled = end.kind == ChildEnd::Kind::Cancelled && !result.error;
    return result;
}

} // namespace tickscope
