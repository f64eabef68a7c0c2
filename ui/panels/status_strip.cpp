// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/status_strip.h"

#include "ui/controller/run_controller.h"
#include "ui/controller/run_words.h"
#include "ui/document/document.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>

#include <algorithm>

namespace tickscope {

namespace {

void setWords(QPushButton& button, const QString& words)
{
    if (button.text() == words)
        return;
    button.setText(words);
    button.setAccessibleName(words);
    button.updateGeometry();
}

} // namespace

StatusStrip::StatusStrip(RunController& controller, const Document& document,
    const ThemeController& themes, QWidget* parent)
    : Strip(Ground::Window, Qt::TopEdge, themes, parent)
    , m_controller(controller)
    , m_document(document)
    , m_state(new Label(TextLook::Second, themes))
    , m_next(new Label(TextLook::Second, themes))
    , m_progress(new QProgressBar)
    , m_stop(new LinkButton(tr("Stop here"), themes))
    , m_seed(new LinkButton({}, themes))
    , m_clock(new LinkButton({}, themes))
    , m_right(new Label(TextLook::Second, themes))
    , m_icon(new Label(TextLook::Second, themes))
    , m_problems(new LinkButton({}, themes))
{
    setAccessibleName(tr("Status"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(m_state);
    layout->addWidget(m_next);
    layout->addWidget(m_progress);
    layout->addWidget(m_stop);
    layout->addStretch();
    layout->addWidget(m_seed);
    layout->addWidget(m_clock);
    layout->addWidget(m_right);
    // What the keys do may be longer than the room: the window is not made wider for it.
    m_next->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->setStretch(layout->indexOf(m_next), 1);
    auto* problems = new QHBoxLayout;
    problems->setSpacing(4);
    problems->addWidget(m_icon);
    problems->addWidget(m_problems);
    layout->addLayout(problems);
    onTheme(this, themes, [this, layout](const Theme& theme) {
        setFixedHeight(px(theme.metrics.statusBar));
        layout->setContentsMargins(
            px(theme.metrics.padding), 1, px(0.85 * theme.metrics.padding), 0);
        layout->setSpacing(px(2 * theme.metrics.gap));
        m_progress->setFixedSize(px(160 * theme.scale), px(8 * theme.scale));
        refresh();
    });
    connect(m_stop, &QPushButton::clicked, &controller, &RunController::pause);
    connect(m_problems, &QPushButton::clicked, this, &StatusStrip::problemsRequested);
    m_seed->setAccessibleName(tr("Seed"));
    m_clock->setAccessibleName(tr("Clock"));
    m_seed->setToolTip(tr("Change the seed"));
    m_clock->setToolTip(tr("Change the clock"));
    connect(m_seed, &QPushButton::clicked, this,
        [this] { emit scenarioRequested(QStringLiteral("seed")); });
    connect(m_clock, &QPushButton::clicked, this,
        [this] { emit scenarioRequested(QStringLiteral("clock")); });
    connect(qApp, &QApplication::focusChanged, this,
        [this](const QWidget*, const QWidget* focused) { noteFocus(focused); });
    connect(&document, &Document::textChanged, this, &StatusStrip::refresh);
    connect(&document, &Document::scenarioChanged, this, &StatusStrip::refresh);
    connect(&controller, &RunController::advanced, this, &StatusStrip::refresh);
    connect(&controller, &RunController::stateChanged, this, &StatusStrip::refresh);
    connect(&controller, &RunController::runReplaced, this, &StatusStrip::refresh);
    connect(&controller, &RunController::actionApplied, this, &StatusStrip::refresh);
    connect(&document, &Document::opened, this, &StatusStrip::refresh);
    refresh();
}

QString StatusStrip::stateText() const
{
    if (!m_controller.hasRun())
        return m_document.state() == Document::State::Broken ? tr("Not run") : tr("No scenario");
    switch (m_controller.state()) {
    case RunController::State::Playing:
        return tr("Playing");
    case RunController::State::Seeking:
        return tr("Computing");
    case RunController::State::Replaying:
        return tr("Going back");
    case RunController::State::Paused:
        break;
    }
    if (m_controller.run().limitReached())
        return tr("Stopped at a limit");
    return toNs(m_controller.now()) == 0 ? tr("Ready") : tr("Paused");
}

QString StatusStrip::nextText() const
{
    if (!m_controller.hasRun())
        return {};
    const auto& run = m_controller.run();
    const auto next = run.nextEventAt();
    if (!next)
        return tr("Next: nothing is due");
    return tr("Next: %1 at %2")
        .arg(QString::fromStdString(run.nextEventText()), timeText(toNs(*next)));
}

void StatusStrip::noteFocus(const QWidget* focused)
{
    const bool isField
        = focused && focused->window() == window() && qobject_cast<const QLineEdit*>(focused);
    m_hint = isField ? focused->statusTip() : QString();
    refresh();
}

void StatusStrip::refresh()
{
    m_state->setWords(stateText());
    // While it runs the next event changes with every frame; nobody could read it.
    const auto gaveUp = gaveUpSentence(m_controller);
    m_next->setWords(!m_hint.isEmpty() ? m_hint
            : !gaveUp.isEmpty()        ? gaveUp
            : m_controller.isMoving()  ? QString()
                                       : nextText());
    refreshProgress();
    refreshRight();
}

void StatusStrip::refreshProgress()
{
    const bool isLong = m_controller.isMoving()
        && m_controller.state() != RunController::State::Playing
        && m_controller.movingFor() >= std::chrono::seconds(1);
    m_progress->setVisible(isLong);
    m_stop->setVisible(isLong && !m_controller.isChanging());
    if (isLong)
        m_progress->setValue(int(m_controller.progress() * 1000));
}

void StatusStrip::refreshRight()
{
    const bool hasRun = m_controller.hasRun();
    m_seed->setVisible(hasRun);
    m_clock->setVisible(hasRun);
    m_right->setVisible(hasRun);
    if (hasRun) {
        const auto& scenario = m_controller.run().scenario();
        const auto actions = m_controller.run().actions().size();
        setWords(*m_seed, tr("Seed %1").arg(scenario.seed));
        setWords(
            *m_clock, scenario.clock == ClockKind::Ideal ? tr("Ideal clock") : tr("BEAM clock"));
        m_right->setWords(actions == 1 ? tr("1 action") : tr("%1 actions").arg(countText(actions)));
        // As wide as with some of them: what is left of it keeps its place.
        m_right->setMinimumWidth(m_right->fontMetrics().horizontalAdvance(tr("88 actions")));
    }
    const auto& all = m_document.diagnostics();
    const auto count = std::uint64_t(std::count_if(all.begin(), all.end(),
        [](const Diagnostic& one) { return one.severity != Severity::Note; }));
    const bool isFine = count == 0;
    const auto& look = theme();
    const bool isBroken = m_document.state() == Document::State::Broken;
    const auto words = isFine ? tr("No problems")
        : count == 1          ? tr("1 problem")
                              : tr("%1 problems").arg(countText(count));
    m_problems->setEnabled(!all.empty());
    m_problems->setToolTip(all.size() == count
            ? QString()
            : tr("Notes on the scenario: %1").arg(countText(all.size() - count)));
    if (m_problems->text() != words || m_icon->pixmap(Qt::ReturnByValue).isNull()
        || m_iconTheme != look.name) {
        m_problems->setText(words);
        m_problems->setMinimumWidth(m_problems->fontMetrics().horizontalAdvance(tr("No problems")));
        m_problems->setAccessibleName(words);
        m_problems->updateGeometry();
        m_iconTheme = look.name;
        m_icon->setPixmap(iconPixmap(isFine ? QStringLiteral("check")
                : isBroken                  ? QStringLiteral("error")
                                            : QStringLiteral("warning"),
            0.8 * look.metrics.icon,
            isFine         ? look.ok
                : isBroken ? look.error
                           : look.warn,
            devicePixelRatioF()));
    }
}

} // namespace tickscope
