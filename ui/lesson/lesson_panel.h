// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tickscope {

class DockHeader;
class Label;
class LessonExerciseBox;
class LessonQuestionBox;
class LessonSession;
class LinkButton;

/// The lesson that is open, step by step: what it tells, asks, and has somebody do. The task is
/// always there, and Next is always possible.
class LessonPanel : public QWidget
{
    Q_OBJECT

public:
    LessonPanel(LessonSession& session, const ThemeController& themes, QWidget* parent = nullptr);

    DockHeader* header() const { return m_header; }
    const std::vector<LessonQuestionBox*>& questions() const { return m_questions; }
    const std::vector<LessonExerciseBox*>& exercises() const { return m_exercises; }
    QPushButton& nextButton() { return *m_next; }
    QPushButton& backButton() { return *m_back; }
    QPushButton& resetButton() { return *m_reset; }
    /// @param name  of the lesson that comes after this one; empty for none
    void setFollowing(const QString& name, const QString& title);

signals:
    void allLessonsRequested();
    void lessonRequested(const QString& name);
    void teacherNotesRequested();
    void workbenchRequested();

private:
    void createFoot();
    void showStep();
    void refresh();
    void addTitle(const QString& title);
    void addText(const QString& markdown);
    void addHeading(const QString& words);
    void addNote(const QString& source, const QString& text);
    void goOn();

    LessonSession& m_session;
    const ThemeController& m_themes;
    DockHeader* m_header = nullptr;
    LinkButton* m_notes = nullptr;
    QScrollArea* m_scroll = nullptr;
    QVBoxLayout* m_content = nullptr; ///< of the present step
    std::vector<LessonQuestionBox*> m_questions;
    std::vector<LessonExerciseBox*> m_exercises;
    QWidget* m_foot = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_reset = nullptr;
    QPushButton* m_next = nullptr;
    Label* m_progress = nullptr;
    QString m_followingName;
    QString m_followingTitle;
};

} // namespace tickscope
