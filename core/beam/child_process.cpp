// SPDX-License-Identifier: GPL-3.0-only
// The one file of core that starts processes.
#include "core/beam/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace tickscope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t keptErrorBytes = 4096;
constexpr int pollMs = 50;

// A file descriptor that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int fd = -1)
        : m_fd(fd)
    {
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }
    int get() const { return m_fd; }
    void set(int fd)
    {
        close();
        m_fd = fd;
    }
    void close()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }

private:
    int m_fd;
};

struct Pipe
{
    Descriptor read;
    Descriptor write;

    bool open()
    {
        int ends[2] = { -1, -1 };
        if (::pipe2(ends, O_CLOEXEC) != 0)
            return false;
        read.set(ends[0]);
        write.set(ends[1]);
        return true;
    }
};

std::vector<std::string> childEnvironment(const ChildCommand& command)
{
    std::vector<std::string> variables;
    const auto isReplaced = [&command](std::string_view variable) {
        const std::string_view name = variable.substr(0, variable.find('='));
        for (const std::string& given : command.environment) {
            if (given.compare(0, name.size() + 1, std::string(name) + "=") == 0)
                return true;
        }
        for (const std::string& unset : command.unsetEnvironment) {
            const std::string_view start(
                unset.data(), unset.size() - (unset.ends_with('*') ? 1 : 0));
            if (start.size() < unset.size() ? name.starts_with(start) : name == unset)
                return true;
        }
        return false;
    };
    for (char** variable = environ; *variable != nullptr; ++variable) {
        if (!isReplaced(*variable))
            variables.emplace_back(*variable);
    }
    variables.insert(variables.end(), command.environment.begin(), command.environment.end());
    return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts)
{
    std::vector<char*> all;
    for (std::string& text : texts)
        all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

void limit(decltype(RLIMIT_DATA) resource, std::uint64_t value)
{
    const struct rlimit limits = { value, value };
    ::setrlimit(resource, &limits);
}

// In the child, between fork and exec: only what is safe there. All memory was prepared before.
struct ChildStart
{
    const char* program;
    char* const* arguments;
    char* const* environment;
    const char* directory;
    std::uint64_t memoryBytes;
    int input;
    int output;
    int error;
    int report; // gets errno when the start fails
    pid_t parent;

    [[noreturn]] void run() const
    {
        ::setpgid(0, 0);
#ifdef __linux__
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(127);
#endif
        limit(RLIMIT_CORE, 0);
        limit(RLIMIT_DATA, memoryBytes);
        std::signal(SIGPIPE, SIG_DFL);
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
        const bool isReady = ::dup2(input, STDIN_FILENO) >= 0 && ::dup2(output, STDOUT_FILENO) >= 0
            && ::dup2(error, STDERR_FILENO) >= 0 && ::chdir(directory) == 0;
        if (isReady)
            ::execve(program, arguments, environment);
        const int failure = errno;
        (void)!::write(report, &failure, sizeof failure);
        ::_exit(127);
    }
};

// The child while it runs: reads what it prints until it ends or must be ended.
class RunningChild
{
public:
    RunningChild(pid_t pid, const ChildCommand& command,
        const std::function<void(std::string_view)>& onOutput)
        : m_pid(pid)
        , m_command(command)
        , m_onOutput(onOutput)
        , m_deadline(Clock::now() + command.timeout)
    {
    }

    ChildEnd finish(int output, int error, const std::function<bool()>& isCancelled)
    {
        std::optional<ChildEnd::Kind> ended; // by us
        bool isOutputOpen = true;
        bool isErrorOpen = true;
        while (!ended && (isOutputOpen || isErrorOpen) && !hasExited()) {
            struct pollfd waited[2] = { { isOutputOpen ? output : -1, POLLIN, 0 },
                { isErrorOpen ? error : -1, POLLIN, 0 } };
            ::poll(waited, 2, pollMs);
            if (waited[0].revents != 0)
                isOutputOpen = readOutput(output);
            if (waited[1].revents != 0)
                isErrorOpen = readError(error);
            ended = whyEnd(isCancelled);
        }
        while (!ended && !hasExited()) { // it closed both, and lives on
            ::poll(nullptr, 0, pollMs);
            ended = whyEnd(isCancelled);
        }
        ::kill(-m_pid, SIGKILL);
        if (!m_hasExited)
            while (::waitpid(m_pid, &m_status, 0) < 0 && errno == EINTR) { }
        drain(output, error);
        return end(ended);
    }

private:
    std::optional<ChildEnd::Kind> whyEnd(const std::function<bool()>& isCancelled) const
    {
        if (isCancelled())
            return ChildEnd::Kind::Cancelled;
        if (m_bytes > m_command.outputBytes)
            return ChildEnd::Kind::Flooded;
        if (Clock::now() >= m_deadline)
            return ChildEnd::Kind::TimedOut;
        return std::nullopt;
    }

    bool hasExited()
    {
        m_hasExited = m_hasExited || ::waitpid(m_pid, &m_status, WNOHANG) == m_pid;
        return m_hasExited;
    }

    // What it printed before its end; its descendants are dead, so the pipes end too.
    void drain(int output, int error)
    {
        ::fcntl(output, F_SETFL, O_NONBLOCK);
        ::fcntl(error, F_SETFL, O_NONBLOCK);
        while (m_bytes <= m_command.outputBytes && readOutput(output)) { }
        while (m_bytes <= m_command.outputBytes && readError(error)) { }
    }

    bool readOutput(int fd)
    {
        char buffer[65536];
        const ssize_t got = ::read(fd, buffer, sizeof buffer);
        if (got <= 0)
            return got < 0 && errno == EINTR;
        m_bytes += static_cast<std::uint64_t>(got);
        m_onOutput({ buffer, static_cast<std::size_t>(got) });
        return true;
    }

    bool readError(int fd)
    {
        char buffer[4096];
        const ssize_t got = ::read(fd, buffer, sizeof buffer);
        if (got <= 0)
            return got < 0 && errno == EINTR;
        m_bytes += static_cast<std::uint64_t>(got);
        m_errors.append(buffer, static_cast<std::size_t>(got));
        if (m_errors.size() > 2 * keptErrorBytes)
            m_errors.erase(0, m_errors.size() - keptErrorBytes);
        return true;
    }

    ChildEnd end(std::optional<ChildEnd::Kind> ended) const
    {
        ChildEnd end;
        end.errorLines = m_errors.size() > keptErrorBytes
            ? m_errors.substr(m_errors.size() - keptErrorBytes)
            : m_errors;
        if (ended)
            end.kind = *ended;
        else if (WIFSIGNALED(m_status))
            end.kind = ChildEnd::Kind::Signalled;
        end.signal = WIFSIGNALED(m_status) ? WTERMSIG(m_status) : 0;
        end.exitCode = WIFEXITED(m_status) ? WEXITSTATUS(m_status) : 0;
        return end;
    }

    pid_t m_pid;
    const ChildCommand& m_command;
    const std::function<void(std::string_view)>& m_onOutput;
    Clock::time_point m_deadline;
    std::uint64_t m_bytes = 0;
    std::string m_errors;
    bool m_hasExited = false;
    int m_status = 0;
};

ChildEnd notStarted(int error)
{
    ChildEnd end;
    end.kind = ChildEnd::Kind::NotStarted;
    end.startError = error;
    return end;
}

} // namespace

