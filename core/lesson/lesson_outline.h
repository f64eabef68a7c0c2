// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/lesson/lesson_keys.h"
#include "core/scenario/problems.h"
#include "core/scenario/toml_document.h"

#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// One `key: value` of the front matter.
struct FrontEntry
{
    std::string key;
    TextRegion keyRegion;
    std::string value; ///< without blanks around it
    TextRegion valueRegion;
};

/// One fenced block, whose lines are TOML.
struct LessonBlock
{
    LessonTable kind = LessonTable::Predict;
    TextRegion header; ///< of the line that opens it
    /// Its lines, with as many empty ones before them that each has its number in lesson.md.
    std::string toml;
};

/// One step: its text without the blocks, and the blocks.
struct LessonOutlineStep
{
    std::string text; ///< Markdown
    TextRegion place; ///< of its first line that is not empty
    std::vector<LessonBlock> blocks;
};

/// The parts of a lesson.md, before anything in them is read.
struct LessonOutline
{
    std::vector<FrontEntry> front;
    TextRegion frontPlace; ///< of the line that opens the front matter
    std::vector<LessonOutlineStep> steps;
};

/// Splits a lesson.md: the front matter between its first two lines ---, steps parted by lines ---,
/// and the fenced blocks in each. What is wrong is said to `problems`.
/// @param text  valid UTF-8
LessonOutline outlineLesson(std::string_view text, Problems& problems);

} // namespace tickscope
