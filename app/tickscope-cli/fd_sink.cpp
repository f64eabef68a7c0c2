// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/fd_sink.h"

#include <unistd.h>

#include <cerrno>

namespace tickscope::cli {

bool FdSink::write(std::string_view text)
{
    m_buffer += text;
    if (m_buffer.size() >= bufferSize)
        finish();
    return m_errno == 0;
}

int FdSink::finish()
{
    writeAll(m_buffer);
    m_buffer.clear();
    return m_errno;
}

void FdSink::writeAll(std::string_view text)
{
    while (!text.empty() && m_errno == 0) {
        const ssize_t written = ::write(m_fd, text.data(), text.size());
        if (written >= 0)
            text.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            m_errno = errno;
    }
}

} // namespace tickscope::cli
