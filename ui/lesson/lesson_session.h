// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/lesson/lesson_run.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace tickscope {

class Document;
class RunController;
class Settings;
class TimeWindow;

/// A lesson on the run of the window: it makes the run what the lesson asks for, tells the lesson
/// how it goes on, and keeps the progress.
class LessonSession : public QObject
{
    Q_OBJECT

public:
    using Kind = LessonQuestion::Kind;

    LessonSession(RunController& controller, Document& document, TimeWindow& window,
        Settings& settings, QObject* parent = nullptr);

    /// Opens a lesson at the first step that is not done; paused. @pre it has a scenario and a step
    void open(Lesson lesson);
    /// The scenario stays open, as one like any other.
    void close();
    bool isOpen() const { return m_run != nullptr; }
    /// @pre isOpen()
    const LessonRun& run() const { return *m_run; }

    /// The question of the present step that is to be answered now, if any: of both the first.
    std::optional<Kind> openQuestion() const;
    void choose(Kind kind, const QString& text);
    /// Lets the run go to the instant of the question. Nothing chosen: nothing happens.
    void reveal(Kind kind);
    void showHint(std::size_t exercise);
    void showMe(std::size_t exercise);
    void goTo(std::size_t step);
    void next();
    void back();
    void reset();

    /// Speed at which a lesson plays: a minute takes six seconds.
    static constexpr double lessonSpeed = 10;

signals:
    void opened();
    void closed();
    /// Another step, or the same one anew.
    void stepChanged();
    /// Something was chosen, answered, passed, failed or shown.
    void changed();

private:
    void showStep(const LessonScene& scene);
    void show(const LessonScene& scene);
    void showSpan(VirtualTime until);
    void scenePlaced();
    void playStarted();
    void observe();
    void tellChanges();
    void keepProgress();
    QString digest() const;
    const LessonQuestion* asked(Kind kind) const;

    RunController& m_controller;
    Document& m_document;
    TimeWindow& m_window;
    Settings& m_settings;
    std::unique_ptr<Lesson> m_lesson;
    std::unique_ptr<LessonRun> m_run;
    std::optional<VirtualTime> m_playTo; ///< once the run stands where the scene begins
    bool m_isShowing = false; ///< what happens is because of this: no view is told yet
    QString m_told; ///< digest() as of the last changed()
};

/// How much of a lesson is done, as settings keep it: "110".
std::vector<bool> doneOf(const QString& progress);

} // namespace tickscope
