// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/transport_bar.h"

#include "ui/controller/run_controller.h"
#include "ui/panels/run_actions.h"
#include "ui/text/go_to_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/field_popup.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/speed_slider.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include <utility>

namespace tickscope {

namespace {

void followEnabled(QWidget* widget, QAction* action)
{
    widget->setEnabled(action->isEnabled());
    QObject::connect(action, &QAction::changed, widget,
        [widget, action] { widget->setEnabled(action->isEnabled()); });
}

QString withKey(const QString& text, const QAction* action)
{
    return QStringLiteral("%1 (%2)").arg(
        text, action->shortcut().toString(QKeySequence::NativeText));
}

} // namespace

TransportBar::TransportBar(
    RunController& controller, RunActions& actions, const ThemeController& themes, QWidget* parent)
    : Strip(Ground::Window, Qt::BottomEdge, themes, parent)
    , m_controller(controller)
    , m_actions(actions)
{
    setAccessibleName(tr("Transport"));
    auto* layout = new QHBoxLayout(this);
    createButtons(layout);
    createSpeed(layout);
    layout->addStretch();
    createClock(layout);
    onTheme(this, themes, [this](const Theme& theme) { applyTheme(theme); });
    connect(&controller, &RunController::advanced, this, &TransportBar::refresh);
    connect(&controller, &RunController::runReplaced, this, &TransportBar::refresh);
    connect(&controller, &RunController::stateChanged, this, &TransportBar::refresh);
    connect(&controller, &RunController::speedChanged, this, &TransportBar::refreshSpeed);
    refresh();
    refreshSpeed();
}

void TransportBar::createButtons(QHBoxLayout* layout)
{
    const auto addButton = [&](QAction* action) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAutoRaise(true);
        button->setAccessibleName(action->text());
        action->setToolTip(withKey(action->text(), action));
        layout->addWidget(button);
        m_buttons.push_back(button);
    };
    addButton(m_actions.toStart);
    addButton(m_actions.stepBack);
    m_play = new QPushButton;
    setButtonRole(*m_play, ButtonRole::Primary);
    connect(m_play, &QPushButton::clicked, m_actions.play, &QAction::trigger);
    followEnabled(m_play, m_actions.play);
    layout->addWidget(m_play);
    addButton(m_actions.stepForward);
    addButton(m_actions.toEnd);
    layout->addSpacing(10);

    m_step = new QComboBox;
    m_step->setAccessibleName(tr("Step size"));
    m_step->setToolTip(tr("What Step back and Step forward move by"));
    for (const auto* action : m_actions.stepKinds->actions())
        m_step->addItem(action->text());
    connect(m_step, &QComboBox::activated, this,
        [this](int row) { m_actions.stepKinds->actions()[row]->trigger(); });
    connect(m_actions.stepKinds, &QActionGroup::triggered, this, [this](QAction* action) {
        m_step->setCurrentIndex(int(m_actions.stepKinds->actions().indexOf(action)));
    });
    layout->addWidget(m_step);

    m_until = new QPushButton(tr("Run until…"));
    m_until->setToolTip(tr("Run as fast as possible to a moment (Ctrl+F5)"));
    connect(m_until, &QPushButton::clicked, this,
        [this] { isAtEnd() ? m_actions.goOn->trigger() : askUntil(); });
    connect(m_actions.runUntil, &QAction::triggered, this, &TransportBar::askUntil);
    followEnabled(m_until, m_actions.runUntil);
    layout->addWidget(m_until);
}

void TransportBar::createSpeed(QHBoxLayout* layout)
{
    m_speedDivider = divider();
    layout->addSpacing(6);
    layout->addWidget(m_speedDivider);
    layout->addSpacing(6);
    m_speedName = new Label(TextLook::Body, themes(), tr("Speed"));
    layout->addWidget(m_speedName);
    const auto last = int(RunActions::speeds().size()) - 1;
    QList<int> marks;
    for (const double speed : { 0.1, 1.0, 10.0, 100.0, 1000.0 })
        marks << RunActions::speedStep(speed);
    m_slider = new SpeedSlider(marks << last, themes());
    m_slider->setRange(0, last);
    m_slider->setAccessibleName(tr("Speed"));
    m_slider->setToolTip(tr("0.1x to 1,000x, then as fast as possible (< and >)"));
    m_speedName->setBuddy(m_slider);
    connect(m_slider, &QSlider::valueChanged, this,
        [this](int step) { m_controller.setSpeed(RunActions::speeds()[std::size_t(step)]); });
    layout->addWidget(m_slider);
    m_speed = new Label(TextLook::Body, themes());
    layout->addWidget(m_speed);
    m_achieved = new Label(TextLook::Second, themes());
    m_achieved->setToolTip(tr("The speed that the last second of playing really came to"));
    layout->addWidget(m_achieved);
}

