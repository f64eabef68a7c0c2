// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/depth_pyramid.h"
#include "core/trace/trace_log.h"
#include "ui/time/time_axis.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace tickscope {

/// When a mailbox is too long: it begins at `on` messages and ends at `off`, so that it does not
/// come and go with each message.
/// @see erlang:system_monitor/2, long_message_queue
struct Alarm
{
    std::uint32_t on = 10;
    std::uint32_t off = 5; ///< below `on`

    friend bool operator==(const Alarm&, const Alarm&) = default;
};

/// What somebody typed: "10, 5", or "10" for half of it to end the alarm; empty for none.
struct TypedAlarm
{
    std::optional<Alarm> alarm;
    QString reason; ///< why it cannot be; empty when it can
};
TypedAlarm parseAlarm(const QString& text);
/// "10, 5"; empty for none.
QString alarmText(const std::optional<Alarm>& alarm);

/// When the alarm was on within [fromNs, toNs], as parts of it.
/// @param pyramid  of the log; looked at instead of the samples where there are very many
std::vector<TimeSpan> alarmSpans(const ServerLog& log, const DepthPyramid& pyramid, Alarm alarm,
    std::int64_t fromNs, std::int64_t toNs);

} // namespace tickscope
