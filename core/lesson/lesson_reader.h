// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/lesson/lesson.h"
#include "core/result.h"
#include "core/scenario/diagnostic.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

struct LessonReadOptions
{
    bool strict = false; ///< an unknown key of the scenario is an error
    /// Names that `after` may have; nothing is checked when it is empty. readLessonFile() knows the
    /// built-in ones and the folders beside it.
    std::vector<std::string> knownLessons {};
};

/// A lesson as far as it could be read, and what there is to say about its files.
struct LessonReadResult
{
    /// Broken questions, exercises and notes are left out of it; the rest can be performed.
    Lesson lesson;
    /// Whether there is something to perform: a scenario without an error, and a step.
    bool isUsable = false;
    std::string fileName; ///< of lesson.md, as messages call it
    std::string text; ///< of lesson.md
    std::vector<Diagnostic> diagnostics; ///< of lesson.md, in the order of its text
    std::vector<Diagnostic> scenarioDiagnostics; ///< of the scenario beside it

    bool hasErrors() const;
};

/// Gives the text of a file that lies beside lesson.md, by its name.
using LessonFileSource = std::function<Result<std::string>(const std::string& file)>;

/// Reads and checks a lesson: runs its scenario for the answer of each question, and the solution
/// of each exercise to see that it reaches the goal.
///
/// Never throws, whatever the text is; all errors come in one go.
/// @param name      of the lesson
/// @param fileName  only for the places of the diagnostics
/// @param readFile  asked for the scenario, and for teacher.md
LessonReadResult readLesson(std::string_view text, std::string_view name, std::string_view fileName,
    const LessonFileSource& readFile, const LessonReadOptions& options = {});

/// Reads a lesson from its folder, or from the lesson.md in it.
/// Errors: ErrorCode::Io where lesson.md cannot be read.
Result<LessonReadResult> readLessonFile(
    const std::string& path, const LessonReadOptions& options = {});

/// @return whether a path is a folder with a lesson.md in it, or a Markdown file
bool isLessonPath(const std::string& path);

/// @return the name of a lesson in a folder: "03-build-up" is "build-up"
std::string lessonName(std::string_view folder);

} // namespace tickscope
