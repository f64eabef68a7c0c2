// SPDX-License-Identifier: GPL-3.0-only
#include "ui/source/selected_process.h"

#include "ui/controller/run_controller.h"
#include "ui/time/time_window.h"

#include <algorithm>

namespace tickscope {

SelectedProcess::SelectedProcess(
    const RunController& controller, const TimeWindow& window, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_window(window)
{
    connect(&controller, &RunController::runReplaced, this, [this] {
        m_tracks.reset(); // it looks into the scenario of the run that goes
        emit replaced();
    });
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (!(parts & TimeWindow::Selected) || (m_tracks && m_tracks->of == server()))
            return;
        m_tracks.reset();
        emit replaced();
    });
}

std::uint32_t SelectedProcess::server() const
{
    return m_window.selection() ? m_window.selection()->server : 0;
}

bool SelectedProcess::exists() const
{
    return m_controller.hasRun() && !m_controller.isChanging()
        && server() < m_controller.run().serverCount();
}

std::uint32_t SelectedProcess::spec() const
{
    const auto& run = m_controller.run();
    return std::uint32_t(&run.serverSpec(server()) - run.scenario().servers.data());
}

QString SelectedProcess::name() const
{
    return QString::fromStdString(m_controller.run().processNames()[server()]);
}

std::optional<std::uint32_t> SelectedProcess::monitorOf(std::uint32_t server) const
{
    const auto& watched = m_controller.run().watchedServers();
    const auto place = std::find(watched.begin(), watched.end(), server);
    if (place == watched.end())
        return {};
    return std::uint32_t(m_controller.run().serverCount()) + std::uint32_t(place - watched.begin());
}

const ProcessTrack* SelectedProcess::monitor() const
{
    return m_tracks->monitor ? &*m_tracks->monitor : nullptr;
}

void SelectedProcess::follow()
{
    const auto& run = m_controller.run();
    if (!m_tracks) {
        const auto of = server();
        m_tracks.emplace(of, run.serverSpec(of), run.scenario().clock);
        if (const auto monitor = monitorOf(of))
            m_tracks->monitor.emplace(*monitor);
    }
    const auto& trace = run.trace();
    auto& tracks = *m_tracks;
    const auto monitor = tracks.monitor ? tracks.monitor->process() : UINT32_MAX;
    for (; tracks.seen < trace.size(); ++tracks.seen) {
        const auto& record = trace[tracks.seen];
        if (record.server == tracks.of) {
            tracks.server.take(tracks.seen, record);
            tracks.state.take(record);
        } else if (record.server == monitor) {
            tracks.monitor->take(tracks.seen, record);
        }
    }
}

} // namespace tickscope
