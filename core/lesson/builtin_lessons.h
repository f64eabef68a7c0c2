// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/lesson/lesson_reader.h"

#include <string_view>
#include <vector>

namespace tickscope {

/// A lesson that comes with the program: a folder of resources/lessons/, compiled in.
struct BuiltinLesson
{
    std::string_view folder; ///< "03-build-up"
    std::string_view name; ///< the same without the number
    std::string_view lesson; ///< the text of lesson.md
    std::string_view scenario; ///< of scenario.toml
    std::string_view teacher; ///< of teacher.md
};

/// All of them, in the order in which they are taught.
const std::vector<BuiltinLesson>& builtinLessons();

/// @return the lesson of that name, or nullptr
const BuiltinLesson* findBuiltinLesson(std::string_view name);

/// @return the names of all of them, for LessonReadOptions::knownLessons
std::vector<std::string> builtinLessonNames();

/// Reads one; it has no error. Runs its scenario a few times: a few milliseconds.
LessonReadResult readBuiltinLesson(const BuiltinLesson& lesson);

/// What a list of lessons shows, read from the front matter alone.
struct LessonHeading
{
    std::string title;
    std::uint32_t minutes = 0;
    std::vector<std::string> after;
};
LessonHeading lessonHeading(const BuiltinLesson& lesson);

} // namespace tickscope
