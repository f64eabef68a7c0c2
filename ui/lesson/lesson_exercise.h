// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace tickscope {

class Label;
class LessonSession;

/// An exercise of the present step: its task, always there; whether it is passed; Hint, then Show
/// me.
class LessonExerciseBox : public QWidget
{
    Q_OBJECT

public:
    LessonExerciseBox(LessonSession& session, std::size_t exercise, const ThemeController& themes,
        QWidget* parent = nullptr);

    void refresh();
    QPushButton& hintButton() { return *m_hint; }
    QPushButton& showMeButton() { return *m_showMe; }
    /// "Done at 40.000 s", or why it failed; empty before.
    QString says() const;

private:
    QString stateText() const;

    LessonSession& m_session;
    std::size_t m_exercise;
    const ThemeController& m_themes;
    QLabel* m_icon = nullptr;
    Label* m_task = nullptr;
    Label* m_state = nullptr;
    Label* m_hintWords = nullptr;
    QPushButton* m_hint = nullptr;
    QPushButton* m_showMe = nullptr;
};

} // namespace tickscope
