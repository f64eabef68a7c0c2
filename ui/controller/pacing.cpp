// SPDX-License-Identifier: GPL-3.0-only
#include "ui/controller/pacing.h"

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

// A frame that comes later than this (the machine slept, a window was dragged) counts as this
// long: playing goes on where it was instead of jumping.
constexpr std::chrono::nanoseconds longestFrame = 100ms;
constexpr std::chrono::nanoseconds speedWindow = 1s;
constexpr std::chrono::nanoseconds speedWindowLeast = 200ms;

} // namespace

void Pacing::setSpeed(double speed)
{
    if (std::isnan(speed))
        speed = 1;
    m_speed = speed > fastestSpeed && std::isinf(speed)
        ? maxSpeed
        : std::clamp(speed, slowestSpeed, fastestSpeed);
    m_rest = 0;
}

void Pacing::start(std::chrono::nanoseconds wall)
{
    m_wall = wall;
    m_rest = 0;
}

VirtualTime Pacing::target(std::chrono::nanoseconds wall, VirtualTime now, VirtualTime end)
{
    const auto frame = std::clamp(wall - m_wall, std::chrono::nanoseconds(0), longestFrame);
    m_wall = wall;
    if (std::isinf(m_speed))
        return end;
    const double span = double(frame.count()) * m_speed + m_rest;
    const double whole = std::floor(span);
    m_rest = span - whole;
    return std::min(end, addSaturated(now, Duration(std::int64_t(whole))));
}

void AchievedSpeed::add(std::chrono::nanoseconds wall, VirtualTime now)
{
    if (!m_samples.empty() && now < m_samples.back().now)
        m_samples.clear();
    m_samples.push_back({ wall, now });
    while (m_samples.size() > 2 && wall - m_samples[1].wall >= speedWindow)
        m_samples.pop_front();
}

std::optional<double> AchievedSpeed::speed() const
{
    if (m_samples.size() < 2)
        return {};
    const auto wall = m_samples.back().wall - m_samples.front().wall;
    if (wall < speedWindowLeast)
        return {};
    const auto virtualTime = m_samples.back().now - m_samples.front().now;
    return double(virtualTime.count()) / double(wall.count());
}

} // namespace tickscope
