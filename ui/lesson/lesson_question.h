// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/lesson/lesson_run.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QPushButton;

namespace tickscope {

class AnswerTile;
class Label;
class LessonSession;

/// A question of the present step: its answers as tiles, or a field; Run and reveal; what the run
/// answered, and why.
class LessonQuestionBox : public QWidget
{
    Q_OBJECT

public:
    enum class Shape : std::uint8_t {
        Column, ///< in the panel beside the lanes
        Row, ///< below the lanes, over their full width
    };

    /// @pre the present step has a question of this kind
    LessonQuestionBox(LessonSession& session, LessonQuestion::Kind kind, Shape shape,
        const ThemeController& themes, QWidget* parent = nullptr);

    void refresh();
    /// Chooses the answer with this number, from 1. @return whether there is one
    bool chooseNumber(int number);
    const std::vector<AnswerTile*>& tiles() const { return m_tiles; }
    QPushButton& runButton() { return *m_runButton; }
    /// What was said of the answer; empty before.
    QString reply() const;

private:
    const LessonQuestion& question() const;
    void createTiles();
    void createField();

    LessonSession& m_session;
    LessonQuestion::Kind m_kind;
    Shape m_shape;
    const ThemeController& m_themes;
    std::vector<AnswerTile*> m_tiles;
    QWidget* m_answers = nullptr;
    QLineEdit* m_field = nullptr; ///< where the answer is typed
    QPushButton* m_runButton = nullptr;
    Label* m_hint = nullptr;
    Label* m_reply = nullptr;
};

} // namespace tickscope
