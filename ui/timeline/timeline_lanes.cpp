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
    m_order = LaneOrder::Scenario;
    m_byRow.clear();
    m_rows.clear();
}

void TimelineLanes::setOrder(LaneOrder order, std::int64_t nowNs)
{
    m_order = order;
    m_byRow.clear();
    m_rows.clear();
    if (order == LaneOrder::Scenario || isEmpty())
        return;
    std::vector<std::int64_t> busy;
    for (std::uint32_t lane = 0; lane < count(); ++lane) {
        BusySums::Walk walk(index(lane).busy());
        busy.push_back(walk.busyUntil(nowNs));
        m_byRow.push_back(lane);
    }
    std::stable_sort(m_byRow.begin(), m_byRow.end(),
        [&](std::uint32_t a, std::uint32_t b) { return busy[a] > busy[b]; });
    m_rows.resize(count());
    for (std::uint32_t row = 0; row < count(); ++row)
        m_rows[m_byRow[row]] = row;
}

std::optional<std::uint32_t> TimelineLanes::beside(std::uint32_t lane, int by) const
{
    const auto row = static_cast<std::int64_t>(rowOf(lane)) + by;
    if (row < 0 || row >= static_cast<std::int64_t>(count()))
        return std::nullopt;
    return laneOf(static_cast<std::uint32_t>(row));
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
    if (m_rows.size() != count()) { // other servers
        m_order = LaneOrder::Scenario;
        m_byRow.clear();
        m_rows.clear();
    }
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
    m_metrics.resize(count());
    double y = 0;
    for (std::uint32_t row = 0; row < count(); ++row) {
        const std::uint32_t lane = laneOf(row);
        // Never back within a run, also when one goes back in time.
        m_deepest[lane] = std::max(m_deepest[lane], index(lane).maxDepthUntil(nowNs));
        m_tops.push_back(y);
        m_metrics[lane] = metricsFor(m_deepest[lane]);
        y += m_metrics[lane].height;
    }
    m_tops.push_back(y);
}

LaneMetrics TimelineLanes::metrics(std::uint32_t lane) const
{
    return m_tops.empty() ? m_ofMany : m_metrics[lane];
}

double TimelineLanes::top(std::uint32_t lane) const
{
    return m_tops.empty() ? m_ofMany.height * rowOf(lane) : m_tops[rowOf(lane)];
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
        return laneOf(static_cast<std::uint32_t>(y / m_ofMany.height));
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    return laneOf(static_cast<std::uint32_t>(after - m_tops.begin() - 1));
}

} // namespace tickscope
