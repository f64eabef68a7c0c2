// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"
#include "core/trace/statistics.h"
#include "core/trace/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

using Kind = GrowthVerdict::Kind;

const char* manyOf(MessageKind kind)
{
    if (kind == MessageKind::Call)
        return "calls";
    return kind == MessageKind::Cast ? "casts" : "ticks";
}

/// "by 0.075 messages/s; 1,000 waiting at 3 h 42 min"
std::string rateText(const GrowthVerdict& verdict)
{
    std::string text
        = fmt::format("by {} messages/s", rateNumber(std::abs(verdict.messagesPerSecond)));
    if (verdict.fedBy != MessageKind::None)
        text += fmt::format(", fed by {} from outside", manyOf(verdict.fedBy));
    if (verdict.thousandAtNs)
        text += fmt::format("; 1,000 waiting at {}", roughMoment(*verdict.thousandAtNs));
    else if (verdict.emptyAtNs)
        text += fmt::format("; empty at {}", roughMoment(*verdict.emptyAtNs));
    else if (verdict.waiting > 0)
        text += fmt::format("; {} waiting", withThousands(verdict.waiting));
    return text;
}

std::string fewTicksText(const GrowthVerdict& verdict)
{
    return fmt::format("Too few ticks to tell ({} of {})", verdict.ticks, verdict.ticksNeeded);
}

/// Work / time of a schedule whose chain never has more than one tick on its way.
double utilisationWith(Schedule schedule, double workNs, double intervalNs)
{
    const bool waitsForWork = schedule == Schedule::AfterWork || schedule == Schedule::IdleTimeout;
    const double periodNs = waitsForWork ? intervalNs + workNs : std::max(intervalNs, workNs);
    return periodNs > 0 ? workNs / periodNs : 0;
}

} // namespace

std::string toText(const GrowthVerdict& verdict)
{
    switch (verdict.kind) {
    case Kind::TooFewTicks:
        return fewTicksText(verdict);
    case Kind::Stable:
        return fmt::format("Stable, utilisation {:.2f}", verdict.utilisation);
    case Kind::Grows:
        return "Grows " + rateText(verdict);
    case Kind::Drains:
        return "Drains " + rateText(verdict);
    }
    return {};
}

std::string titleText(const GrowthVerdict& verdict)
{
    switch (verdict.kind) {
    case Kind::TooFewTicks:
        return fewTicksText(verdict);
    case Kind::Stable:
        return "Stable";
    case Kind::Grows:
        return "Mailbox grows";
    case Kind::Drains:
        return "Mailbox drains";
    }
    return {};
}

std::string detailText(const GrowthVerdict& verdict)
{
    switch (verdict.kind) {
    case Kind::TooFewTicks:
        return {};
    case Kind::Stable:
        return fmt::format("Utilisation {:.2f}.", verdict.utilisation);
    case Kind::Grows:
    case Kind::Drains:
        return fmt::format("B{}.", rateText(verdict).substr(1));
    }
    return {};
}

namespace {

/// Growth goes on beside any state; that a mailbox is stable says nothing then.
bool isWorthSaying(const GrowthVerdict& growth)
{
    return growth.kind == Kind::Grows || growth.kind == Kind::Drains;
}

} // namespace

std::string verdictText(const ServerStatistics& statistics)
{
    const GrowthVerdict& growth = statistics.growth;
    if (statistics.state.kind == StateVerdict::Kind::Running)
        return toText(growth);
    std::string text = toText(statistics.state);
    if (isWorthSaying(growth) && statistics.state.kind != StateVerdict::Kind::Dead) {
        text += growth.kind == Kind::Grows ? "; grows " : "; drains ";
        text += rateText(growth);
    }
    return text;
}

std::string verdictTitle(const ServerStatistics& statistics)
{
    return statistics.state.kind == StateVerdict::Kind::Running ? titleText(statistics.growth)
                                                                : toText(statistics.state);
}

std::string verdictDetail(const ServerStatistics& statistics)
{
    const GrowthVerdict& growth = statistics.growth;
    switch (statistics.state.kind) {
    case StateVerdict::Kind::Running:
        return detailText(growth);
    case StateVerdict::Kind::NotStarted:
    case StateVerdict::Kind::Dead:
        return {};
    default:
        return isWorthSaying(growth) ? toText(growth) + '.' : detailText(growth);
    }
}

std::string nextIntervalText(
    const GrowthVerdict& verdict, const ServerSpec& spec, Duration nextInterval)
{
    if (verdict.kind == Kind::TooFewTicks || verdict.fedBy != MessageKind::None)
        return {};
    const auto workNs = static_cast<double>(verdict.meanWorkNs);
    const auto intervalNs = static_cast<double>(nextInterval.count());
    const std::string start = fmt::format("With the next interval, {},", humanText(nextInterval));
    const bool canGrow = spec.schedule == Schedule::SendInterval && workNs > 0 && intervalNs > 0;
    const double perSecond = canGrow ? 1e9 / intervalNs - 1e9 / workNs : 0;
    if (perSecond > 0)
        return fmt::format("{} it grows by {}/s.", start, rateNumber(perSecond));
    if (perSecond < 0 && verdict.waiting > 0)
        return fmt::format("{} it drains by {}/s.", start, rateNumber(-perSecond));
    return fmt::format(
        "{} utilisation is {:.2f}.", start, utilisationWith(spec.schedule, workNs, intervalNs));
}

} // namespace tickscope
