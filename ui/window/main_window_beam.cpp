// SPDX-License-Identifier: GPL-3.0-only
// The open scenario on a real BEAM: it runs beside the window, its ticks come into the lanes as a
// second row, and the end says whether both agree.
#include "core/beam/recorder_script.h"
#include "ui/beam/beam_box.h"
#include "ui/beam/beam_runner.h"
#include "ui/beam/measured_ticks.h"
#include "ui/text/time_text.h"
#include "ui/timeline/timeline_view.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QMenu>

namespace tickscope {

namespace {

constexpr double fasterScale = 0.1;

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

void MainWindow::connectBeam()
{
    connect(m_beam, &BeamRunner::progressed, this,
        [this](const std::shared_ptr<const Recording>& soFar, bool isRunning) {
            beamProgressed(*soFar, isRunning);
        });
    connect(m_beam, &BeamRunner::finished, this,
        [this](const std::shared_ptr<const BeamOutcome>& outcome) { beamFinished(*outcome); });
    // What was measured is of the scenario as it was; any change but of markers makes it another
    // one.
    connect(m_document, &Document::scenarioChanged, this, &MainWindow::forgetMeasured);
    connect(m_document, &Document::opened, this, &MainWindow::forgetMeasured);
}

void MainWindow::createBeamEntries(QMenu* menu)
{
    auto* real = addEntry(
        menu, tr("On the real &BEAM"), QKeySequence(tr("Ctrl+B")), [this] { runOnRealBeam(1); });
    auto* faster = addEntry(menu, tr("On the real BEAM, ten times as fast"), {},
        [this] { runOnRealBeam(fasterScale); });
    auto* stop = addEntry(menu, tr("Stop the real BEAM"), {}, [this] { m_beam->cancel(); });
    auto* side
        = addEntry(menu, tr("Simulated and real, side by side"), {}, [this] { showComparison(); });
    menu->setToolTipsVisible(true);
    const auto update = [=, this] {
        const auto missing = whyNoBeam();
        const bool canStart = !missing && m_controller->hasRun() && !m_beam->isRunning();
        const auto why = missing ? QString::fromStdString(missing->message) : QString();
        for (auto* action : { real, faster })
            action->setEnabled(canStart);
        real->setText(missing ? tr("On the real &BEAM (%1)").arg(why) : tr("On the real &BEAM"));
        stop->setEnabled(m_beam->isRunning());
        side->setEnabled(m_comparison != nullptr);
    };
    connect(menu, &QMenu::aboutToShow, this, update);
    connect(m_document, &Document::opened, this, update); // for their keys
    connect(m_beam, &BeamRunner::started, this, update);
    connect(m_beam, &BeamRunner::finished, this, update);
    update();
}

void MainWindow::runOnRealBeam(double scale)
{
    if (!m_controller->hasRun() || m_beam->isRunning())
        return;
    if (const auto missing = whyNoBeam())
        return m_message->showMessage({ MessageBar::Tone::Error, tr("There is no BEAM to run on"),
            QString::fromStdString(missing->message), {}, {} });
    forgetMeasured();
    const Scenario scenario = scaledScenario(m_controller->run().scenarioWithActions(), scale);
    m_beamScale = scale;
    m_beamNames = m_controller->run().processNames();
    m_beamNames.resize(m_controller->run().serverCount());
    m_beam->start(scenario);
    // The simulated ticks are there to be compared with while the real ones come.
    const VirtualTime end(m_controller->run().scenario().duration);
    if (m_controller->now() < end)
        m_controller->goTo(end);
    m_message->showMessage({ MessageBar::Tone::Info, tr("The real BEAM is at work"),
        tr("The scenario takes %1 there. Its ticks come into the lanes as they happen.")
            .arg(durationText(scenario.duration.count())),
        tr("Stop"), [this] { m_beam->cancel(); } });
}

void MainWindow::beamProgressed(const Recording& soFar, bool isRunning)
{
    if (isRunning && !m_beamNames.empty())
        showMeasured(soFar);
}

void MainWindow::showMeasured(const Recording& recording)
{
    m_timeline->setMeasured(
        std::make_shared<const MeasuredRun>(measuredTicks(recording, m_beamNames, m_beamScale)));
}

void MainWindow::beamFinished(const BeamOutcome& outcome)
{
    if (m_beamNames.empty())
        return; // the scenario has changed since
    if (!outcome.real.events.empty())
        showMeasured(outcome.real);
    if (outcome.isCancelled)
        return m_message->showMessage({ MessageBar::Tone::Info, tr("The real BEAM was stopped"),
            tr("What it had done so far stays in the lanes."), {}, {} });
    if (outcome.error)
        return m_message->showMessage({ MessageBar::Tone::Error, tr("The real BEAM failed"),
            QString::fromStdString(outcome.error->message), {}, {} });
    m_comparison = std::make_shared<const Comparison>(*outcome.comparison);
    m_message->showMessage({ toneOf(m_comparison->verdict), verdictHeadline(*m_comparison),
        verdictWords(*m_comparison), tr("Side by side"), [this] { showComparison(); } });
}

void MainWindow::forgetMeasured()
{
    if (m_beam->isRunning() && !m_beamNames.empty())
        m_message->showMessage({ MessageBar::Tone::Info, tr("The real BEAM was stopped"),
            tr("It ran the scenario as it was before the change."), {}, {} });
    m_beamNames.clear();
    m_comparison.reset();
    m_beam->cancel();
    m_timeline->setMeasured(nullptr);
}

void MainWindow::showComparison()
{
    if (m_comparison)
        (new BeamBox(m_comparison, m_themes, this))->show();
}

} // namespace tickscope
