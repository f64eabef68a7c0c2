// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/text_sink.h"

#include <string>
#include <string_view>

namespace tickscope::cli {

/// Writes to a file descriptor and remembers why writing failed: std::ofstream forgets, and "No
/// space left on device" is what the person needs to read. Does not own the descriptor.
class FdSink final : public TextSink
{
public:
    explicit FdSink(int fd)
        : m_fd(fd)
    {
    }

    bool write(std::string_view text) override;
    /// Hands everything to the kernel.
    /// @return errno of the first write that failed, ever; 0 when all is written
    int finish();

private:
    void writeAll(std::string_view text);

    static constexpr std::size_t bufferSize = 1 << 16;
    int m_fd;
    int m_errno = 0;
    std::string m_buffer;
};

} // namespace tickscope::cli
