// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tickscope::cli {
namespace {

Error ioError(const std::string& path, const std::string& what)
{
    return Error { ErrorCode::Io, fmt::format("{}: {}", path, what), {} };
}

Error unwritable(const std::string& path, int error)
{
    return ioError(path, fmt::format("cannot be written: {}", std::strerror(error)));
}

Error existsError(const std::string& path)
{
    return ioError(path, "the file exists; --force overwrites it");
}

std::string followLinks(const std::string& path)
{
    std::error_code ignored;
    const auto target = std::filesystem::canonical(path, ignored);
    return ignored ? path : target.string();
}

/// The access rights that a new file of this process gets.
mode_t newFileMode()
{
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

} // namespace

OutputFile::Temporary::~Temporary()
{
    if (fd >= 0)
        ::close(fd);
    if (!path.empty())
        ::unlink(path.c_str());
}

OutputFile::OutputFile(
    std::string path, std::string target, IfExists ifExists, std::unique_ptr<Temporary> temporary)
    : m_path(std::move(path))
    , m_target(std::move(target))
    , m_ifExists(ifExists)
    , m_temporary(std::move(temporary))
    , m_sink(std::make_unique<FdSink>(m_temporary->fd))
{
}

Result<OutputFile> OutputFile::open(const std::string& path, IfExists ifExists)
{
    const std::string target = followLinks(path);
    auto temporary = std::make_unique<Temporary>();
    struct stat status
    {
    };
    const bool exists = ::stat(target.c_str(), &status) == 0;
    if (!exists && errno != ENOENT)
        return unwritable(path, errno);
    if (exists && S_ISDIR(status.st_mode))
        return ioError(path, "is a directory");
    if (exists && S_ISBLK(status.st_mode))
        return ioError(path, "is a disk");
    if (exists && !S_ISREG(status.st_mode)) {
        temporary->fd = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    } else {
        if (exists && ifExists == IfExists::Refuse)
            return existsError(path);
        const std::filesystem::path place(target);
        std::string name = (place.parent_path() / ".tickscope-XXXXXX").string();
        temporary->fd = ::mkostemp(name.data(), O_CLOEXEC);
        if (temporary->fd >= 0) {
            temporary->path = name;
            ::fchmod(temporary->fd, exists ? status.st_mode & 07777 : newFileMode());
        }
    }
    if (temporary->fd < 0)
        return unwritable(path, errno);
    return OutputFile(path, target, ifExists, std::move(temporary));
}

TextSink& OutputFile::sink()
{
    return *m_sink;
}

std::optional<Error> OutputFile::commit()
{
    if (const int error = m_sink->finish())
        return unwritable(m_path, error);
    if (m_temporary->path.empty())
        return std::nullopt;
    if (::fsync(m_temporary->fd) != 0)
        return unwritable(m_path, errno);
    return moveIntoPlace();
}

std::optional<Error> OutputFile::moveIntoPlace()
{
    const char* from = m_temporary->path.c_str();
    if (m_ifExists == IfExists::Overwrite) {
        if (::rename(from, m_target.c_str()) != 0)
            return unwritable(m_path, errno);
        m_temporary->path.clear();
        return std::nullopt;
    }
    // link() refuses a name that somebody else took meanwhile; the temporary name goes afterwards.
    if (::link(from, m_target.c_str()) == 0)
        return std::nullopt;
    if (errno == EEXIST)
        return existsError(m_path);
    // A file system without hard links.
    if (::renameat2(AT_FDCWD, from, AT_FDCWD, m_target.c_str(), RENAME_NOREPLACE) != 0)
        return errno == EEXIST ? existsError(m_path) : unwritable(m_path, errno);
    m_temporary->path.clear();
    return std::nullopt;
}

} // namespace tickscope::cli
