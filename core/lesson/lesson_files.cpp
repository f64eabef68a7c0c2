// SPDX-License-Identifier: GPL-3.0-only
// Where the files of a lesson are: in a folder, or compiled in.
#include "core/lesson/builtin_lessons.h"
#include "core/lesson/lesson_outline.h"
#include "core/scenario/file_reader.h"
#include "core/scenario/problems.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tickscope {

namespace {

constexpr const char* lessonFile = "lesson.md";

std::filesystem::path lessonFileOf(const std::string& path)
{
    const std::filesystem::path given(path);
    std::error_code ignored;
    return std::filesystem::is_directory(given, ignored) ? given / lessonFile : given;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The built-in lessons, and those in folders beside this one.
std::vector<std::string> lessonsAround(const std::filesystem::path& folder)
{
    std::vector<std::string> names = builtinLessonNames();
    std::error_code error;
    for (const auto& entry :
        std::filesystem::directory_iterator(folder.lexically_normal().parent_path(), error)) {
        if (std::filesystem::exists(entry.path() / lessonFile, error))
            names.push_back(lessonName(entry.path().filename().string()));
    }
    return names;
}

} // namespace

bool isLessonPath(const std::string& path)
{
    std::error_code ignored;
    const std::filesystem::path file = lessonFileOf(path);
    return file.extension() == ".md" && std::filesystem::is_regular_file(file, ignored);
}

std::string lessonName(std::string_view folder)
{
    const auto letter = std::ranges::find_if_not(folder, isDigit);
    const auto digits = static_cast<std::size_t>(letter - folder.begin());
    const bool isNumbered = digits > 0 && digits + 1 < folder.size() && folder[digits] == '-';
    return std::string(isNumbered ? folder.substr(digits + 1) : folder);
}

Result<LessonReadResult> readLessonFile(const std::string& path, const LessonReadOptions& options)
{
    const std::filesystem::path file = lessonFileOf(path);
    const Result<std::string> text = readTextFile(file.string());
    if (!text)
        return text.errors();
    std::error_code ignored;
    const std::filesystem::path folder
        = std::filesystem::absolute(file, ignored).lexically_normal().parent_path();
    LessonReadOptions known = options;
    if (known.knownLessons.empty())
        known.knownLessons = lessonsAround(folder);
    return readLesson(
        *text, lessonName(folder.filename().string()), file.string(),
        [&folder](const std::string& beside) { return readTextFile((folder / beside).string()); },
        known);
}

const BuiltinLesson* findBuiltinLesson(std::string_view name)
{
    const auto& all = builtinLessons();
    const auto found = std::ranges::find(all, name, &BuiltinLesson::name);
    return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> builtinLessonNames()
{
    std::vector<std::string> names;
    for (const BuiltinLesson& lesson : builtinLessons())
        names.emplace_back(lesson.name);
    return names;
}

LessonReadResult readBuiltinLesson(const BuiltinLesson& lesson)
{
    const auto readFile = [&lesson](const std::string& file) -> Result<std::string> {
        if (file == "scenario.toml")
            return std::string(lesson.scenario);
        if (file == "teacher.md")
            return std::string(lesson.teacher);
        return Error { ErrorCode::Io, "there is no such file", {} };
    };
    return readLesson(lesson.lesson, lesson.name, std::string(lesson.folder) + "/lesson.md",
        readFile, { true, builtinLessonNames() });
}

LessonHeading lessonHeading(const BuiltinLesson& lesson)
{
    const LessonReadResult read
        = readLesson(lesson.lesson.substr(0, lesson.lesson.find("\n---") + 5), lesson.name, {},
            [](const std::string&) -> Result<std::string> {
                return Error { ErrorCode::Io, {}, {} };
            });
    return { read.lesson.title, read.lesson.minutes, read.lesson.after };
}

} // namespace tickscope
