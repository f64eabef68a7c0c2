// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/trace_log.h"
#include "ui/lanes/lane_index.h"
#include "ui/lanes/lane_info.h"
#include "ui/lanes/lane_metrics.h"
#include "ui/lanes/measured_run.h"

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

namespace tickscope {

/// Tells what a lane needs beside the log; asked for lanes that are seen, whenever they are.
using LaneInfoSource = std::function<LaneInfo(std::uint32_t server)>;

enum class LaneOrder : std::uint8_t {
    Scenario,
    Busiest, ///< those that worked most first
};

/// The servers of a run as lanes one below the other: whose log, how high, where.
class TimelineLanes
{
public:
    /// @param log  outlives this, or the next call; null for no run
    void setRun(const TraceLog* log, LaneInfoSource info);
    /// Chosen once for the number of servers, then by the user.
    void setSize(LaneSize size) { m_size = size; }
    LaneSize size() const { return m_size; }

    std::uint32_t count() const;
    bool isEmpty() const { return count() == 0; }
    /// @pre lane < count()
    const ServerLog& log(std::uint32_t lane) const { return m_log->server(lane); }
    LaneInfo info(std::uint32_t lane) const { return m_info(lane); }
    /// Up to date with the log.
    const LaneIndex& index(std::uint32_t lane);
    /// What a real BEAM did, as a second row of each lane; null for none. Stays until another run.
    void setMeasured(std::shared_ptr<const MeasuredRun> measured);
    bool hasMeasured() const { return m_measured != nullptr; }
    /// @return null without a row
    const std::vector<MeasuredTick>* measured(std::uint32_t lane) const;
    std::int64_t measuredUntilNs() const { return m_measured ? m_measured->untilNs : 0; }
    /// The same servers, their log built anew. Lanes keep the height that they have grown to.
    void setLog(const TraceLog* log);

    LaneOrder order() const { return m_order; }
    /// Lanes keep these places until it is called again.
    void setOrder(LaneOrder order, std::int64_t nowNs);
    /// The lane below another one; nothing for the last. @pre lane < count()
    std::optional<std::uint32_t> below(std::uint32_t lane) const { return beside(lane, 1); }
    std::optional<std::uint32_t> above(std::uint32_t lane) const { return beside(lane, -1); }

    /// Works out where lanes lie. Lanes grow with their mailbox, so call it whenever now moved.
    void arrange(const Theme& theme, std::int64_t nowNs);
    LaneMetrics metrics(std::uint32_t lane) const;
    double top(std::uint32_t lane) const;
    double totalHeight() const;
    /// The lane at this distance from the top of the first one.
    std::optional<std::uint32_t> laneAt(double y) const;

private:
    // More lanes than that have one height: to look at all mailboxes every frame would take too
    // long.
    static constexpr std::uint32_t mostThatGrow = 512;
    static constexpr std::uint32_t depthOfMany = 6; ///< for which that height has room

    std::optional<std::uint32_t> beside(std::uint32_t lane, int by) const;
    std::uint32_t rowOf(std::uint32_t lane) const { return m_rows.empty() ? lane : m_rows[lane]; }
    std::uint32_t laneOf(std::uint32_t row) const { return m_byRow.empty() ? row : m_byRow[row]; }

    const TraceLog* m_log = nullptr;
    LaneInfoSource m_info;
    LaneOrder m_order = LaneOrder::Scenario;
    std::vector<std::uint32_t> m_byRow, m_rows; ///< lane of each row, row of each lane; or empty
    LaneSize m_size = LaneSize::Large;
    std::unordered_map<std::uint32_t, LaneIndex> m_indices; // only looked up, never walked through
    std::shared_ptr<const MeasuredRun> m_measured;
    LaneMetrics m_ofMany;
    std::vector<double> m_tops; ///< of each row, and the end; empty while all are of one height
    std::vector<LaneMetrics> m_metrics; ///< of each lane, likewise
    std::vector<std::uint32_t> m_deepest; ///< of each lane
};

} // namespace tickscope
