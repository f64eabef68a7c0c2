// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace tickscope {

/// One of the events of an instant, as people read it.
struct InstantEvent
{
    std::uint64_t seq = 0; ///< number of its record
    QString event; ///< "work_end"
    QString what; ///< "tick 1, 8 s"
    QString process; ///< whose it is
    std::optional<std::uint32_t> lane; ///< none for the supervisor
    std::uint32_t message = 0; ///< the message that it is about; 0 for none

    friend bool operator==(const InstantEvent&, const InstantEvent&) = default;
};

/// What happened at one moment, in the order in which the engine did it.
struct Instant
{
    static constexpr std::size_t mostListed = 1'000;

    std::int64_t ns = 0;
    std::vector<InstantEvent> events; ///< at most mostListed, the first ones
    std::uint64_t total = 0; ///< as many as were looked at
    bool isCut = false; ///< there are more than that
};

/// Looks an instant up. @param lane  whose events are wanted; none for those of the whole run
using InstantSource = std::function<Instant(std::int64_t ns, std::optional<std::uint32_t> lane)>;

} // namespace tickscope
