// SPDX-License-Identifier: GPL-3.0-only
#include "ui/program/display.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace tickscope {

namespace {

constexpr int firstPort = 6000; ///< of X11 over TCP: display 0
constexpr int patienceMs = 2'000;

class Socket
{
public:
    explicit Socket(int family)
        : m_handle(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
    }
    ~Socket()
    {
        if (m_handle >= 0)
            ::close(m_handle);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    bool connects(const sockaddr* address, socklen_t size)
    {
        if (m_handle < 0)
            return false;
        if (::connect(m_handle, address, size) == 0)
            return true;
        return errno == EINPROGRESS && isConnectedInTime();
    }

private:
    bool isConnectedInTime()
    {
        pollfd wait { m_handle, POLLOUT, 0 };
        if (::poll(&wait, 1, patienceMs) != 1)
            return false;
        int error = 0;
        socklen_t size = sizeof error;
        return ::getsockopt(m_handle, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
    }

    int m_handle;
};

/// @param name  path of the socket; a leading zero byte for one without a file
bool unixSocketAnswers(const std::string& name)
{
    sockaddr_un address {};
    if (name.size() >= sizeof address.sun_path)
        return false;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.data(), name.size());
    const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + name.size());
    return Socket(AF_UNIX).connects(reinterpret_cast<const sockaddr*>(&address), size);
}

bool hostAnswers(const std::string& host, int port)
{
    addrinfo hints {};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
        return false;
    bool answers = false;
    for (const auto* one = found; one && !answers; one = one->ai_next)
        answers = Socket(one->ai_family).connects(one->ai_addr, one->ai_addrlen);
    ::freeaddrinfo(found);
    return answers;
}

/// "host:number.screen"; no host, or "unix", is this machine.
bool x11Answers(const std::string& display)
{
    const auto colon = display.rfind(':');
    if (colon == std::string::npos)
        return false;
    char* end = nullptr;
    const long number = std::strtol(display.c_str() + colon + 1, &end, 10);
    if (end == display.c_str() + colon + 1 || number < 0 || number > 59'535)
        return false;
    const auto host = display.substr(0, colon);
    if (!host.empty() && host != "unix")
        return hostAnswers(host, firstPort + int(number));
    const auto path = "/tmp/.X11-unix/X" + std::to_string(number);
    return unixSocketAnswers(path) || unixSocketAnswers(std::string(1, '\0') + path);
}

bool waylandAnswers(const std::string& display, const Environment& environment)
{
    if (display.front() == '/')
        return unixSocketAnswers(display);
    const auto folder = environment("XDG_RUNTIME_DIR");
    return folder && unixSocketAnswers(*folder + '/' + display);
}

} // namespace

std::optional<std::string> processEnvironment(const char* name)
{
    const char* value = std::getenv(name);
    return value ? std::optional<std::string>(value) : std::nullopt;
}

bool hasDisplay(const Environment& environment)
{
    const auto value
        = [&environment](const char* name) { return environment(name).value_or(std::string()); };
    if (!value("QT_QPA_PLATFORM").empty())
        return true;
    const auto wayland = value("WAYLAND_DISPLAY");
    if (!wayland.empty() && waylandAnswers(wayland, environment))
        return true;
    return x11Answers(value("DISPLAY"));
}

} // namespace tickscope
