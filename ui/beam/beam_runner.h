// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/beam/beam_run.h"
#include "core/beam/comparison.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace tickscope {

/// What came of running a scenario on the real BEAM.
struct BeamOutcome
{
    Recording real; ///< what there was, when it failed half way
    /// Beside the simulator with the clock of a BEAM; nothing when nothing ran.
    std::optional<Comparison> comparison;
    std::optional<Error> error;
    bool isCancelled = false;
};

/// Runs a scenario on the installed Erlang/OTP beside the window: on a thread of its own, because
/// it takes as long as the scenario does.
class BeamRunner : public QObject
{
    Q_OBJECT

public:
    /// What runs it; a test gives its own.
    using Run = std::function<Result<BeamResult>(
        const Scenario&, const BeamOptions&, const BeamWatcher&)>;

    explicit BeamRunner(Run run = runOnBeam, QObject* parent = nullptr);
    /// Ends a run that is under way, with all that it started.
    ~BeamRunner() override;

    /// @pre !isRunning()
    void start(Scenario scenario);
    /// finished() follows when it has ended.
    void cancel();
    bool isRunning() const { return m_thread.joinable(); }

signals:
    void started();
    /// Several times a second, with all that was recorded so far, in no useful order.
    /// @param isRunning  the servers run; before, the BEAM starts and compiles
    void progressed(std::shared_ptr<const tickscope::Recording> soFar, bool isRunning);
    void finished(std::shared_ptr<const tickscope::BeamOutcome> outcome);

private:
    BeamOutcome work(const Scenario& scenario);
    BeamOutcome workInMemory(const Scenario& scenario);
    void conclude(std::shared_ptr<const BeamOutcome> outcome);

    Run m_run;
    std::thread m_thread;
    std::atomic<bool> m_isCancelled = false;
};

} // namespace tickscope
