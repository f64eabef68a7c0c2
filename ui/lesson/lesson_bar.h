// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/strip.h"

class QPushButton;
class QVBoxLayout;

namespace tickscope {

class Label;
class LessonQuestionBox;
class LessonSession;

/// The one question of a first start, below the lanes: answers over the full width, and after the
/// run what it answered, and where to go from there.
class LessonBar : public Strip
{
    Q_OBJECT

public:
    LessonBar(LessonSession& session, const ThemeController& themes, QWidget* parent = nullptr);

    /// The question that it shows; null for none.
    LessonQuestionBox* question() const { return m_question; }
    /// Why the run is as it is, in the words of the narration; empty before the answer.
    void setWhy(const QString& sentence);
    QString why() const;

signals:
    void lessonViewRequested();
    void allLessonsRequested();
    void workbenchRequested();

private:
    void showStep();
    void refresh();

    LessonSession& m_session;
    QVBoxLayout* m_column = nullptr;
    LessonQuestionBox* m_question = nullptr;
    Label* m_why = nullptr;
    QPushButton* m_next = nullptr;
};

} // namespace tickscope
