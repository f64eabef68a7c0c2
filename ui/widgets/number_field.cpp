// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/number_field.h"

#include "ui/widgets/number_step.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QStyleOption>

namespace tickscope {

namespace {

constexpr int pixelsAStep = 4;
constexpr int wheelStep = 120; ///< one notch, in eighths of a degree
constexpr int wheelRestMs = 350;
constexpr int holdMs = 400;
constexpr int repeatMs = 80;
constexpr double gripWidth = 16;
constexpr double stepWidth = 20;

std::int64_t tenthsOf(Qt::KeyboardModifiers modifiers)
{
    return modifiers & Qt::ShiftModifier ? 1 : 10;
}

} // namespace

NumberField::NumberField(const QString& name, const ThemeController& themes, QWidget* parent)
    : EditField(name, themes, parent)
{
    setMouseTracking(true);
    setStatusTip(tr("%1: drag sideways, turn the wheel or press Up and Down: 1 of its unit a step, "
                    "Shift a tenth, Esc takes it back")
                     .arg(name));
    m_rests.setSingleShot(true);
    m_rests.setInterval(wheelRestMs);
    connect(&m_rests, &QTimer::timeout, this, &NumberField::letGo);
    connect(&m_repeats, &QTimer::timeout, this, [this] {
        m_repeats.setInterval(repeatMs);
        step(m_held);
    });
    connect(this, &EditField::reverted, this, [this] {
        m_drag.reset();
        m_rests.stop();
        update();
    });
    onTheme(this, themes, [this](const Theme& theme) {
        setRoom(px(gripWidth * theme.scale), px(stepWidth * theme.scale));
    });
}

QRect NumberField::grip() const
{
    return { 0, 0, px(gripWidth * theme().scale), height() };
}

QRect NumberField::stepUp() const
{
    const int side = px(stepWidth * theme().scale);
    return { width() - side, 0, side, height() / 2 };
}

QRect NumberField::stepDown() const
{
    return stepUp().translated(0, height() / 2);
}

bool NumberField::isGripped(QPoint place) const
{
    return grip().contains(place);
}

void NumberField::step(std::int64_t tenths)
{
    auto stepped = steppedText(text(), cursorPosition(), tenths);
    static const QRegularExpression zero(QStringLiteral("^0+(?:\\.0*)?(?![0-9.])"));
    if (!stepped || (!m_isZeroAllowed && zero.match(stepped->text).hasMatch()))
        return;
    setText(stepped->text);
    setCursorPosition(stepped->cursor);
    setModified(true);
}

void NumberField::letGo()
{
    m_rests.stop();
    m_repeats.stop();
    m_held = 0;
    m_drag.reset();
    finish();
    update();
}

void NumberField::keyPressEvent(QKeyEvent* event)
{
    const bool isUp = event->key() == Qt::Key_Up;
    if ((!isUp && event->key() != Qt::Key_Down)
        || event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return EditField::keyPressEvent(event);
    step(isUp ? tenthsOf(event->modifiers()) : -tenthsOf(event->modifiers()));
}

void NumberField::keyReleaseEvent(QKeyEvent* event)
{
    const bool isStep = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (isStep && !event->isAutoRepeat())
        letGo();
    else
        EditField::keyReleaseEvent(event);
}

// A wheel over a panel scrolls the panel, whatever field comes under it.
void NumberField::wheelEvent(QWheelEvent* event)
{
    if (!hasFocus())
        return event->ignore();
    // With Shift some platforms turn the wheel sideways.
    const auto turned = event->angleDelta();
    m_wheel += turned.y() != 0 ? turned.y() : turned.x();
    const int notches = m_wheel / wheelStep;
    m_wheel -= notches * wheelStep;
    if (notches != 0)
        step(notches * tenthsOf(event->modifiers()));
    m_rests.start();
    event->accept();
}

void NumberField::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return EditField::mousePressEvent(event);
    const auto place = event->position().toPoint();
    if (isGripped(place)) {
        setFocus(Qt::MouseFocusReason);
        m_drag = Drag { place.x() };
        return update();
    }
    const bool isUp = stepUp().contains(place);
    if (!isUp && !stepDown().contains(place))
        return EditField::mousePressEvent(event);
    setFocus(Qt::MouseFocusReason);
    m_held = int(isUp ? tenthsOf(event->modifiers()) : -tenthsOf(event->modifiers()));
    step(m_held);
    m_repeats.start(holdMs);
}

void NumberField::mouseMoveEvent(QMouseEvent* event)
{
    const auto place = event->position().toPoint();
    const bool isOnStep = stepUp().contains(place) || stepDown().contains(place);
    setCursor(m_drag || isGripped(place) ? Qt::SplitHCursor
            : isOnStep                   ? Qt::ArrowCursor
                                         : Qt::IBeamCursor);
    if (m_drag) {
        const int steps = (place.x() - m_drag->x) / pixelsAStep;
        m_drag->x += steps * pixelsAStep;
        if (steps != 0)
            step(steps * tenthsOf(event->modifiers()));
        return;
    }
    if (m_held == 0)
        EditField::mouseMoveEvent(event);
}

void NumberField::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_drag || m_held != 0)
        letGo();
    else
        EditField::mouseReleaseEvent(event);
}

void NumberField::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto place = event->position().toPoint();
    if (isGripped(place) || stepUp().contains(place) || stepDown().contains(place))
        mousePressEvent(event);
    else
        EditField::mouseDoubleClickEvent(event);
}

void NumberField::paintEvent(QPaintEvent* event)
{
    EditField::paintEvent(event);
    const auto& look = theme();
    QPainter painter(this);
    const auto handle = grip();
    if (m_drag)
        painter.fillRect(handle.adjusted(2, 2, 0, -2), look.tint);
    painter.setPen(QPen(m_drag ? look.accent : look.text3, look.metrics.line));
    const double middle = handle.width() / 2.0;
    const double half = 0.12 * height();
    for (const double x : { middle - 1.5, middle + 1.5 })
        painter.drawLine(QPointF(x, height() / 2.0 - half), QPointF(x, height() / 2.0 + half));
    painter.setPen(look.hairline);
    painter.drawLine(handle.right(), 3, handle.right(), height() - 4);
    painter.drawLine(stepUp().left(), 3, stepUp().left(), height() - 4);
    painter.drawLine(stepUp().left(), height() / 2, width() - 4, height() / 2);
    QStyleOption chevron;
    chevron.initFrom(this);
    chevron.rect = stepUp().adjusted(2, 2, -2, 0);
    style()->drawPrimitive(QStyle::PE_IndicatorArrowUp, &chevron, &painter, this);
    chevron.rect = stepDown().adjusted(2, 0, -2, -2);
    style()->drawPrimitive(QStyle::PE_IndicatorArrowDown, &chevron, &painter, this);
}

} // namespace tickscope