void TransportBar::createClock(QHBoxLayout* layout)
{
    m_clock = new Label(TextLook::Clock, themes());
    m_clock->setAccessibleName(tr("Virtual time"));
    layout->addWidget(m_clock);
    m_end = new Label(TextLook::Second, themes());
    layout->addWidget(m_end);
    layout->addSpacing(8);
    m_follow = new QPushButton(u' ' + tr("Follow"));
    m_follow->setAccessibleName(tr("Follow"));
    m_follow->setCheckable(true);
    m_follow->setChecked(m_actions.follow->isChecked());
    m_follow->setToolTip(m_actions.follow->toolTip());
    connect(m_follow, &QPushButton::clicked, m_actions.follow, &QAction::trigger);
    connect(m_actions.follow, &QAction::toggled, m_follow, &QPushButton::setChecked);
    followEnabled(m_follow, m_actions.follow);
    layout->addWidget(m_follow);
    layout->addSpacing(6);
    m_goTo
        = new SearchField(m_actions.goTo->shortcut().toString(QKeySequence::NativeText), themes());
    m_goTo->setPlaceholderText(tr("Find or go to…"));
    m_goTo->setAccessibleName(tr("Find or go to"));
    m_goTo->setToolTip(tr("A time (3.2s), a step (+250ms), an event (#120), a tick (tick 7) or "
                          "the name of a marker. Ctrl+G"));
    m_goTo->installEventFilter(this);
    connect(m_actions.goTo, &QAction::triggered, this, &TransportBar::focusGoTo);
    connect(m_goTo, &QLineEdit::returnPressed, this, [this] {
        const auto text = m_goTo->text();
        m_goTo->clear();
        emit goToRequested(text);
    });
    layout->addWidget(m_goTo);
}

QWidget* TransportBar::divider()
{
    auto* line = new Strip(Ground::Window, Qt::LeftEdge, themes());
    line->setFixedWidth(1);
    return line;
}

void TransportBar::applyTheme(const Theme& theme)
{
    const auto& metrics = theme.metrics;
    setFixedHeight(px(metrics.transportBar));
    layout()->setContentsMargins(px(metrics.gap), 0, px(1.5 * metrics.gap), 1);
    layout()->setSpacing(px(0.75 * metrics.gap));
    for (auto* button : m_buttons) {
        button->setFixedSize(px(metrics.transport), px(metrics.transport));
        button->setIconSize({ px(metrics.icon), px(metrics.icon) });
    }
    // As wide as the longer of its two words, so that nothing moves when it changes.
    const QFontMetrics words(uiFont(theme.type.body, FontWeight::Semibold));
    const int widest
        = std::max(words.horizontalAdvance(tr("Play")), words.horizontalAdvance(tr("Pause")));
    m_play->setFont(uiFont(theme.type.body, FontWeight::Semibold));
    m_play->setFixedSize(widest + px(58 * theme.scale) + 6, px(metrics.transport) + 6);
    m_follow->setFont(uiFont(theme.type.body, FontWeight::Semibold));
    const QFontMetrics body(uiFont(theme.type.body));
    m_speed->setFixedWidth(body.horizontalAdvance(QStringLiteral("1,000x")));
    const QFontMetrics second(uiFont(theme.type.second));
    m_achieved->setFixedWidth(second.horizontalAdvance(tr("achieved %1").arg(u"888,888x")));
    m_goTo->setFixedWidth(px(220 * theme.scale));
    m_until->setFixedWidth(std::max(body.horizontalAdvance(tr("Run until…")),
                               body.horizontalAdvance(tr("Go on to %1").arg(u"88:88")))
        + px(28 * theme.scale));
    m_step->setFixedWidth(body.horizontalAdvance(tr("Step by instant")) + px(46 * theme.scale));
    m_follow->setIcon(icon(QStringLiteral("follow"), theme));
    refresh();
    fitWidth();
}

