// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/beam_session.h"

#include "core/beam/recorder_script.h"
#include "ui/beam/beam_box.h"
#include "ui/beam/beam_runner.h"
#include "ui/beam/measured_ticks.h"
#include "ui/controller/run_controller.h"
#include "ui/document/document.h"
#include "ui/text/time_text.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/message_bar.h"

#include <QMainWindow>

namespace tickscope {

namespace {

MessageBar::Tone toneOf(Comparison::Verdict verdict)
{
    switch (verdict) {
    case Comparison::Verdict::Agrees:
        return MessageBar::Tone::Good;
    case Comparison::Verdict::Differs:
        return MessageBar::Tone::Warning;
    case Comparison::Verdict::Inconclusive:
        break;
    }
    return MessageBar::Tone::Info;
}

} // namespace

BeamSession::BeamSession(const WindowContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_beam(new BeamRunner(runOnBeam, this))
{
    connect(m_beam, &BeamRunner::progressed, this,
        [this](const std::shared_ptr<const Recording>& soFar, bool isRunning) {
            beamProgressed(*soFar, isRunning);
        });
    connect(m_beam, &BeamRunner::started, this, &BeamSession::started);
    connect(m_beam, &BeamRunner::finished, this,
        [this](const std::shared_ptr<const BeamOutcome>& outcome) {
            beamFinished(*outcome);
            emit finished();
        });
    // What was measured is of the scenario as it was; any change but of markers makes it another
    // one.
    connect(&m_context.document, &Document::scenarioChanged, this, &BeamSession::forgetMeasured);
    connect(&m_context.document, &Document::opened, this, &BeamSession::forgetMeasured);
}

void BeamSession::run(double scale)
{
    if (!m_context.controller.hasRun() || m_beam->isRunning())
        return;
    if (const auto missing = whyNoBeam())
        return m_context.message.showMessage({ MessageBar::Tone::Error,
            tr("There is no BEAM to run on"), QString::fromStdString(missing->message), {}, {} });
    forgetMeasured();
    const Scenario scenario
        = scaledScenario(m_context.controller.run().scenarioWithActions(), scale);
    m_scale = scale;
    m_names = m_context.controller.run().processNames();
    m_names.resize(m_context.controller.run().serverCount());
    m_beam->start(scenario);
    // The simulated ticks are there to be compared with while the real ones come.
    const VirtualTime end(m_context.controller.run().scenario().duration);
    if (m_context.controller.now() < end)
        m_context.controller.goTo(end);
    m_context.message.showMessage({ MessageBar::Tone::Info, tr("The real BEAM is at work"),
        tr("The scenario takes %1 there. Its ticks come into the lanes as they happen.")
            .arg(durationText(scenario.duration.count())),
        tr("Stop"), [this] { m_beam->cancel(); } });
}

void BeamSession::beamProgressed(const Recording& soFar, bool isRunning)
{
    if (isRunning && !m_names.empty())
        showMeasured(soFar);
}

void BeamSession::showMeasured(const Recording& recording)
{
    m_context.timeline.setMeasured(
        std::make_shared<const MeasuredRun>(measuredTicks(recording, m_names, m_scale)));
}

void BeamSession::beamFinished(const BeamOutcome& outcome)
{
    if (m_names.empty())
        return; // the scenario has changed since
    if (!outcome.real.events.empty())
        showMeasured(outcome.real);
    if (outcome.isCancelled)
        return m_context.message.showMessage(
            { MessageBar::Tone::Info, tr("The real BEAM was stopped"),
                tr("What it had done so far stays in the lanes."), {}, {} });
    if (outcome.error)
        return m_context.message.showMessage({ MessageBar::Tone::Error, tr("The real BEAM failed"),
            QString::fromStdString(outcome.error->message), {}, {} });
    m_comparison = std::make_shared<const Comparison>(*outcome.comparison);
    m_context.message.showMessage({ toneOf(m_comparison->verdict), verdictHeadline(*m_comparison),
        verdictWords(*m_comparison), tr("Side by side"), [this] { showComparison(); } });
}

void BeamSession::forgetMeasured()
{
    if (m_beam->isRunning() && !m_names.empty())
        m_context.message.showMessage({ MessageBar::Tone::Info, tr("The real BEAM was stopped"),
            tr("It ran the scenario as it was before the change."), {}, {} });
    m_names.clear();
    m_comparison.reset();
    m_beam->cancel();
    m_context.timeline.setMeasured(nullptr);
}

void BeamSession::showComparison()
{
    if (m_comparison)
        (new BeamBox(m_comparison, m_context.themes, &m_context.window))->show();
}

void BeamSession::stop()
{
    m_beam->cancel();
}

bool BeamSession::isRunning() const
{
    return m_beam->isRunning();
}

} // namespace tickscope
