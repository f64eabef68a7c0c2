// SPDX-License-Identifier: GPL-3.0-only
#include "ui/program/end_signals.h"

#include <QSocketNotifier>

#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <csignal>

namespace tickscope {

namespace {

constexpr int endSignals[] = { SIGTERM, SIGHUP, SIGINT };
std::atomic<int> writeEnd { -1 }; // what a signal handler can reach is global
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void tellEnd(int)
{
    const char byte = 1;
    // It can fail only when bytes wait already.
    [[maybe_unused]] const auto written = ::write(writeEnd, &byte, 1);
}

void setHandler(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int number : endSignals)
        ::sigaction(number, &action, nullptr);
}

} // namespace

EndSignals::EndSignals(QObject* parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, m_sockets) != 0)
        return; // signals end the program as they always do
    writeEnd = m_sockets[0];
    m_notifier = new QSocketNotifier(m_sockets[1], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char bytes[16];
        [[maybe_unused]] const auto count = ::read(m_sockets[1], bytes, sizeof bytes);
        emit endRequested();
    });
    setHandler(tellEnd);
}

EndSignals::~EndSignals()
{
    if (!m_notifier)
        return;
    setHandler(SIG_DFL);
    writeEnd = -1;
    delete m_notifier;
    for (const int socket : m_sockets)
        ::close(socket);
}

} // namespace tickscope
