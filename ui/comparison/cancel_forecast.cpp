// SPDX-License-Identifier: GPL-3.0-only
#include "ui/comparison/cancel_forecast.h"

#include <algorithm>

namespace tickscope {

namespace {

std::uint32_t ticksIn(const std::vector<WaitingMessage>& mailbox)
{
    return std::uint32_t(std::count_if(mailbox.begin(), mailbox.end(),
        [](const WaitingMessage& message) { return isTick(message.kind); }));
}

struct Asked
{
    std::size_t place; ///< in the list of servers
    std::size_t action;
    CancelForecast forecast;
};

} // namespace

std::vector<std::optional<CancelForecast>> forecastCancels(
    const Run& run, const std::vector<std::uint32_t>& servers, std::uint64_t mostEvents)
{
    std::vector<std::optional<CancelForecast>> forecasts(servers.size());
    if (run.trace().size() > mostEvents)
        return forecasts;
    Run copy = run.rebuild();
    if (!copy.advanceTo(run.now(), mostEvents))
        return forecasts;
    std::vector<Asked> waiting;
    for (std::size_t place = 0; place < servers.size(); ++place) {
        const auto snapshot = copy.snapshot(servers[place]);
        if (!snapshot.isAlive)
            continue;
        Action cancel;
        cancel.server = snapshot.name;
        cancel.kind = ActionKind::Cancel;
        CancelForecast forecast;
        forecast.messagesAhead = std::uint32_t(snapshot.mailbox.size());
        forecast.ticksBefore = ticksIn(snapshot.mailbox);
        waiting.push_back({ place, copy.apply(cancel), forecast });
    }
    for (std::uint64_t events = 0; !waiting.empty() && events < mostEvents; ++events) {
        std::erase_if(waiting, [&](Asked& asked) {
            const auto result = copy.actionResult(asked.action);
            if (result.state != ActionResult::State::Done)
                return result.state == ActionResult::State::Dropped;
            asked.forecast.handledNs = toNs(result.handledAt.value_or(copy.now()));
            asked.forecast.result = result.text;
            const auto snapshot = copy.snapshot(servers[asked.place]);
            // The next tick is taken at the instant at which the request was handled.
            const bool hasTaken
                = snapshot.isWorking && toNs(snapshot.workSince) == asked.forecast.handledNs;
            asked.forecast.ticksAfter = ticksIn(snapshot.mailbox) + (hasTaken ? 1 : 0);
            forecasts[asked.place] = asked.forecast;
            return true;
        });
        if (waiting.empty() || !copy.step())
            break;
    }
    return forecasts;
}

} // namespace tickscope
