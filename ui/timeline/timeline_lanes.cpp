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
    m_deepest.clear();
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
    const auto metricsFor = [&](std::uint32_t depth) {
        const LaneMetrics lane = laneMetrics(theme, m_size, depth);
        return m_measured ? withMeasuredRow(lane) : lane;
    };
    m_ofMany = metricsFor(m_size == LaneSize::Large ? depthOfMany : 0);
    m_tops.clear();
    m_metrics.clear();
    if (count() > mostThatGrow)
        return;
    m_deepest.resize(count());
    m_tops.reserve(count() + 1);
    m_metrics.reserve(count());
    double y = 0;
    for (std::uint32_t lane = 0; lane < count(); ++lane) {
        // Never back within a run, also when one goes back in time.
        m_deepest[lane] = std::max(m_deepest[lane], index(lane).maxDepthUntil(nowNs));
        m_tops.push_back(y);
        m_metrics.push_back(metricsFor(m_deepest[lane]));
        y += m_metrics.back().height;
    }
    m_tops.push_back(y);
}

LaneMetrics TimelineLanes::metrics(std::uint32_t lane) const
{
    return m_tops.empty() ? m_ofMany : m_metrics[lane];
}

double TimelineLanes::top(std::uint32_t lane) const
{
    return m_tops.empty() ? m_ofMany.height * lane : m_tops[lane];
}

double TimelineLanes::totalHeight() const
{
    return m_tops.empty() ? m_ofMany.height * count() : m_tops.back();
}

std::optional<std::uint32_t> TimelineLanes::laneAt(double y) const
{
    if (y < 0 || y >= totalHeight())
        return std::nullopt;
    if (m_tops.empty())
        return static_cast<std::uint32_t>(y / m_ofMany.height);
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    return static_cast<std::uint32_t>(after - m_tops.begin() - 1);
}

} // namespace tickscope
