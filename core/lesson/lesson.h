// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/condition.h"
#include "core/scenario/scenario.h"
#include "core/scenario/toml_document.h"
#include "core/trace/condition_watch.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tickscope {

/// A question of a lesson. Nobody writes its answer down: a run computes it.
struct LessonQuestion
{
    enum class Kind : std::uint8_t {
        Predict, ///< asked before the run has come to `at`
        Saw, ///< asked after it: what happened?
    };
    Kind kind = Kind::Predict;
    std::string question;
    std::string
        compute; ///< the path of the answer: "poller.depth.last", "poller.state", "restarts"
    VirtualTime at {}; ///< the instant that the question is about
    std::vector<std::string> options; ///< as they are shown; empty: the answer is typed
    /// Replies: the answer as it is written among the options (or typed), and what is said of it.
    /// Each wrong option has one; the right one may have one.
    std::vector<std::pair<std::string, std::string>> because;
    PathValue answer; ///< what the run of the lesson's scenario has there
    std::optional<std::size_t> rightOption; ///< place among the options; nothing when it is typed
    TextRegion place; ///< of the block in lesson.md

    /// @return whether a text says the same as the answer: "5", "13 s" and "13000ms", "yes"
    bool isRight(const std::string& text) const;
    /// @return what is said of an answer; empty when nothing is
    std::string replyTo(const std::string& text) const;
    /// @return the answer as people read it: the right option, or the value
    std::string answerText() const;
};

/// "Make it happen": something to do on the run, while it goes on.
///
/// It begins at startsAt() of the run of the lesson's scenario. It is passed at the first instant
/// from there on at which `until` holds, and failed if `fails` held before or then.
struct LessonExercise
{
    std::string say; ///< the task in a line
    std::string untilText;
    Condition until;
    std::string failsText; ///< empty when nothing makes it fail
    std::optional<Condition> fails; ///< the key `not`
    std::string fail; ///< what is said when it failed
    std::string hint; ///< may be empty
    std::vector<Action> solution; ///< by time; empty when letting it run is enough
    VirtualTime reachedAt {}; ///< when the solution reaches the goal
    TextRegion place; ///< of the block in lesson.md

    /// When the solution begins; the start of the run without one.
    VirtualTime startsAt() const;
};

/// Something that happened to somebody.
struct FieldNote
{
    std::string source; ///< such as "basho/riak_repl#679"
    std::string text;
};

/// What is on one page. Shown in this order.
struct LessonStep
{
    std::string text; ///< Markdown
    std::optional<LessonQuestion> predict;
    std::optional<LessonQuestion> saw;
    std::vector<LessonExercise> exercises;
    std::vector<FieldNote> fieldNotes;
    TextRegion place; ///< of its first line in lesson.md
};

/// A lesson: text, questions and exercises on one scenario. No lesson needs code of its own.
struct Lesson
{
    std::string name; ///< its folder, without the number in front: "build-up"
    std::string title;
    std::uint32_t minutes = 0;
    std::vector<std::string> after; ///< names of lessons that should come before
    std::string scenarioFile; ///< beside lesson.md
    std::string scenarioText;
    Scenario scenario;
    std::vector<LessonStep> steps;
    std::string teacherNotes; ///< Markdown; empty when there are none
};

/// Words of one step's text that a person reads at most.
inline constexpr std::size_t maxStepWords = 90;

/// @return how many words a Markdown text has; code blocks are not counted
std::size_t wordCount(std::string_view markdown);

} // namespace tickscope
