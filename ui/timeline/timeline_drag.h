// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/timeline/timeline_hit.h"

#include <cstdint>
#include <optional>

namespace tickscope {

/// A shape of a lane that somebody drags along time: what it was when the drag began, and how far
/// it is dragged. It names no message, as numbers change while the run is made anew.
struct TimelineDrag
{
    enum class Kind : std::uint8_t {
        Work, ///< the end of a tick's work
        Due, ///< the due mark of a timer
    };
    Kind kind = Kind::Work;
    std::uint32_t server = 0;
    std::uint32_t incarnation = 0; ///< Work
    std::uint32_t tick = 0; ///< Work: its number; Due: of the tick it sent, 0 while it is armed
    std::int64_t fromNs = 0; ///< Work: its start; Due: when it was armed
    std::int64_t placeNs = 0; ///< where the shape was
    std::int64_t byNs = 0; ///< how far it is dragged; negative: back
    std::int64_t intervals = 1; ///< Due: how many of them led up to it: each takes its share

    /// How long the work or the armed span was, and is as dragged; never below 0.
    std::int64_t lengthNs() const { return placeNs - fromNs; }
    std::int64_t draggedNs() const { return lengthNs() + byNs < 0 ? 0 : lengthNs() + byNs; }

    friend bool operator==(const TimelineDrag&, const TimelineDrag&) = default;
};

/// @return what a press on this shape can drag; nothing where it can drag nothing
std::optional<TimelineDrag> dragOf(const TimelineHit& hit, const ServerLog& log);

/// Rounds how far somebody dragged, so that the length comes out round: to 1, 2 or 5 times a power
/// of ten that is at least a pixel. Where several intervals lead up to a mark, what each of them
/// grows by comes out round.
std::int64_t roundedDrag(const TimelineDrag& drag, std::int64_t byNs, double nsPerPixel);

} // namespace tickscope
