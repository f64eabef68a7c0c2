// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <ostream>
#include <streambuf>
#include <vector>

namespace tickscope::cli {

/// An output stream to a file descriptor that remembers why writing failed: std::ofstream forgets,
/// and "No space left on device" is what the person needs to read. Does not own the descriptor.
class FdStream : private std::streambuf, public std::ostream
{
public:
    explicit FdStream(int fd);
    ~FdStream() override;

    /// Hands everything to the kernel.
    /// @return errno of the first write that failed, ever; 0 when all is written
    int finish();

private:
    std::streambuf::int_type overflow(std::streambuf::int_type character) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;
    bool writeAll(const char* text, std::size_t size);

    static constexpr std::size_t bufferSize = 1 << 16;
    int m_fd;
    int m_errno = 0;
    std::vector<char> m_buffer;
};

} // namespace tickscope::cli
