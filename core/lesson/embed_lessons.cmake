# SPDX-License-Identifier: GPL-3.0-only
# Writes OUTPUT, a C++ file that holds the lessons NAMES (a,b,c: folders of FOLDER) as text.
string(REPLACE "," ";" names "${NAMES}")
set(entries "")
foreach(folder IN LISTS names)
    string(REGEX REPLACE "^[0-9]+-" "" name "${folder}")
    string(APPEND entries "        { \"${folder}\", \"${name}\"")
    foreach(file lesson.md scenario.toml teacher.md)
        # Square brackets confuse CMake's lists, so the text is never treated as one.
        file(READ "${FOLDER}/${folder}/${file}" text)
        string(APPEND entries ",\n            R\"lesson(${text})lesson\"")
    endforeach()
    string(APPEND entries " },\n")
endforeach()
file(WRITE "${OUTPUT}" "// Written by core/lesson/embed_lessons.cmake from resources/lessons.
#include \"core/lesson/builtin_lessons.h\"

namespace tickscope {

const std::vector<BuiltinLesson>& builtinLessons()
{
    static const std::vector<BuiltinLesson> all {
${entries}    };
    return all;
}

} // namespace tickscope
")
