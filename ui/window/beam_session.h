// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/window/window_context.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace tickscope {

class BeamRunner;
struct BeamOutcome;
struct Comparison;
struct Recording;

/// The open scenario on a real BEAM: it runs beside the window, its ticks come into the lanes as a
/// second row, and the end says whether both agree.
class BeamSession : public QObject
{
    Q_OBJECT

public:
    explicit BeamSession(const WindowContext& context, QObject* parent = nullptr);

    /// Runs the scenario with its actions.
    /// @param scale  what its durations are multiplied by: 0.1 is ten times as fast
    void run(double scale);
    void stop();
    /// Simulated and real side by side, when there is a result.
    void showComparison();

    bool isRunning() const;
    bool hasComparison() const { return m_comparison != nullptr; }

signals:
    void started();
    void finished();

private:
    void beamProgressed(const Recording& soFar, bool isRunning);
    void beamFinished(const BeamOutcome& outcome);
    void showMeasured(const Recording& recording);
    void forgetMeasured();

    WindowContext m_context;
    BeamRunner* m_beam = nullptr;
    double m_scale = 1; ///< what the durations of the real run are multiplied by
    std::vector<std::string> m_names; ///< of the servers that the real run has
    std::shared_ptr<const Comparison> m_comparison; ///< of the last real run; null for none
};

} // namespace tickscope
