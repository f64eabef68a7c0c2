// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "core/scenario/reader.h"
#include "core/trace/trace_log.h"
#include "ui/timeline/timeline_lanes.h"

#include <QByteArray>
#include <QFile>

#include <memory>

/// A run at some moment, with its log and its lanes: what a window would show.
class TimelineFixture
{
public:
    explicit TimelineFixture(const char* toml)
        : m_run(scenarioOf(toml))
        , m_log(m_run.scenario(), m_run.watchedServers())
    {
        m_lanes.setRun(&m_log, [this](std::uint32_t server) { return info(server); });
        m_lanes.setSize(tickscope::laneSizeFor(m_run.serverCount()));
    }
    TimelineFixture(const TimelineFixture&) = delete;
    TimelineFixture& operator=(const TimelineFixture&) = delete;

    void advanceTo(std::int64_t ns)
    {
        m_run.advanceTo(tickscope::fromNs(ns));
        m_log.consume(m_run.trace());
    }

    tickscope::Run& run() { return m_run; }
    const tickscope::TraceLog& log() const { return m_log; }
    tickscope::TimelineLanes& lanes() { return m_lanes; }
    std::int64_t nowNs() const { return tickscope::toNs(m_run.now()); }

    tickscope::LaneInfo info(std::uint32_t server) const
    {
        return tickscope::laneInfo(m_run.snapshot(server), m_run.serverSpec(server),
            m_log.server(server), QStringLiteral("Idle"));
    }

private:
    static tickscope::Scenario scenarioOf(const char* toml)
    {
        tickscope::ReadResult result = tickscope::readScenario(toml, "test.toml");
        if (!result.scenario)
            qFatal("the scenario of this test is not valid");
        return *result.scenario;
    }
    tickscope::Run m_run;
    tickscope::TraceLog m_log;
    tickscope::TimelineLanes m_lanes;
};
