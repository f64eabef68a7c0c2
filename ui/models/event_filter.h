// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/record.h"

#include <QStringList>

#include <cstdint>
#include <vector>

namespace tickscope {

/// Which records the event log shows. Each part narrows the others; an empty part lets all pass.
struct EventFilter
{
    std::vector<std::uint32_t> servers; ///< process indices; a monitor is a process of its own
    std::vector<Event> events;
    QStringList texts; ///< each must stand in the row somewhere, in any case

    bool isEmpty() const { return servers.empty() && events.empty() && texts.isEmpty(); }
    friend bool operator==(const EventFilter&, const EventFilter&) = default;
};

} // namespace tickscope
