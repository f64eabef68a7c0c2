# SPDX-License-Identifier: GPL-3.0-only
# Writes OUTPUT, a C++ file that holds the scenarios NAMES (a,b,c) of FOLDER as text.
string(REPLACE "," ";" names "${NAMES}")
set(entries "")
foreach(name IN LISTS names)
    # Square brackets confuse CMake's lists, so the text is never treated as one.
    file(READ "${FOLDER}/${name}.toml" text)
    string(APPEND entries "        { \"${name}\",\n            R\"toml(${text})toml\" },\n")
endforeach()
file(WRITE "${OUTPUT}" "// Written by core/scenario/embed_scenarios.cmake from resources/scenarios.
#include \"core/scenario/builtin.h\"

namespace tickscope {

const std::vector<BuiltinScenario>& builtinScenarios()
{
    static const std::vector<BuiltinScenario> all {
${entries}    };
    return all;
}

} // namespace tickscope
")
