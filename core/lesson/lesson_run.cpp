// SPDX-License-Identifier: GPL-3.0-only
#include "core/lesson/lesson_run.h"

#include <algorithm>
#include <cassert>

namespace tickscope {

namespace {

using Stage = QuestionState::Stage;

} // namespace

LessonRun::LessonRun(const Lesson& lesson)
    : m_lesson(&lesson)
    , m_done(lesson.steps.size(), false)
{
    assert(!lesson.steps.empty());
    for (const LessonStep& step : lesson.steps) {
        StepState state;
        for (const LessonExercise& exercise : step.exercises) {
            WatchedExercise watched { {}, ConditionWatch(exercise.until, lesson.scenario), {}, {} };
            if (exercise.fails)
                watched.fails.emplace(*exercise.fails, lesson.scenario);
            state.exercises.push_back(std::move(watched));
        }
        m_states.push_back(std::move(state));
    }
    noteDone();
}

const LessonQuestion* LessonRun::asked(Kind kind) const
{
    const auto& question = kind == Kind::Predict ? step().predict : step().saw;
    return question ? &*question : nullptr;
}

QuestionState& LessonRun::state(Kind kind)
{
    return kind == Kind::Predict ? m_states[m_step].predict : m_states[m_step].saw;
}

/// The latest instant before a limit that a question of an earlier step asked about.
VirtualTime LessonRun::reachedBefore(VirtualTime limit) const
{
    VirtualTime reached {};
    for (std::size_t i = 0; i < m_step; ++i) {
        for (const auto* question : { &m_lesson->steps[i].predict, &m_lesson->steps[i].saw }) {
            if (*question && (*question)->at < limit)
                reached = std::max(reached, (*question)->at);
        }
    }
    return reached;
}

LessonScene LessonRun::scene() const
{
    if (const LessonQuestion* predict = asked(Kind::Predict))
        return { {}, reachedBefore(predict->at), std::nullopt };
    if (const LessonQuestion* saw = asked(Kind::Saw))
        return { {}, saw->at, std::nullopt };
    if (!step().exercises.empty())
        return { {}, std::ranges::min(step().exercises, {}, &LessonExercise::startsAt).startsAt(),
            std::nullopt };
    return { {}, reachedBefore(endOfTime), std::nullopt };
}

LessonScene LessonRun::goTo(std::size_t step)
{
    assert(step < stepCount());
    m_step = step;
    for (WatchedExercise& watched : m_states[m_step].exercises) {
        watched.isShowing = false;
        watched.observedNs.reset();
    }
    noteDone();
    return scene();
}

LessonScene LessonRun::next()
{
    return goTo(std::min(m_step + 1, stepCount() - 1));
}

LessonScene LessonRun::back()
{
    return goTo(m_step == 0 ? 0 : m_step - 1);
}

LessonScene LessonRun::reset()
{
    StepState& state = m_states[m_step];
    state.predict = {};
    state.saw = {};
    for (WatchedExercise& watched : state.exercises) {
        watched.state = {};
        watched.observedNs.reset();
        watched.isShowing = false;
    }
    return scene();
}

const QuestionState& LessonRun::question(Kind kind) const
{
    return kind == Kind::Predict ? m_states[m_step].predict : m_states[m_step].saw;
}

void LessonRun::choose(Kind kind, const std::string& text)
{
    QuestionState& question = state(kind);
    if (asked(kind) == nullptr
        || (question.stage != Stage::Open && question.stage != Stage::Chosen))
        return;
    question.chosen = text;
    question.stage = text.empty() ? Stage::Open : Stage::Chosen;
}

std::optional<LessonScene> LessonRun::reveal(Kind kind)
{
    QuestionState& question = state(kind);
    const LessonQuestion* asked = this->asked(kind);
    if (asked == nullptr || question.stage == Stage::Open)
        return std::nullopt;
    if (question.stage == Stage::Chosen)
        question.stage = Stage::Running;
    return LessonScene { {}, std::min(scene().at, asked->at), asked->at };
}

const ExerciseState& LessonRun::exercise(std::size_t exercise) const
{
    assert(exercise < step().exercises.size());
    return m_states[m_step].exercises[exercise].state;
}

void LessonRun::showHint(std::size_t exercise)
{
    assert(exercise < step().exercises.size());
    m_states[m_step].exercises[exercise].state.isHintShown = true;
}

LessonScene LessonRun::showMe(std::size_t exercise)
{
    assert(exercise < step().exercises.size());
    WatchedExercise& watched = m_states[m_step].exercises[exercise];
    watched.isShowing = true;
    watched.observedNs.reset();
    if (watched.state.stage == ExerciseState::Stage::Failed)
        watched.state.stage = ExerciseState::Stage::Open;
    const LessonExercise& of = step().exercises[exercise];
    return { of.solution, of.startsAt(), of.reachedAt };
}

void LessonRun::observeQuestion(Kind kind, std::int64_t nowNs)
{
    QuestionState& question = state(kind);
    const LessonQuestion* asked = this->asked(kind);
    if (asked == nullptr || question.stage != Stage::Running || nowNs < toNs(asked->at))
        return;
    question.stage = asked->isRight(question.chosen) ? Stage::Right : Stage::Wrong;
    question.reply = asked->replyTo(question.chosen);
}

void LessonRun::observeExercise(const LessonExercise& exercise, WatchedExercise& watched,
    const TraceLog& log, std::int64_t nowNs)
{
    using Exercise = ExerciseState::Stage;
    ExerciseState& state = watched.state;
    // What is done at the instant where it begins counts, and what has been done since at the one
    // that was seen last.
    const std::int64_t afterNs = watched.observedNs.value_or(toNs(exercise.startsAt())) - 1;
    if (state.stage != Exercise::Open || nowNs <= afterNs)
        return;
    const auto passedNs = watched.until.firstHolding(log, afterNs, nowNs);
    const auto failedNs = watched.fails
        ? watched.fails->firstHolding(log, afterNs, passedNs.value_or(nowNs))
        : std::nullopt;
    watched.observedNs = nowNs;
    if (!passedNs && !failedNs)
        return;
    state.stage = failedNs ? Exercise::Failed : Exercise::Passed;
    state.endedAt = VirtualTime { Duration { failedNs ? *failedNs : *passedNs } };
    state.wasShown = !failedNs && watched.isShowing;
}

void LessonRun::observe(const TraceLog& log, std::int64_t nowNs)
{
    const bool isAnew = nowNs < m_observedNs || log.consumed() < m_consumed;
    m_observedNs = nowNs;
    m_consumed = log.consumed();
    StepState& state = m_states[m_step];
    if (isAnew) {
        for (WatchedExercise& watched : state.exercises) {
            watched.observedNs.reset();
            if (watched.state.stage == ExerciseState::Stage::Failed)
                watched.state.stage = ExerciseState::Stage::Open;
        }
    }
    observeQuestion(Kind::Predict, nowNs);
    observeQuestion(Kind::Saw, nowNs);
    for (std::size_t i = 0; i < state.exercises.size(); ++i)
        observeExercise(step().exercises[i], state.exercises[i], log, nowNs);
    noteDone();
}

void LessonRun::noteDone()
{
    StepState& state = m_states[m_step];
    state.wasPredicted = state.wasPredicted || !step().predict || state.predict.isAnswered();
    state.wasSeen = state.wasSeen || !step().saw || state.saw.isAnswered();
    bool isDone = state.wasPredicted && state.wasSeen;
    for (WatchedExercise& watched : state.exercises) {
        watched.hasPassed
            = watched.hasPassed || watched.state.stage == ExerciseState::Stage::Passed;
        isDone = isDone && watched.hasPassed;
    }
    m_done[m_step] = m_done[m_step] || isDone;
}

std::size_t LessonRun::doneCount() const
{
    return static_cast<std::size_t>(std::ranges::count(m_done, true));
}

void LessonRun::restore(const std::vector<bool>& done)
{
    for (std::size_t i = 0; i < std::min(done.size(), m_done.size()); ++i)
        m_done[i] = m_done[i] || done[i];
}

} // namespace tickscope
