// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/recorder_script.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <variant>

namespace tickscope {

namespace {

class Scaler
{
public:
    explicit Scaler(double scale)
        : m_scale(scale)
    {
    }

    void apply(Duration& duration) const
    {
        if (duration == Duration::zero())
            return;
        const double ms = static_cast<double>(duration.count()) / 1e6 * m_scale;
        const double longest = static_cast<double>(maxDuration.count()) / 1e6;
        duration = std::chrono::milliseconds(std::llround(std::clamp(ms, 1.0, longest)));
    }
    void applySigned(Duration& duration) const
    {
        Duration length = std::chrono::abs(duration);
        apply(length);
        duration = duration < Duration::zero() ? -length : length;
    }
    void apply(DurationSpec& spec) const
    {
        std::visit([this](auto& of) { applyTo(of); }, spec);
    }

private:
    void applyTo(Duration& duration) const { apply(duration); }
    void applyTo(UniformDuration& of) const
    {
        apply(of.low);
        apply(of.high);
    }
    void applyTo(ExponentialDuration& of) const { apply(of.mean); }
    void applyTo(NormalDuration& of) const
    {
        apply(of.mean);
        apply(of.deviation);
    }
    void applyTo(SequenceDuration& of) const
    {
        for (Duration& value : of.values)
            apply(value);
    }

    double m_scale;
};

} // namespace

Scenario scaledScenario(const Scenario& scenario, double scale)
{
    assert(scale > 0);
    Scenario scaled = scenario;
    if (scale == 1)
        return scaled;
    const Scaler scaler(scale);
    scaler.apply(scaled.duration);
    for (ServerSpec& server : scaled.servers) {
        server.timeout = heartbeatTimeout(server);
        scaler.apply(*server.timeout);
        scaler.apply(server.interval);
        scaler.apply(server.work);
        if (server.load)
            scaler.apply(*server.load);
        if (server.first)
            scaler.apply(*server.first);
        scaler.apply(server.jitter);
        scaler.applySigned(server.jitterLow);
        scaler.apply(server.firstStep);
        if (server.maxInterval)
            scaler.apply(*server.maxInterval);
    }
    for (Action& action : scaled.actions) {
        Duration at = action.at.time_since_epoch();
        scaler.apply(at);
        action.at = VirtualTime { at };
        scaler.apply(action.interval);
        scaler.apply(action.work);
        scaler.apply(action.timeout);
        scaler.apply(action.requestWork);
        scaler.apply(action.stall);
    }
    for (ClientSpec& client : scaled.clients) {
        scaler.apply(client.every);
        scaler.apply(client.work);
        scaler.apply(client.timeout);
        if (client.from)
            scaler.apply(*client.from);
        if (client.until)
            scaler.apply(*client.until);
    }
    for (ResourceSpec& resource : scaled.resources) {
        if (resource.timeout)
            scaler.apply(*resource.timeout);
    }
    return scaled;
}

} // namespace tickscope
