// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "core/trace/statistics.h"
#include "ui/comparison/cancel_forecast.h"
#include "ui/time/time_axis.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace tickscope {

/// What servers are compared by, in the order of the table.
enum class ComparisonRow : std::uint8_t {
    Scheduling,
    Work,
    BuildUp,
    DynamicInterval,
    Cancellation,
    Recommendation,
};
inline constexpr int comparisonRowCount = 6;

/// What stands in one cell: what was measured, what it means, and where it can be seen.
struct ComparisonCell
{
    enum class Mark : std::uint8_t { None, Good, Careful, Waits };

    Mark mark = Mark::None;
    QString headline;
    QString detail; ///< a sentence or two
    std::optional<TimeSpan> place; ///< where the lanes show it
    std::uint32_t message = 0; ///< to be selected there; 0 for the server alone
    std::optional<Action> offer; ///< what would measure it
    QString offerText; ///< "Try 10 s"

    friend bool operator==(const ComparisonCell&, const ComparisonCell&) = default;
};

/// What a column of the table is made from. Everything outlives the call; nothing is kept.
struct ComparisonSource
{
    const ServerSnapshot& server;
    const ServerSpec& spec;
    const ServerLog& log;
    const ServerStatistics& statistics; ///< of `span`
    TimeSpan span; ///< measured; ends at or before now
    std::int64_t nowNs = 0;
    std::optional<CancelForecast> forecast; ///< what cancelling would come to at now
    QString supervisor {}; ///< that it gave up, a sentence; empty while it is alive
};

ComparisonCell comparisonCell(ComparisonRow row, const ComparisonSource& source);
/// "Scheduling", "Work duration", ...
QString comparisonRowName(ComparisonRow row);
/// "send_after, after the work", "send_interval", ...
QString scheduleWords(Schedule schedule);

} // namespace tickscope
