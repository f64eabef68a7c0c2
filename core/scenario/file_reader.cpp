// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/file_reader.h"

#include "core/scenario/guard.h"
#include "core/scenario/words.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

namespace tickscope {

namespace {

constexpr const char* tooLarge = "it is larger than 1 MiB; a scenario is a small file";

/// A file descriptor that is closed at the end, unless it is standard input.
class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (m_number > STDERR_FILENO)
            ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return m_number; }

private:
    int m_number;
};

/// The words of errno, without the state that strerror() shares.
std::string reason(int number)
{
    switch (number) {
    case ENOENT:
        return "there is no such file";
    case EACCES:
        return "there is no permission to read it";
    case ELOOP:
        return "its symbolic links lead in a circle";
    case ENAMETOOLONG:
        return "its name is too long";
    default:
        return std::generic_category().message(number);
    }
}

/// What a path leads to, if it is nothing to read a text from.
std::optional<std::string> refusal(const struct stat& status, Pipes pipes)
{
    if (S_ISDIR(status.st_mode))
        return "it is a directory";
    if (S_ISFIFO(status.st_mode) && pipes == Pipes::Refuse)
        return "it is a named pipe; read it with - from standard input";
    if (S_ISSOCK(status.st_mode))
        return "it is a socket";
    if (S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode))
        return "it is a device";
    if (static_cast<std::uint64_t>(status.st_size) > maxTextBytes)
        return tooLarge;
    return std::nullopt;
}

Error failure(const std::string& path, const std::string& why)
{
    return { ErrorCode::Io, "cannot be read: " + why, { visibleText(path), 0, 0 } };
}

Result<std::string> readAll(int descriptor, const std::string& path, const ReadFileOptions& options)
{
    std::string text;
    char block[64 << 10];
    while (true) {
        const ssize_t count = ::read(descriptor, block, sizeof block);
        const bool goesOn = options.isInterrupted == nullptr || !options.isInterrupted();
        if (count < 0 && errno == EINTR && goesOn)
            continue;
        if (count < 0)
            return failure(path, reason(errno));
        if (count == 0)
            return text;
        text.append(block, static_cast<std::size_t>(count));
        if (text.size() > maxTextBytes)
            return failure(path, tooLarge);
    }
}

/// Until somebody has written to a pipe, or has come and gone; from then on reading waits too.
bool waitForWriter(int descriptor, const ReadFileOptions& options)
{
    pollfd waited { descriptor, POLLIN, 0 };
    while (::poll(&waited, 1, -1) < 0) {
        if (errno != EINTR || (options.isInterrupted != nullptr && options.isInterrupted()))
            return false;
    }
    return ::fcntl(descriptor, F_SETFL, 0) == 0;
}

} // namespace

Result<std::string> readTextFile(const std::string& path, const ReadFileOptions& options)
{
    if (path == "-")
        return readAll(STDIN_FILENO, "<stdin>", options);

    // Without O_NONBLOCK, opening a named pipe would wait for its writer.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.number() < 0)
        return failure(path, reason(errno));
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0)
        return failure(path, reason(errno));
    if (const auto why = refusal(status, options.pipes))
        return failure(path, *why);
    if (S_ISFIFO(status.st_mode) && !waitForWriter(file.number(), options))
        return failure(path, reason(errno));
    return readAll(file.number(), path, options);
}

} // namespace tickscope
