// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lanes/measured_run.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cstdlib>

namespace tickscope {

namespace {

struct MeasuredText
{
    Q_DECLARE_TR_FUNCTIONS(MeasuredText)
};

const MessageEntry* simulated(const ServerLog& log, const MeasuredTick& tick)
{
    const auto found
        = std::find_if(log.messages.begin(), log.messages.end(), [&](const MessageEntry& entry) {
              return entry.incarnation == tick.incarnation && entry.tick == tick.number
                  && entry.startedNs != noTime;
          });
    return found == log.messages.end() ? nullptr : &*found;
}

/// Thousandths of a millisecond are what is measured: "0.062 ms", "1.1 ms" is not rounded further.
QString millisecondsText(std::int64_t ns)
{
    return MeasuredText::tr("%1 ms").arg(
        QLocale::c().toString(static_cast<double>(std::abs(ns)) / 1e6, 'f', 3));
}

QString beside(const MessageEntry* entry, const MeasuredTick& tick)
{
    if (entry == nullptr)
        return MeasuredText::tr("which has not happened here so far");
    const std::int64_t difference = tick.startedNs - entry->startedNs;
    if (difference == 0)
        return MeasuredText::tr("as here");
    return (difference > 0 ? MeasuredText::tr("%1 later than here")
                           : MeasuredText::tr("%1 earlier than here"))
        .arg(millisecondsText(difference));
}

QString ending(const MeasuredTick& tick)
{
    if (tick.finishedNs == noTime)
        return tick.outcome == TickOutcome::Killed ? MeasuredText::tr("its process was ended")
                                                   : MeasuredText::tr("it still works");
    const QString worked
        = MeasuredText::tr("worked %1").arg(millisecondsText(tick.finishedNs - tick.startedNs));
    if (tick.outcome == TickOutcome::Error)
        return MeasuredText::tr("%1 and failed").arg(worked);
    return tick.outcome == TickOutcome::Crash ? MeasuredText::tr("%1 and crashed").arg(worked)
                                              : worked;
}

} // namespace

std::optional<std::uint32_t> measuredTickAt(
    const std::vector<MeasuredTick>& ticks, std::int64_t ns, std::int64_t withinNs)
{
    const auto after = std::partition_point(ticks.begin(), ticks.end(),
        [ns](const MeasuredTick& tick) { return tick.startedNs <= ns; });
    if (after != ticks.begin()) {
        const MeasuredTick& last = *(after - 1);
        const bool isAtWork = last.finishedNs == noTime ? last.outcome == TickOutcome::Unfinished
                                                        : ns <= last.finishedNs;
        if (isAtWork || ns - last.startedNs <= withinNs)
            return static_cast<std::uint32_t>(after - 1 - ticks.begin());
    }
    if (after != ticks.end() && after->startedNs - ns <= withinNs)
        return static_cast<std::uint32_t>(after - ticks.begin());
    return std::nullopt;
}

QString describeMeasured(const ServerLog& log, const MeasuredTick& tick)
{
    return MeasuredText::tr("On the real BEAM tick %1 started at %2, %3; %4.")
        .arg(countText(tick.number), timeText(tick.startedNs), beside(simulated(log, tick), tick),
            ending(tick));
}

} // namespace tickscope
