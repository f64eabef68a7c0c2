// SPDX-License-Identifier: GPL-3.0-only
// systemc SERVERS TICKS: W1 on SystemC, its servers written as methods, the faster of its two kinds
// of processes. Prints ns of CPU time a tick.
#define SC_INCLUDE_DYNAMIC_PROCESSES
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <systemc>
#include <vector>

namespace {

struct Server
{
    sc_core::sc_time first;
    sc_core::sc_time interval;
    enum { New, Waits, Works } state = New;
};

} // namespace

int sc_main(int count, char** arguments)
{
    using namespace sc_core;
    if (count != 3)
        return 2;
    const std::uint64_t ticks = std::strtoull(arguments[2], nullptr, 10);
    sc_set_time_resolution(1, SC_US);
    const sc_time work(3000, SC_US);
    std::uint64_t ticksLeft = ticks;
    sc_spawn_options asMethod;
    asMethod.spawn_method();
    std::vector<Server> servers(std::strtoull(arguments[1], nullptr, 10));
    for (std::size_t i = 0; i < servers.size(); ++i) {
        Server& server = servers[i];
        server.first = sc_time(static_cast<double>(104729 * i % 8000), SC_US);
        server.interval = sc_time(static_cast<double>(5000 + 7919 * i % 1000), SC_US);
        const auto run = [&server, &work, &ticksLeft] {
            switch (server.state) {
            case Server::New:
                server.state = Server::Waits;
                next_trigger(server.first);
                break;
            case Server::Waits:
                server.state = Server::Works;
                next_trigger(work);
                break;
            case Server::Works:
                server.state = Server::Waits;
                if (--ticksLeft == 0)
                    sc_stop();
                next_trigger(server.interval);
                break;
            }
        };
        sc_spawn(run, nullptr, &asMethod);
    }
    sc_start(SC_ZERO_TIME); // each server's first step
    const std::clock_t start = std::clock();
    sc_start();
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("%.1f\n", seconds * 1e9 / static_cast<double>(ticks));
    std::fflush(stdout);
    std::_Exit(0); // nothing is left that needs an end
}
