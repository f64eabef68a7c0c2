// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/exit_code.h"
#include "core/lesson/builtin_lessons.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <string>

namespace tickscope::cli {
namespace {

std::string asTable()
{
    std::size_t width = 0;
    for (const BuiltinLesson& lesson : builtinLessons())
        width = std::max(width, lesson.name.size());
    std::string table;
    for (const BuiltinLesson& lesson : builtinLessons()) {
        const LessonHeading heading = lessonHeading(lesson);
        table += fmt::format(
            "{:<{}}  {} min  {}\n", lesson.name, width, heading.minutes, heading.title);
    }
    return table;
}

std::string asJson()
{
    auto list = nlohmann::ordered_json::array();
    for (const BuiltinLesson& lesson : builtinLessons()) {
        const LessonHeading heading = lessonHeading(lesson);
        list.push_back({ { "name", lesson.name }, { "title", heading.title },
            { "minutes", heading.minutes }, { "after", heading.after } });
    }
    return list.dump(2) + "\n";
}

} // namespace

void addLessonsCommand(CLI::App& program, CommandBody& chosen)
{
    auto json = std::make_shared<bool>(false);
    CLI::App* command = program.add_subcommand("lessons", "List the built-in lessons");
    command->footer("  tickscope-cli lessons\n"
                    "  tickscope-cli lessons --json\n"
                    "  tickscope-cli help lesson                       how to write one");
    command->add_flag("--json", *json, "Print the list as JSON");
    command->callback([json, &chosen] {
        chosen = [json](Console& console) {
            console.out().write(*json ? asJson() : asTable());
            return ExitDone;
        };
    });
}

} // namespace tickscope::cli
