// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/virtual_time.h"

#include <chrono>
#include <deque>
#include <limits>
#include <optional>

namespace tickscope {

/// As fast as possible.
inline constexpr double maxSpeed = std::numeric_limits<double>::infinity();
inline constexpr double slowestSpeed = 0.1;
inline constexpr double fastestSpeed = 1000;

/// Where virtual time should stand after each frame at the speed asked for.
///
/// A run that cannot keep up does not collect a debt: the next frame asks for one frame's worth
/// again, so that slowing down takes effect at once.
class Pacing
{
public:
    /// Clamped to slowestSpeed..fastestSpeed, or maxSpeed. NaN counts as 1.
    void setSpeed(double speed);
    double speed() const { return m_speed; }

    /// Starts counting: from what the wall clock says now.
    void start(std::chrono::nanoseconds wall);
    /// @return the virtual time to reach now; at maxSpeed `end`
    /// @param now  where the run stands
    VirtualTime target(std::chrono::nanoseconds wall, VirtualTime now, VirtualTime end);

private:
    double m_speed = 1;
    std::chrono::nanoseconds m_wall {};
    double m_rest = 0; ///< nanoseconds of virtual time that were less than a whole one
};

/// The speed of the last second or so, as it really came out.
class AchievedSpeed
{
public:
    void clear() { m_samples.clear(); }
    void add(std::chrono::nanoseconds wall, VirtualTime now);
    /// Virtual seconds per wall second; nothing before a fifth of a second was seen.
    std::optional<double> speed() const;

private:
    struct Sample
    {
        std::chrono::nanoseconds wall;
        VirtualTime now;
    };
    std::deque<Sample> m_samples;
};

} // namespace tickscope