ChildEnd runChild(const ChildCommand& command,
    const std::function<void(std::string_view)>& onOutput, const std::function<bool()>& isCancelled)
{
    const std::optional<std::string> program = findProgram(command.arguments.at(0));
    if (!program)
        return notStarted(ENOENT);
    std::vector<std::string> arguments = command.arguments;
    std::vector<std::string> environment = childEnvironment(command);
    const std::vector<char*> argumentPointers = pointers(arguments);
    const std::vector<char*> environmentPointers = pointers(environment);
    Pipe output;
    Pipe error;
    Pipe report;
    const Descriptor input(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!output.open() || !error.open() || !report.open() || input.get() < 0)
        return notStarted(errno);

    const ChildStart start { program->c_str(), argumentPointers.data(), environmentPointers.data(),
        command.directory.c_str(), command.memoryBytes, input.get(), output.write.get(),
        error.write.get(), report.write.get(), ::getpid() };
    const pid_t pid = ::fork();
    if (pid < 0)
        return notStarted(errno);
    if (pid == 0)
        start.run();
    ::setpgid(pid, pid); // whoever is first; the other call fails harmlessly
    output.write.close();
    error.write.close();
    report.write.close();
    int failure = 0;
    if (::read(report.read.get(), &failure, sizeof failure) == sizeof failure) {
        while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) { }
        return notStarted(failure);
    }
    return RunningChild(pid, command, onOutput)
        .finish(output.read.get(), error.read.get(), isCancelled);
}

Result<TemporaryDirectory> TemporaryDirectory::create()
{
    const char* base = std::getenv("TMPDIR");
    std::string name = std::string(base != nullptr && *base != '\0' ? base : "/tmp");
    name += "/tickscope-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
        return Error { ErrorCode::Io, name + ": " + std::strerror(errno), {} };
    return TemporaryDirectory(std::move(name));
}

TemporaryDirectory::TemporaryDirectory(TemporaryDirectory&& other) noexcept
    : m_path(std::exchange(other.m_path, {}))
{
}

TemporaryDirectory::~TemporaryDirectory()
{
    std::error_code ignored;
    if (!m_path.empty())
        std::filesystem::remove_all(m_path, ignored);
}

std::optional<std::string> findProgram(std::string_view name)
{
    const char* variable = std::getenv("PATH");
    std::string_view paths = variable != nullptr ? variable : "/usr/bin:/bin";
    while (!paths.empty()) {
        const std::size_t end = std::min(paths.find(':'), paths.size());
        const std::string program = std::string(paths.substr(0, end)) + '/' + std::string(name);
        std::error_code ignored;
        if (end > 0 && std::filesystem::is_regular_file(program, ignored)
            && ::access(program.c_str(), X_OK) == 0)
            return program;
        paths.remove_prefix(std::min(end + 1, paths.size()));
    }
    return std::nullopt;
}

} // namespace tickscope
