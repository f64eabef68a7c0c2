// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/lesson/lesson.h"
#include "core/trace/condition_watch.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

/// What the run on show has to be: a run of the lesson's scenario with these actions besides its
/// own, from the start of the run.
struct LessonScene
{
    std::vector<Action> actions; ///< by time
    VirtualTime at {}; ///< where it stands
    std::optional<VirtualTime> playTo; ///< it plays on from there, and pauses here
};

/// A question while somebody answers it.
struct QuestionState
{
    enum class Stage : std::uint8_t {
        Open, ///< nothing chosen
        Chosen, ///< it may still be changed
        Running, ///< the run goes to the instant that is asked about
        Right,
        Wrong,
    };
    Stage stage = Stage::Open;
    std::string chosen; ///< as it was chosen or typed
    /// Once Right or Wrong: why; empty when nothing is said of that answer.
    std::string reply;

    bool isAnswered() const { return stage == Stage::Right || stage == Stage::Wrong; }
};

/// An exercise while somebody does it.
struct ExerciseState
{
    enum class Stage : std::uint8_t { Open, Passed, Failed };
    Stage stage = Stage::Open;
    std::optional<VirtualTime> endedAt; ///< Passed, Failed: the instant at which it was
    bool isHintShown = false;
    bool wasShown = false; ///< Passed by "Show me"
};

/// A lesson that somebody goes through: where they are, what they answered, what they reached.
///
/// It has no run of its own. It says what the run on show has to be (LessonScene), and is told how
/// that goes on (observe()). Everything can be done in any order: nothing has to be right first.
class LessonRun
{
public:
    using Kind = LessonQuestion::Kind;

    /// @param lesson  with one step at least; must outlive this
    explicit LessonRun(const Lesson& lesson);

    const Lesson& lesson() const { return *m_lesson; }
    std::size_t stepIndex() const { return m_step; }
    std::size_t stepCount() const { return m_lesson->steps.size(); }
    const LessonStep& step() const { return m_lesson->steps[m_step]; }
    bool isLast() const { return m_step + 1 == stepCount(); }

    /// The run that the present step begins with: standing where the lesson has come to, where its
    /// own question asks what was seen, or where its exercise begins.
    LessonScene scene() const;
    /// Goes to another step, and says what it begins with. What was answered there stays.
    /// @pre step < stepCount()
    LessonScene goTo(std::size_t step);
    /// The step after this one; the last one stays.
    LessonScene next();
    LessonScene back();
    /// Begins the present step anew: nothing answered, all exercises open, no hint shown. What was
    /// passed still counts as done.
    LessonScene reset();

    /// @return the state of the step's question; Open where it has none
    const QuestionState& question(Kind kind) const;
    /// Chooses an option, or types an answer. After the answer was told, that is no longer
    /// possible.
    void choose(Kind kind, const std::string& text);
    /// Lets the run go to the instant of the question; observe() tells the answer when it is there.
    /// @return nothing where nothing was chosen
    std::optional<LessonScene> reveal(Kind kind);

    /// @pre exercise < step().exercises.size()
    const ExerciseState& exercise(std::size_t exercise) const;
    void showHint(std::size_t exercise);
    /// The run with the solution in it, which plays to the goal.
    LessonScene showMe(std::size_t exercise);

    /// Tells what the run on show has come to: as often as it changes, every frame or once.
    /// Questions whose instant is reached are answered; exercises are passed or failed, whatever
    /// happened between two calls. A run that stands earlier than before, or began anew, opens what
    /// had failed.
    /// @param log  of a run of the lesson's scenario, to the end of the instant `nowNs`
    void observe(const TraceLog& log, std::int64_t nowNs);

    /// @return whether all of a step was answered and passed, at some time; a step to read is done
    /// when one was there
    bool isDone(std::size_t step) const { return m_done[step]; }
    std::size_t doneCount() const;
    bool isComplete() const { return doneCount() == stepCount(); }
    /// Takes up progress that was kept. @param done  by step; too short and too long ones do no
    /// harm
    void restore(const std::vector<bool>& done);

private:
    struct WatchedExercise
    {
        ExerciseState state;
        ConditionWatch until;
        std::optional<ConditionWatch> fails;
        std::optional<std::int64_t> observedNs; ///< up to where it was looked at
        bool isShowing = false;
        bool hasPassed = false; ///< at some time, whatever was reset since
    };
    struct StepState
    {
        QuestionState predict;
        QuestionState saw;
        std::vector<WatchedExercise> exercises;
        bool wasPredicted = false; ///< at some time, whatever was reset since
        bool wasSeen = false;
    };

    const LessonQuestion* asked(Kind kind) const;
    QuestionState& state(Kind kind);
    VirtualTime reachedBefore(VirtualTime limit) const;
    void observeQuestion(Kind kind, std::int64_t nowNs);
    void observeExercise(const LessonExercise& exercise, WatchedExercise& watched,
        const TraceLog& log, std::int64_t nowNs);
    void noteDone();

    const Lesson* m_lesson;
    std::vector<StepState> m_states;
    std::vector<bool> m_done;
    std::size_t m_step = 0;
    std::int64_t m_observedNs = 0;
    std::uint64_t m_consumed = 0; // records of the log that was seen last
};

} // namespace tickscope
