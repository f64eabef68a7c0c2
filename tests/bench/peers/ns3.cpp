// SPDX-License-Identifier: GPL-3.0-only
// ns3 SERVERS TICKS: W1 on the event queue of ns-3 (with std::priority_queue, its fastest). Prints
// ns of CPU time a tick. Each server is an object whose two callbacks schedule each other.
#include <ns3/core-module.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

namespace {

std::uint64_t ticksLeft = 0;

class Server
{
public:
    void start(std::uint64_t number)
    {
        m_interval = ns3::MicroSeconds(5000 + 7919 * number % 1000);
        ns3::Simulator::Schedule(ns3::MicroSeconds(104729 * number % 8000), &Server::tick, this);
    }

private:
    void tick() { ns3::Simulator::Schedule(ns3::MilliSeconds(3), &Server::finish, this); }
    void finish()
    {
        if (--ticksLeft == 0)
            ns3::Simulator::Stop();
        ns3::Simulator::Schedule(m_interval, &Server::tick, this);
    }

    ns3::Time m_interval;
};

} // namespace

int main(int count, char** arguments)
{
    if (count != 3)
        return 2;
    const std::uint64_t ticks = std::strtoull(arguments[2], nullptr, 10);
    ns3::ObjectFactory scheduler;
    scheduler.SetTypeId("ns3::PriorityQueueScheduler");
    ns3::Simulator::SetScheduler(scheduler);
    std::vector<Server> servers(std::strtoull(arguments[1], nullptr, 10));
    for (std::size_t i = 0; i < servers.size(); ++i)
        servers[i].start(i);
    ticksLeft = ticks;
    const std::clock_t start = std::clock();
    ns3::Simulator::Run();
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("%.1f\n", seconds * 1e9 / static_cast<double>(ticks));
    std::fflush(stdout);
    std::_Exit(0); // nothing is left that needs an end
}
