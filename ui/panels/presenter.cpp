// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/presenter.h"

#include "ui/controller/run_controller.h"
#include "ui/document/document.h"
#include "ui/panels/readout_strip.h"
#include "ui/panels/run_actions.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/time/time_window.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

namespace {

// Whatever the theme: from the last row of a room this is the least that can be read.
constexpr double leastClock = 38;
constexpr double leastCaption = 25;
constexpr double leastBody = 20;

} // namespace

PresenterBar::PresenterBar(RunController& controller, RunActions& actions, const Document& document,
    const ThemeController& themes, QWidget* parent)
    : Strip(Ground::Surface, Qt::BottomEdge, themes, parent)
    , m_controller(controller)
    , m_actions(actions)
    , m_document(document)
    , m_play(new QToolButton)
    , m_clock(new Label(TextLook::Clock, themes))
    , m_end(new Label(TextLook::Second, themes))
    , m_title(new Label(TextLook::Title, themes))
{
    setAccessibleName(tr("Presenting"));
    auto* layout = new QHBoxLayout(this);
    const auto addButton = [&](QAction* action) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAccessibleName(action->text());
        layout->addWidget(button);
        return button;
    };
    auto* back = addButton(m_actions.stepBack);
    setButtonRole(*m_play, ButtonRole::Primary);
    connect(m_play, &QToolButton::clicked, m_actions.play, &QAction::trigger);
    layout->addWidget(m_play);
    auto* forward = addButton(m_actions.stepForward);
    layout->addSpacing(20);
    layout->addWidget(m_clock);
    layout->addWidget(m_end);
    layout->addStretch();
    layout->addWidget(m_title);
    onTheme(this, themes, [this, layout, back, forward](const Theme& theme) {
        const double scale = theme.scale;
        setFixedHeight(px(64 * scale));
        layout->setContentsMargins(px(20 * scale), 0, px(16 * scale), 1);
        for (auto* button : { back, forward }) {
            button->setFixedSize(px(44 * scale), px(48 * scale));
            button->setIconSize({ px(26 * scale), px(26 * scale) });
        }
        m_play->setFixedSize(px(56 * scale), px(48 * scale));
        m_play->setIconSize({ px(26 * scale), px(26 * scale) });
        m_clock->setFont(monoFont(std::max(leastClock * scale, theme.type.clock)));
        m_end->setFont(uiFont(std::max(leastBody * scale, theme.type.body)));
        m_title->setFont(uiFont(std::max(22 * scale, theme.type.title), FontWeight::Semibold));
        refresh();
    });
    connect(&controller, &RunController::advanced, this, &PresenterBar::refresh);
    connect(&controller, &RunController::stateChanged, this, &PresenterBar::refresh);
    connect(&controller, &RunController::runReplaced, this, &PresenterBar::refresh);
}

void PresenterBar::refresh()
{
    const bool isMoving = m_controller.isMoving();
    m_play->setIcon(
        icon(isMoving ? QStringLiteral("pause") : QStringLiteral("play"), theme().onaccent));
    const auto word = isMoving ? tr("Pause") : tr("Play");
    m_play->setToolTip(word);
    m_play->setAccessibleName(word);
    m_clock->setWords(clockText(toNs(m_controller.now())));
    m_end->setWords(tr("of %1").arg(clockEndText(toNs(m_controller.end()))));
    m_title->setWords(m_document.title());
}

PresenterCaption::PresenterCaption(const RunController& controller, const TimeWindow& window,
    const ThemeController& themes, QWidget* parent)
    : Strip(Ground::Sunken, Qt::TopEdge, themes, parent)
    , m_controller(controller)
    , m_window(window)
    , m_words(new Label(TextLook::Body, themes))
    , m_waiting(new Label(TextLook::Strong, themes))
{
    setAccessibleName(tr("Caption"));
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_words->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addStretch();
    layout->addWidget(m_words);
    layout->addWidget(m_waiting);
    layout->addStretch();
    onTheme(this, themes, [this, layout](const Theme& theme) {
        const double size = std::max(leastCaption * theme.scale, theme.type.caption);
        setFixedHeight(px(116 * theme.scale));
        layout->setContentsMargins(px(24 * theme.scale), 0, px(24 * theme.scale), 0);
        m_words->setFont(uiFont(size));
        m_waiting->setFont(uiFont(size, FontWeight::Semibold));
        QPalette colours = m_waiting->palette();
        colours.setColor(QPalette::WindowText, theme.waitline);
        m_waiting->setPalette(colours);
    });
    connect(&controller, &RunController::advanced, this, &PresenterCaption::refresh);
    connect(&controller, &RunController::runReplaced, this, &PresenterCaption::refresh);
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Selected)
            refresh();
    });
    refresh();
}

void PresenterCaption::setMarker(std::optional<Marker> marker)
{
    m_marker = std::move(marker);
    refresh();
}

void PresenterCaption::refresh()
{
    m_words->setWords(readout(m_controller, m_window, m_marker).whole());
    if (!m_controller.hasRun())
        return;
    const auto server = m_window.selection() ? m_window.selection()->server : 0;
    if (server >= m_controller.log().serverCount())
        return;
    const auto& depth = m_controller.log().server(server).depth;
    const auto waiting = depth.empty() ? 0 : depth.back().depth;
    m_waiting->setWords(waiting == 0 ? QString()
            : waiting == 1           ? tr("1 message waits.")
                                     : tr("%1 wait.").arg(messagesText(waiting)));
    fitLines();
}

/// Two lines at most: a sentence that needs both has them, and the lane says how many wait.
void PresenterCaption::fitLines()
{
    const auto edges = layout()->contentsMargins();
    const int room = width() - edges.left() - edges.right();
    m_waiting->setVisible(m_words->fontMetrics().horizontalAdvance(m_words->text()) <= room);
}

void PresenterCaption::resizeEvent(QResizeEvent* event)
{
    Strip::resizeEvent(event);
    fitLines();
}

} // namespace tickscope
