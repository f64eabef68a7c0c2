// SPDX-License-Identifier: GPL-3.0-only
#include "ui/beam/beam_runner.h"

#include "core/beam/simulated_recording.h"

#include <new>
#include <utility>

namespace tickscope {

BeamRunner::BeamRunner(Run run, QObject* parent)
    : QObject(parent)
    , m_run(std::move(run))
{
}

BeamRunner::~BeamRunner()
{
    cancel();
    if (m_thread.joinable())
        m_thread.join();
}

void BeamRunner::start(Scenario scenario)
{
    Q_ASSERT(!isRunning());
    m_isCancelled = false;
    m_thread = std::thread([this, scenario = std::move(scenario)] {
        auto outcome = std::make_shared<const BeamOutcome>(work(scenario));
        QMetaObject::invokeMethod(
            this, [this, outcome] { conclude(outcome); }, Qt::QueuedConnection);
    });
    emit started();
}

void BeamRunner::cancel()
{
    m_isCancelled = true;
}

/// Nothing may leave a thread by an exception.
BeamOutcome BeamRunner::work(const Scenario& scenario)
{
    try {
        return workInMemory(scenario);
    } catch (const std::bad_alloc&) {
        BeamOutcome outcome;
        outcome.error = Error { ErrorCode::LimitReached,
            "there is not enough memory for this run; a shorter duration needs less", {} };
        return outcome;
    }
}

BeamOutcome BeamRunner::workInMemory(const Scenario& scenario)
{
    BeamOptions options;
    options.depthAt = quietMoments(scenario);
    BeamWatcher watcher;
    watcher.isCancelled = [this] { return m_isCancelled.load(); };
    watcher.onProgress = [this](const Recording& soFar, bool isRunning) {
        auto copy = std::make_shared<const Recording>(soFar);
        QMetaObject::invokeMethod(
            this, [this, copy, isRunning] { emit progressed(copy, isRunning); },
            Qt::QueuedConnection);
    };
    BeamOutcome outcome;
    const Result<BeamResult> result = m_run(scenario, options, watcher);
    if (!result) {
        outcome.error = result.error();
        return outcome;
    }
    outcome.real = result->recording;
    outcome.error = result->error;
    outcome.isCancelled = result->isCancelled;
    if (outcome.real.events.empty())
        return outcome;
    Result<Comparison> comparison = compareWithRun(scenario, ClockKind::Beam, outcome.real);
    if (comparison)
        outcome.comparison = std::move(comparison).value();
    else if (!outcome.error)
        outcome.error = comparison.error();
    return outcome;
}

void BeamRunner::conclude(std::shared_ptr<const BeamOutcome> outcome)
{
    m_thread.join();
    emit finished(std::move(outcome));
}

} // namespace tickscope
