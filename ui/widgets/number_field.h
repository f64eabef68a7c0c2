// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/edit_field.h"

#include <QTimer>

#include <optional>

namespace tickscope {

/// A value with a number in it that can be typed, stepped (Up and Down, the wheel while it has the
/// focus, two buttons) and dragged by the grip at its left. A step is 1 of the unit that is shown,
/// with Shift a tenth.
///
/// What is stepped or dragged is shown at once and is one edit, asked for when the hand lets go;
/// Escape takes it back before.
class NumberField : public EditField
{
    Q_OBJECT

public:
    NumberField(const QString& name, const ThemeController& themes, QWidget* parent = nullptr);

    /// Whether steps go down to 0, or stop above it.
    void setZeroAllowed(bool isAllowed) { m_isZeroAllowed = isAllowed; }
    bool isDragged() const { return m_drag.has_value(); }
    /// Where the field is dragged by.
    QRect grip() const;
    QRect stepUp() const;
    QRect stepDown() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void step(std::int64_t tenths);
    void letGo();
    bool isGripped(QPoint place) const;

    struct Drag
    {
        int x = 0; ///< where the step that is shown began
    };
    std::optional<Drag> m_drag;
    QTimer m_rests; ///< the wheel stands still, or a button was held
    int m_held = 0; ///< tenths that the button under the hand steps by; 0 for none
    QTimer m_repeats;
    int m_wheel = 0; ///< eighths of a degree that are no step yet
    bool m_isZeroAllowed = true;
};

} // namespace tickscope
