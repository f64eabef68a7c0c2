// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/estimate.h"

#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace tickscope::cli {
namespace {

double meanNs(const DurationSpec& spec)
{
    return static_cast<double>(meanOf(spec).count());
}

/// timeout, receive, dequeue, handle_info, work_start, work_end, send_after, return.
constexpr double eventsPerTick = 8;

double expectedTicks(const ServerSpec& server, Duration duration)
{
    double period = meanNs(server.interval) + meanNs(server.jitter + server.jitterLow) / 2;
    if (server.schedule == Schedule::AfterWork || server.schedule == Schedule::IdleTimeout)
        period += meanNs(server.work);
    return period > 0 ? static_cast<double>(duration.count()) / period : 0;
}

double expectedRequests(const ClientSpec& client, Duration duration)
{
    const Duration span
        = std::min(client.until.value_or(duration), duration) - client.from.value_or(Duration {});
    const double every = meanNs(client.every);
    return every > 0 ? std::max(0.0, static_cast<double>(span.count()) / every) : 0;
}

} // namespace

double expectedEvents(const Scenario& scenario)
{
    const double requests = std::accumulate(scenario.clients.begin(), scenario.clients.end(), 0.0,
        [&scenario](double sum, const ClientSpec& client) {
            return sum + eventsPerTick * expectedRequests(client, scenario.duration);
        });
    return std::accumulate(scenario.servers.begin(), scenario.servers.end(), requests,
        [&scenario](double sum, const ServerSpec& server) {
            return sum + server.count * eventsPerTick * expectedTicks(server, scenario.duration);
        });
}

std::string longRunText(double events, std::uint64_t cap)
{
    const auto rounded
        = [](double number) { return fmt::format("{:.{}f}", number, number < 10 ? 1 : 0); };
    const std::string about = events >= 1e9 ? rounded(events / 1e9) + " billion"
        : events >= 1e6                     ? rounded(events / 1e6) + " million"
                                            : withThousands(static_cast<std::uint64_t>(events));
    return fmt::format("this run has about {} events ahead and stops at {}; a shorter --until has "
                       "fewer, --max-events allows more",
        about, withThousands(cap));
}

} // namespace tickscope::cli
