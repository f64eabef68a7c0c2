// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lesson/lesson_session.h"

#include "ui/controller/run_controller.h"
#include "ui/document/document.h"
#include "ui/document/settings.h"
#include "ui/time/time_window.h"

#include <algorithm>
#include <utility>

namespace tickscope {

std::vector<bool> doneOf(const QString& progress)
{
    std::vector<bool> done;
    for (const auto letter : progress)
        done.push_back(letter == u'1');
    return done;
}

LessonSession::LessonSession(RunController& controller, Document& document, TimeWindow& window,
    Settings& settings, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_document(document)
    , m_window(window)
    , m_settings(settings)
{
    connect(&controller, &RunController::advanced, this, &LessonSession::observe);
    connect(&controller, &RunController::stateChanged, this, [this] {
        scenePlaced();
        playStarted();
        observe();
    });
    // Whatever else is opened ends the lesson.
    connect(&document, &Document::opened, this, [this] {
        if (!m_isShowing)
            close();
    });
}

void LessonSession::open(Lesson lesson)
{
    m_run.reset();
    m_lesson = std::make_unique<Lesson>(std::move(lesson));
    m_run = std::make_unique<LessonRun>(*m_lesson);
    const auto name = QString::fromStdString(m_lesson->name);
    m_run->restore(doneOf(m_settings.lessonProgress(name)));
    std::size_t first = 0;
    while (first + 1 < m_run->stepCount() && m_run->isDone(first))
        ++first;
    if (m_run->isComplete())
        first = 0;
    m_isShowing = true;
    m_document.openLesson(
        QString::fromStdString(m_lesson->scenarioText), QString::fromStdString(m_lesson->title));
    m_isShowing = false;
    m_controller.setSpeed(lessonSpeed);
    showStep(m_run->goTo(first));
    emit opened();
}

void LessonSession::close()
{
    if (!m_run)
        return;
    m_run.reset();
    m_lesson.reset();
    m_playTo.reset();
    emit closed();
}

const LessonQuestion* LessonSession::asked(Kind kind) const
{
    const auto& step = m_run->step();
    const auto& question = kind == Kind::Predict ? step.predict : step.saw;
    return question ? &*question : nullptr;
}

std::optional<LessonSession::Kind> LessonSession::openQuestion() const
{
    if (!m_run)
        return {};
    for (const auto kind : { Kind::Predict, Kind::Saw })
        if (asked(kind) && !m_run->question(kind).isAnswered())
            return kind;
    return {};
}

void LessonSession::choose(Kind kind, const QString& text)
{
    m_run->choose(kind, text.toStdString());
    tellChanges();
}

void LessonSession::reveal(Kind kind)
{
    const auto scene = m_run->reveal(kind);
    if (!scene)
        return;
    const auto at = *scene->playTo;
    // The run that stands before the instant goes on; one that is past it is known already.
    if (m_controller.hasRun() && m_controller.now() < at && m_controller.now() >= scene->at)
        m_controller.playTo(at);
    else if (m_controller.now() < scene->at)
        show(*scene);
    observe();
    tellChanges();
}

void LessonSession::showHint(std::size_t exercise)
{
    m_run->showHint(exercise);
    tellChanges();
}

void LessonSession::showMe(std::size_t exercise)
{
    show(m_run->showMe(exercise));
    tellChanges();
}

void LessonSession::goTo(std::size_t step)
{
    showStep(m_run->goTo(step));
}

void LessonSession::next()
{
    if (!m_run->isLast())
        goTo(m_run->stepIndex() + 1);
}

void LessonSession::back()
{
    if (m_run->stepIndex() > 0)
        goTo(m_run->stepIndex() - 1);
}

void LessonSession::reset()
{
    showStep(m_run->reset());
}

/// The views hear of the step before they hear what becomes of it.
void LessonSession::showStep(const LessonScene& scene)
{
    m_isShowing = true;
    show(scene);
    m_isShowing = false;
    m_told = digest();
    keepProgress();
    emit stepChanged();
    observe();
}

/// The run of the lesson's scenario with the actions of the scene, standing where it begins.
void LessonSession::show(const LessonScene& scene)
{
    auto scenario = m_lesson->scenario;
    scenario.actions.insert(scenario.actions.end(), scene.actions.begin(), scene.actions.end());
    std::stable_sort(scenario.actions.begin(), scenario.actions.end(),
        [](const Action& one, const Action& other) { return one.at < other.at; });
    auto until = scene.playTo.value_or(scene.at);
    for (const auto kind : { Kind::Predict, Kind::Saw })
        if (asked(kind))
            until = std::max(until, asked(kind)->at);
    for (const auto& exercise : m_run->step().exercises)
        until = std::max(until, exercise.reachedAt);
    // Right of the last moment there is room for what waits then, and for the armed timers.
    scenario.duration = std::max(scenario.duration, Duration(toNs(until) + toNs(until) / 6));
    m_playTo = scene.playTo;
    m_document.restartLesson();
    m_controller.load(std::move(scenario), scene.at);
    showSpan(until);
    scenePlaced();
}

/// The axis ends a seventh after what the step is about.
void LessonSession::showSpan(VirtualTime until)
{
    if (toNs(until) <= 0)
        return;
    m_window.setSpan({ 0, toNs(until) + toNs(until) / 6 });
}

void LessonSession::scenePlaced()
{
    if (!m_playTo || m_controller.isMoving() || !m_controller.hasRun())
        return;
    const auto stop = *std::exchange(m_playTo, {});
    m_controller.playTo(stop);
}

/// Somebody plays: it stops where the question is about.
void LessonSession::playStarted()
{
    if (!m_run || m_controller.state() != RunController::State::Playing)
        return;
    const auto kind = openQuestion();
    if (!kind || m_controller.now() >= asked(*kind)->at
        || m_controller.isPlayingTo(asked(*kind)->at))
        return;
    QMetaObject::invokeMethod(
        this,
        [this, kind = *kind] {
            if (!m_run || openQuestion() != kind
                || m_controller.state() != RunController::State::Playing
                || m_controller.isPlayingTo(asked(kind)->at))
                return;
            m_run->reveal(kind);
            m_controller.playTo(asked(kind)->at);
            tellChanges();
        },
        Qt::QueuedConnection);
}

void LessonSession::observe()
{
    if (m_isShowing || !m_run || !m_controller.hasRun() || m_controller.isChanging()
        || m_controller.state() == RunController::State::Replaying || m_playTo)
        return;
    m_run->observe(m_controller.log(), toNs(m_controller.now()));
    tellChanges();
}

void LessonSession::tellChanges()
{
    const auto now = digest();
    if (std::exchange(m_told, now) == now)
        return;
    keepProgress();
    emit changed();
}

void LessonSession::keepProgress()
{
    QString done;
    for (std::size_t step = 0; step < m_run->stepCount(); ++step)
        done += m_run->isDone(step) ? u'1' : u'0';
    m_settings.setLessonProgress(QString::fromStdString(m_lesson->name), done);
}

/// All that a view shows of the present step.
QString LessonSession::digest() const
{
    QString text = QString::number(m_run->stepIndex());
    for (const auto kind : { Kind::Predict, Kind::Saw }) {
        const auto& question = m_run->question(kind);
        text += QStringLiteral("|%1 %2")
                    .arg(int(question.stage))
                    .arg(QString::fromStdString(question.chosen));
    }
    for (std::size_t i = 0; i < m_run->step().exercises.size(); ++i) {
        const auto& exercise = m_run->exercise(i);
        text += QStringLiteral("|%1 %2 %3")
                    .arg(int(exercise.stage))
                    .arg(int(exercise.isHintShown))
                    .arg(int(exercise.wasShown));
    }
    return text + u'|' + QString::number(m_run->doneCount());
}

} // namespace tickscope
