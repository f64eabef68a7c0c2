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

// Where a playing run stands is shown in a dozen places: let it be a round time, a tenth of a frame
// or less away from the exact one.
std::int64_t roundTo(double spanNs)
{
    std::int64_t quantum = 1'000'000;
    while (quantum > 1 && double(quantum) * 10 > spanNs)
        quantum /= 10;
    return quantum;
}
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
    const std::int64_t quantum = roundTo(double(frame.count()) * m_speed);
    const std::int64_t exact = toNs(addSaturated(now, Duration(std::int64_t(span))));
    const std::int64_t round = std::max(toNs(now), exact - exact % quantum);
    m_rest = span - double(round - toNs(now));
    return std::min(end, fromNs(round));
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
