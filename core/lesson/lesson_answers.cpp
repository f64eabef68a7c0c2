// SPDX-License-Identifier: GPL-3.0-only
#include "core/lesson/lesson_answers.h"

#include "core/run/run.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

// A lesson is looked at within minutes, so its run is small.
constexpr RunLimits lessonLimits { 2'000'000, 100'000, 100'000 };

std::string shown(VirtualTime time)
{
    return humanText(time.time_since_epoch());
}

/// A run of the lesson's scenario that goes forwards, and its log.
class LessonTrial
{
public:
    explicit LessonTrial(const Scenario& scenario, const std::vector<Action>& actions = {})
        : m_run(with(scenario, actions), { lessonLimits, Recorder::Keep::Records })
        , m_log(m_run.scenario(), m_run.watchedServers())
    {
    }

    /// @return false when a limit ended the run before
    bool advanceTo(VirtualTime until)
    {
        const bool reached = m_run.advanceTo(until);
        m_log.consume(m_run.trace());
        return reached;
    }
    const TraceLog& log() const { return m_log; }
    std::string limitText() const
    {
        return m_run.limitReached() ? m_run.limitReached()->message : std::string();
    }

private:
    static Scenario with(Scenario scenario, const std::vector<Action>& actions)
    {
        scenario.actions.insert(scenario.actions.end(), actions.begin(), actions.end());
        std::ranges::stable_sort(scenario.actions, {}, &Action::at);
        return scenario;
    }

    Run m_run;
    TraceLog m_log;
};

/// Finds the right option, and says what is wrong with the others.
/// @return whether the question can be asked
bool checkOptions(LessonQuestion& question, Problems& problems)
{
    const auto right = std::ranges::find_if(question.options,
        [&question](const std::string& option) { return question.isRight(option); });
    if (question.options.empty())
        return true;
    if (right == question.options.end()) {
        problems.error(DiagnosticCode::Expectation, question.place,
            fmt::format("{} at {} is {}, and that is not among the options", question.compute,
                shown(question.at), question.answer.text),
            fmt::format("add {} to them", inQuotes(question.answer.text)));
        return false;
    }
    question.rightOption = static_cast<std::size_t>(right - question.options.begin());
    bool isGood = true;
    for (const std::string& option : question.options) {
        if (question.isRight(option) || !question.replyTo(option).empty())
            continue;
        problems.error(DiagnosticCode::MissingKey, question.place,
            fmt::format("the wrong option {} has no reply", inQuotes(option)),
            fmt::format("add one to because: {} = \"...\"", inQuotes(option)));
        isGood = false;
    }
    return isGood;
}

bool answer(
    const Scenario& scenario, LessonTrial& trial, LessonQuestion& question, Problems& problems)
{
    if (!trial.advanceTo(question.at)) {
        problems.error(DiagnosticCode::OutOfRange, question.place,
            fmt::format("the run ends before {}: {}", shown(question.at), trial.limitText()),
            "a lesson needs a small run");
        return false;
    }
    const auto value = valueAt(question.compute, scenario, trial.log(), toNs(question.at));
    if (!value)
        return false; // was said when the path was read
    question.answer = *value;
    return checkOptions(question, problems);
}

/// What an exercise comes to with some actions.
struct Attempt
{
    std::optional<std::int64_t> reachedNs;
    std::optional<std::int64_t> failedNs;
    std::string limit;
    bool holdsAtStart = false;
    bool failsAtStart = false;
};

Attempt attempt(
    const Scenario& scenario, const LessonExercise& exercise, const std::vector<Action>& actions)
{
    LessonTrial trial(scenario, actions);
    const std::int64_t startNs = toNs(exercise.startsAt());
    const std::int64_t endNs = scenario.duration.count();
    const ConditionWatch until(exercise.until, scenario);
    Attempt result;
    // The start is looked at before the first action, which belongs to the exercise.
    if (actions.empty()) {
        trial.advanceTo(exercise.startsAt());
        result.holdsAtStart = until.holdsAt(trial.log(), startNs);
        result.failsAtStart = exercise.fails
            && ConditionWatch(*exercise.fails, scenario).holdsAt(trial.log(), startNs);
    }
    if (!trial.advanceTo(VirtualTime { scenario.duration }))
        result.limit = trial.limitText();
    // The first action belongs to its instant.
    result.reachedNs = until.firstHolding(trial.log(), startNs - 1, endNs);
    if (exercise.fails)
        result.failedNs
            = ConditionWatch(*exercise.fails, scenario)
                  .firstHolding(trial.log(), startNs - 1, result.reachedNs.value_or(endNs));
    return result;
}

/// What the goal looks at, as it stands at the end.
std::string valuesAtEnd(const Scenario& scenario, const LessonExercise& exercise)
{
    LessonTrial trial(scenario, exercise.solution);
    trial.advanceTo(VirtualTime { scenario.duration });
    return valuesText(exercise.until, scenario, trial.log(), scenario.duration.count());
}

bool checkSolution(const Scenario& scenario, LessonExercise& exercise, Problems& problems)
{
    const TextRegion place = exercise.place;
    const Attempt idle = attempt(scenario, exercise, {});
    const auto refuse = [&](std::string message, std::string hint) {
        problems.error(DiagnosticCode::Expectation, place, std::move(message), std::move(hint));
        return false;
    };
    if (idle.holdsAtStart)
        return refuse(fmt::format("the goal holds already at {}, where the exercise begins",
                          shown(exercise.startsAt())),
            "begin the solution later, or ask for more");
    if (idle.failsAtStart)
        return refuse(fmt::format("what makes it fail holds already at {}, where it begins",
                          shown(exercise.startsAt())),
            "begin the solution earlier, or change not");
    if (!exercise.solution.empty() && idle.reachedNs && !idle.failedNs)
        return refuse(fmt::format("the goal is reached at {} without the solution",
                          humanText(Duration { *idle.reachedNs })),
            "ask for something that does not happen by itself, or write solution = []");
    const Attempt solved
        = exercise.solution.empty() ? idle : attempt(scenario, exercise, exercise.solution);
    if (solved.failedNs)
        return refuse(fmt::format("the solution makes the exercise fail at {}: {}",
                          humanText(Duration { *solved.failedNs }), exercise.failsText),
            "change the solution, or not");
    if (!solved.reachedNs)
        return refuse(fmt::format("the solution does not reach the goal by {}: {}",
                          humanText(scenario.duration),
                          solved.limit.empty() ? valuesAtEnd(scenario, exercise) : solved.limit),
            "act earlier, or let the scenario run longer");
    exercise.reachedAt = VirtualTime { Duration { *solved.reachedNs } };
    return true;
}

} // namespace

void computeAnswers(Lesson& lesson, Problems& problems)
{
    std::vector<std::optional<LessonQuestion>*> questions;
    for (LessonStep& step : lesson.steps) {
        for (auto* question : { &step.predict, &step.saw }) {
            if (*question)
                questions.push_back(question);
        }
    }
    std::ranges::stable_sort(questions, {}, [](const auto* question) { return (*question)->at; });
    LessonTrial trial(lesson.scenario);
    for (auto* question : questions) {
        if (!answer(lesson.scenario, trial, **question, problems))
            question->reset();
    }
}

void checkSolutions(Lesson& lesson, Problems& problems)
{
    for (LessonStep& step : lesson.steps)
        std::erase_if(step.exercises, [&](LessonExercise& exercise) {
            return !checkSolution(lesson.scenario, exercise, problems);
        });
}

} // namespace tickscope
