// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"

#include <cstdint>
#include <string>

namespace tickscope {

/// Whether a named pipe is read, which waits for whoever writes to it.
enum class Pipes : std::uint8_t { Refuse, Read };

struct ReadFileOptions
{
    Pipes pipes = Pipes::Refuse;
    /// Asked when a signal came while it waits; true gives up.
    bool (*isInterrupted)() = nullptr;
};

/// Reads a scenario text from a file, or from standard input when the path is "-".
///
/// No device is read (standard input may be a terminal), and never more than maxTextBytes: a file
/// that grows while it is read, or that does not say its size, is refused like a large one.
/// @return the text; or an Error with code Io and the path as its place
Result<std::string> readTextFile(const std::string& path, const ReadFileOptions& options = {});

} // namespace tickscope
