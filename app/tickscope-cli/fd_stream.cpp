// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/fd_stream.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace tickscope::cli {

FdStream::FdStream(int fd)
    : std::ostream(static_cast<std::streambuf*>(this))
    , m_fd(fd)
    , m_buffer(bufferSize)
{
    setp(m_buffer.data(), m_buffer.data() + m_buffer.size());
}

FdStream::~FdStream()
{
    sync();
}

int FdStream::finish()
{
    sync();
    return m_errno;
}

std::streambuf::int_type FdStream::overflow(std::streambuf::int_type character)
{
    using Traits = std::streambuf::traits_type;
    if (sync() != 0)
        return Traits::eof();
    if (!Traits::eq_int_type(character, Traits::eof()))
        sputc(Traits::to_char_type(character));
    return Traits::not_eof(character);
}

std::streamsize FdStream::xsputn(const char* text, std::streamsize size)
{
    const auto count = static_cast<std::size_t>(size);
    if (count > static_cast<std::size_t>(epptr() - pptr())) {
        if (sync() != 0)
            return 0;
        if (count >= bufferSize)
            return writeAll(text, count) ? size : 0;
    }
    std::copy_n(text, count, pptr());
    pbump(static_cast<int>(count));
    return size;
}

int FdStream::sync()
{
    const bool isWritten = writeAll(pbase(), static_cast<std::size_t>(pptr() - pbase()));
    setp(m_buffer.data(), m_buffer.data() + m_buffer.size());
    return isWritten ? 0 : -1;
}

bool FdStream::writeAll(const char* text, std::size_t size)
{
    while (size > 0 && m_errno == 0) {
        const ssize_t written = ::write(m_fd, text, size);
        if (written >= 0) {
            text += written;
            size -= static_cast<std::size_t>(written);
        } else if (errno != EINTR) {
            m_errno = errno;
        }
    }
    return m_errno == 0;
}

} // namespace tickscope::cli