void TransportBar::refresh()
{
    const bool isMoving = m_controller.isMoving();
    const auto& colours = theme();
    const auto word = isMoving ? tr("Pause") : tr("Play");
    if (m_play->accessibleName() != word) {
        // A little more room between icon and word than the style leaves.
        m_play->setText(u' ' + word);
        m_play->setAccessibleName(word);
        m_play->setToolTip(withKey(word, m_actions.play));
    }
    m_play->setIcon(icon(isMoving ? QStringLiteral("pause") : QStringLiteral("play"),
        m_play->isEnabled() ? colours.onaccent : colours.disabled));
    m_clock->setWords(clockText(toNs(m_controller.now())));
    m_end->setWords(tr("of %1").arg(clockEndText(toNs(m_controller.end()))));
    const auto until = isAtEnd() ? m_actions.goOn->text() : tr("Run until…");
    if (m_until->text() != until) {
        m_until->setText(until);
        m_until->setToolTip(isAtEnd()
                ? withKey(tr("Play starts again from the beginning; this goes on"), m_actions.goOn)
                : withKey(tr("Run as fast as possible to a moment"), m_actions.runUntil));
    }
    const auto achieved = m_controller.achievedSpeed();
    if (achieved)
        m_achieved->setWords(tr("achieved %1").arg(speedText(*achieved)));
    else if (!isMoving && !m_controller.hasRun())
        m_achieved->setWords({});
}

/// The run is where it was to end, and could go on.
bool TransportBar::isAtEnd() const
{
    return m_actions.goOn->isEnabled() && !m_controller.isMoving();
}

void TransportBar::refreshSpeed()
{
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(RunActions::speedStep(m_controller.speed()));
    m_speed->setWords(speedText(m_controller.speed()));
}

void TransportBar::focusGoTo()
{
    setGoToWanted(true);
    m_goTo->setFocus(Qt::ShortcutFocusReason);
    m_goTo->selectAll();
}

void TransportBar::setGoToWanted(bool isWanted)
{
    if (isWanted == m_isGoToWanted)
        return;
    m_isGoToWanted = isWanted;
    if (!isWanted && std::exchange(m_isGoToOver, false)) {
        m_goTo->hide();
        layout()->addWidget(m_goTo);
    }
    fitWidth();
}

/// Over what is at the right end: nothing else moves, and it is all there when the field is left.
void TransportBar::placeOver()
{
    m_isGoToOver = true;
    layout()->removeWidget(m_goTo);
    QRect place(QPoint(), QSize(m_goTo->width(), m_goTo->sizeHint().height()));
    place.moveCenter(contentsRect().center());
    place.moveRight(width() - layout()->contentsMargins().right() - 1);
    m_goTo->setGeometry(place);
    m_goTo->show();
    m_goTo->raise();
}

/// Where there was no room for the field it goes when it is left.
bool TransportBar::eventFilter(QObject* object, QEvent* event)
{
    if (object == m_goTo && event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason)
            setGoToWanted(false);
    }
    return Strip::eventFilter(object, event);
}

void TransportBar::askUntil()
{
    auto* popup = new FieldPopup(tr("Run until"), clockEndText(toNs(m_controller.end())), themes(),
        m_until->isVisible() ? m_until : static_cast<QWidget*>(this));
    popup->setHelp(tr("A moment such as 45s or 1:30"));
    connect(popup, &FieldPopup::accepted, this, [this, popup](const QString& text) {
        const auto moment = parseMoment(text);
        if (!moment)
            return popup->refuse(tr("Write a moment such as 45s or 1:30."));
        popup->close();
        m_controller.goTo(fromNs(*moment));
    });
    popup->open();
}

void TransportBar::resizeEvent(QResizeEvent* event)
{
    Strip::resizeEvent(event);
    fitWidth();
}

void TransportBar::fitWidth()
{
    // What a narrow window gives up first.
    const std::vector<std::vector<QWidget*>> leastNeeded {
        m_isGoToOver ? std::vector<QWidget*> {} : std::vector<QWidget*> { m_goTo },
        { m_achieved },
        { m_until },
        { m_step, m_speedDivider },
        { m_end },
        { m_speedName },
        { m_follow },
        { m_slider },
        { m_speed },
    };
    for (const auto& group : leastNeeded)
        for (auto* widget : group)
            widget->setVisible(true);
    for (const auto& group : leastNeeded) {
        if (layout()->minimumSize().width() <= width())
            break;
        for (auto* widget : group)
            widget->setVisible(false);
    }
    if (m_isGoToWanted && (m_isGoToOver || m_goTo->isHidden()))
        placeOver();
}

} // namespace tickscope
