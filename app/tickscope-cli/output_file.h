// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/fd_sink.h"
#include "core/result.h"

#include <memory>
#include <optional>
#include <string>

namespace tickscope::cli {

enum class IfExists { Refuse, Overwrite };

/// A file that appears under its name complete or not at all.
///
/// It is written beside its place under another name, then flushed to the disk and renamed. What is
/// not a regular file (a pipe, a terminal, /dev/null) is written directly. A symbolic link stays;
/// the file that it points to is replaced.
class OutputFile
{
public:
    /// Opens it, so that a place that cannot be written is known before any work is done.
    /// Errors: ErrorCode::Io.
    static Result<OutputFile> open(const std::string& path, IfExists ifExists);

    OutputFile(OutputFile&&) noexcept = default;
    OutputFile& operator=(OutputFile&&) noexcept = default;

    TextSink& sink();
    /// Puts the file under its name. Without it, nothing stays.
    /// @return what went wrong; nothing when the file is in its place
    std::optional<Error> commit();

private:
    /// Closes the descriptor, and removes what lies under the temporary name.
    struct Temporary
    {
        int fd = -1;
        std::string path; ///< empty when written directly
        ~Temporary();
    };

    OutputFile(std::string path, std::string target, IfExists ifExists,
        std::unique_ptr<Temporary> temporary);
    std::optional<Error> moveIntoPlace();

    std::string m_path; ///< as the person gave it
    std::string m_target; ///< symbolic links followed
    IfExists m_ifExists;
    std::unique_ptr<Temporary> m_temporary;
    std::unique_ptr<FdSink> m_sink; ///< after the descriptor that it writes to
};

} // namespace tickscope::cli
