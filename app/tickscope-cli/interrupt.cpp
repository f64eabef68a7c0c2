// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/interrupt.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <initializer_list>

namespace tickscope::cli {
namespace {

// A signal handler can reach nothing but a global.
volatile std::sig_atomic_t interrupted = 0;

void onSignal(int)
{
    interrupted = 1;
}

// Opened the wrong way round on purpose: reading standard input or writing the others fails.
void fillClosedStreams()
{
    for (const int fd : { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO }) {
        if (::fcntl(fd, F_GETFD) == -1)
            ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

} // namespace

void prepareProcess()
{
    fillClosedStreams();
    struct sigaction action
    {
    };
    action.sa_handler = onSignal;
    // A second signal must end a program that is stuck. Without SA_RESTART, whoever waits for a
    // pipe or a terminal comes back to look at isInterrupted().
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

bool isInterrupted()
{
    return interrupted != 0;
}

} // namespace tickscope::cli
