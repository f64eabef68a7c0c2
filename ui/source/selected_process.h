// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/process_track.h"
#include "core/servers/state_track.h"

#include <QObject>

#include <cstdint>
#include <optional>

namespace tickscope {

class RunController;
class TimeWindow;

/// What the records tell of the selected server: kept up with the run, made anew when the run is.
class SelectedProcess : public QObject
{
    Q_OBJECT

public:
    SelectedProcess(
        const RunController& controller, const TimeWindow& window, QObject* parent = nullptr);

    /// There is a run, and a server of it.
    bool exists() const;
    std::uint32_t server() const;
    /// Index into Scenario::servers. @pre exists()
    std::uint32_t spec() const;
    QString name() const;
    /// Takes in what was recorded since the last call. @pre exists()
    void follow();

    /// As of the last follow().
    const ProcessTrack& track() const { return m_tracks->server; }
    const StateTrack& state() const { return m_tracks->state; }
    /// Of a heartbeat; null for other kinds.
    const ProcessTrack* monitor() const;

signals:
    /// Another server, or another run of it.
    void replaced();

private:
    struct Tracks
    {
        Tracks(std::uint32_t number, const ServerSpec& spec, ClockKind clock)
            : of(number)
            , server(number)
            , state(spec, clock)
        {
        }
        std::uint32_t of; ///< the server
        ProcessTrack server;
        StateTrack state;
        std::optional<ProcessTrack> monitor;
        std::uint64_t seen = 0; ///< records
    };

    std::optional<std::uint32_t> monitorOf(std::uint32_t server) const;

    const RunController& m_controller;
    const TimeWindow& m_window;
    std::optional<Tracks> m_tracks;
};

} // namespace tickscope
