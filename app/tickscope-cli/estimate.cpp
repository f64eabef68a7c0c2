// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/estimate.h"

#include "core/scenario/words.h"

#include <fmt/format.h>

#include <numeric>
#include <variant>

namespace tickscope::cli {
namespace {

struct MeanOf
{
    double operator()(Duration value) const { return static_cast<double>(value.count()); }
    double operator()(const UniformDuration& range) const
    {
        return ((*this)(range.low) + (*this)(range.high)) / 2;
    }
    double operator()(const ExponentialDuration& rule) const { return (*this)(rule.mean); }
    double operator()(const NormalDuration& rule) const { return (*this)(rule.mean); }
    /// The last value holds for the rest, so it decides a long run.
    double operator()(const SequenceDuration& sequence) const
    {
        return (*this)(sequence.values.back());
    }
};

double meanOf(const DurationSpec& spec)
{
    return std::visit(MeanOf {}, spec);
}

/// timeout, receive, dequeue, handle_info, work_start, work_end, send_after, return.
constexpr double eventsPerTick = 8;

double expectedTicks(const ServerSpec& server, Duration duration)
{
    double period = meanOf(server.interval) + meanOf(server.jitter) / 2;
    if (server.schedule == Schedule::AfterWork || server.schedule == Schedule::IdleTimeout)
        period += meanOf(server.work);
    return period > 0 ? static_cast<double>(duration.count()) / period : 0;
}

} // namespace

double expectedEvents(const Scenario& scenario)
{
    return std::accumulate(scenario.servers.begin(), scenario.servers.end(), 0.0,
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
