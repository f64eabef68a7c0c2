// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"
#include "app/tickscope-cli/output_file.h"

#include <optional>
#include <string>

namespace tickscope::cli {

/// Where a command puts one kind of data: a file, or standard output when its name is `-`.
class DataOutput
{
public:
    /// Errors: as OutputFile::open().
    static Result<DataOutput> open(const std::string& path, IfExists ifExists, Console& console);

    TextSink& sink() { return m_file ? m_file->sink() : m_console->out(); }
    /// @return what went wrong; standard output is judged at the end of the program
    std::optional<Error> commit() { return m_file ? m_file->commit() : std::nullopt; }

private:
    explicit DataOutput(Console& console)
        : m_console(&console)
    {
    }

    Console* m_console;
    std::optional<OutputFile> m_file;
};

/// The name that stands for a standard stream.
inline constexpr std::string_view standardStream = "-";

} // namespace tickscope::cli
