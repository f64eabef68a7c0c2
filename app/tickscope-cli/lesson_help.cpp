// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/lesson_help.h"

#include "app/tickscope-cli/help_topics.h"
#include "core/lesson/lesson.h"
#include "core/lesson/lesson_keys.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

namespace tickscope::cli {
namespace {

std::string titleOf(LessonTable table)
{
    switch (table) {
    case LessonTable::Front:
        return "The front matter, between the first two lines ---:";
    case LessonTable::Predict:
        return "```predict: a question before the run gets there";
    case LessonTable::Saw:
        return "```saw: a question about what happened";
    case LessonTable::Do:
        return "```do: an exercise on the run, from the time of the solution's first action on";
    case LessonTable::Field:
        return "```field: something that happened to somebody";
    }
    return {};
}

std::string aboutKey(const LessonKeyInfo& key)
{
    return fmt::format("{}{}. {} {}", key.type, key.isRequired ? ", required" : "",
        sentences(key.sentence, {}), key.example);
}

} // namespace

std::string lessonHelp()
{
    std::string text = fmt::format(
        "A lesson is a folder: lesson.md, a scenario, and teacher.md with notes for the teacher.\n"
        "\"tickscope-cli check FOLDER\" finds what is wrong with one, runs its scenario for the\n"
        "answers, and plays the solutions.\n\n"
        "lesson.md begins with the front matter. Then come steps of Markdown, parted by lines "
        "---,\n"
        "with at most {} words each. A step may have one question of each kind, exercises and "
        "notes,\n"
        "in fenced blocks of TOML.\n",
        maxStepWords);
    for (const LessonTable table : allLessonTables) {
        text += fmt::format("\n{}\n", titleOf(table));
        for (const LessonKeyInfo& key : lessonKeysOf(table))
            text += helpEntry(key.name, aboutKey(key));
    }
    return text;
}

} // namespace tickscope::cli
