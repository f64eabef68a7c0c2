// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_lanes.h"

#include <algorithm>

namespace tickscope {

void TimelineLanes::setRun(const TraceLog* log, LaneInfoSource info)
{
    m_log = log;
    m_info = std::move(info);
    m_indices.clear();
    m_tops.clear();
    m_isGrown.clear();
    m_measured.reset();
}

void TimelineLanes::setMeasured(std::shared_ptr<const MeasuredRun> measured)
{
    m_measured = std::move(measured);
}

const std::vector<MeasuredTick>* TimelineLanes::measured(std::uint32_t lane) const
{
    return m_measured && lane < m_measured->servers.size() ? &m_measured->servers[lane] : nullptr;
}

void TimelineLanes::setLog(const TraceLog* log)
{
    m_log = log;
    m_indices.clear();
}

std::uint32_t TimelineLanes::count() const
{
    return m_log == nullptr ? 0 : static_cast<std::uint32_t>(m_log->serverCount());
}

const LaneIndex& TimelineLanes::index(std::uint32_t lane)
{
    LaneIndex& index = m_indices[lane];
    index.update(m_log->server(lane));
    return index;
}

void TimelineLanes::arrange(const Theme& theme, std::int64_t nowNs)
{
    m_low = laneMetrics(theme, m_size, 0);
    m_high = laneMetrics(theme, m_size, UINT32_MAX);
    if (m_measured) {
        m_low = withMeasuredRow(m_low);
        m_high = withMeasuredRow(m_high);
    }
    m_tops.clear();
    if (m_low.height == m_high.height || count() > mostThatGrow)
        return;
    const auto roomAtFirst = static_cast<std::uint32_t>(m_low.rows);
    m_isGrown.resize(count());
    m_tops.reserve(count() + 1);
    double y = 0;
    for (std::uint32_t lane = 0; lane < count(); ++lane) {
        m_tops.push_back(y);
        if (!m_isGrown[lane]) // never back within a run, also when one goes back in time
            m_isGrown[lane] = index(lane).maxDepthUntil(nowNs) > roomAtFirst;
        y += m_isGrown[lane] ? m_high.height : m_low.height;
    }
    m_tops.push_back(y);
}

LaneMetrics TimelineLanes::metrics(std::uint32_t lane) const
{
    if (m_tops.empty())
        return m_high;
    return m_isGrown[lane] ? m_high : m_low;
}

double TimelineLanes::top(std::uint32_t lane) const
{
    return m_tops.empty() ? m_high.height * lane : m_tops[lane];
}

double TimelineLanes::totalHeight() const
{
    return m_tops.empty() ? m_high.height * count() : m_tops.back();
}

std::optional<std::uint32_t> TimelineLanes::laneAt(double y) const
{
    if (y < 0 || y >= totalHeight())
        return std::nullopt;
    if (m_tops.empty())
        return static_cast<std::uint32_t>(y / m_high.height);
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    return static_cast<std::uint32_t>(after - m_tops.begin() - 1);
}

} // namespace tickscope
