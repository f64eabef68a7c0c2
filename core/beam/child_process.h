// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// How another program is run.
struct ChildCommand
{
    std::vector<std::string> arguments; ///< the program first; looked up in PATH
    std::string directory; ///< where it runs; also its HOME and TMPDIR
    std::vector<std::string> environment; ///< "NAME=value", added to a copy of ours
    std::vector<std::string> unsetEnvironment; ///< names that it must not inherit
    std::chrono::milliseconds timeout { 60'000 }; ///< by the clock on the wall
    std::uint64_t memoryBytes = std::uint64_t { 1 } << 30; ///< of its data
    std::uint64_t outputBytes = std::uint64_t { 64 } << 20; ///< it may print
};

/// How it ended.
struct ChildEnd
{
    enum class Kind : std::uint8_t {
        Exited, ///< by itself; see exitCode
        Signalled, ///< by a signal that was not ours; see signal
        TimedOut,
        Flooded, ///< it printed more than it may
        Cancelled,
        NotStarted, ///< it is not there, or cannot be run; see startError
    };
    Kind kind = Kind::Exited;
    int exitCode = 0;
    int signal = 0;
    int startError = 0; ///< errno
    std::string errorLines; ///< the last lines of its standard error
};

/// Runs a program to its end in a process group of its own, and hands on its standard output.
///
/// Its standard input is empty. Whatever happens, nothing of its group is left when this returns;
/// should we be killed, it is too (Linux).
/// @param onOutput  takes its standard output as it comes, in pieces of any size
/// @param isCancelled  asked several times a second; from then on the group is killed
ChildEnd runChild(const ChildCommand& command,
    const std::function<void(std::string_view)>& onOutput,
    const std::function<bool()>& isCancelled);

/// A directory of our own under TMPDIR, removed with all that is in it.
class TemporaryDirectory
{
public:
    /// Errors: ErrorCode::Io.
    static Result<TemporaryDirectory> create();
    TemporaryDirectory(TemporaryDirectory&& other) noexcept;
    TemporaryDirectory& operator=(TemporaryDirectory&&) = delete;
    ~TemporaryDirectory();

    const std::string& path() const { return m_path; }

private:
    explicit TemporaryDirectory(std::string path)
        : m_path(std::move(path))
    {
    }
    std::string m_path;
};

/// @return the path of a program in PATH that this process may run
std::optional<std::string> findProgram(std::string_view name);

} // namespace tickscope
