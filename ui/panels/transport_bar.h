// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/strip.h"

#include <vector>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace tickscope {

class Label;
class RunActions;
class RunController;
class SpeedSlider;

/// Start, back, play, forward, end; step size, run until, speed; the clock, follow, and go to.
class TransportBar : public Strip
{
    Q_OBJECT

public:
    TransportBar(RunController& controller, RunActions& actions, const ThemeController& themes,
        QWidget* parent = nullptr);

    /// Puts the cursor into the field for "Find or go to…".
    void focusGoTo();
    /// Opens the small field for "Run until…".
    void askUntil();

signals:
    /// Somebody typed where to go and pressed Enter.
    void goToRequested(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void createButtons(QHBoxLayout* layout);
    void createSpeed(QHBoxLayout* layout);
    void createClock(QHBoxLayout* layout);
    QWidget* divider();
    void applyTheme(const Theme& theme);
    void refresh();
    void refreshSpeed();
    bool isAtEnd() const;
    void fitWidth();
    void placeOver();
    void setGoToWanted(bool isWanted);

    RunController& m_controller;
    RunActions& m_actions;
    QPushButton* m_play = nullptr;
    QComboBox* m_step = nullptr;
    QPushButton* m_until = nullptr;
    Label* m_speedName = nullptr;
    SpeedSlider* m_slider = nullptr;
    Label* m_speed = nullptr;
    Label* m_achieved = nullptr;
    Label* m_clock = nullptr;
    Label* m_end = nullptr;
    QPushButton* m_follow = nullptr;
    QLineEdit* m_goTo = nullptr;
    bool m_isGoToWanted = false; ///< somebody writes in it
    bool m_isGoToOver = false; ///< there is no room for it: it covers what is at the right end
    QWidget* m_speedDivider = nullptr;
    std::vector<QToolButton*> m_buttons;
};

} // namespace tickscope
