// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <CLI/App.hpp>

#include <string>
#include <vector>

namespace tickscope::manual {

/// What a program or a command takes, read off the table that it parses its command line with.
struct ListedOption
{
    std::string longName; ///< without its dashes; may be empty
    std::string shortName; ///< likewise
    std::string value; ///< what is written behind it, such as "FILE"; empty for a flag
    std::vector<std::string> words; ///< all that may be written behind it, where these are words
    std::string text; ///< what it does
    std::string group; ///< the heading that it stands under

    bool takesFile() const { return value == "FILE" || value == "DIR"; }
    bool takesFolder() const { return value == "DIR"; }
};

struct ListedArgument
{
    std::string name; ///< "FILE"
    std::string text;
    bool isRepeated = false;
};

struct ListedCommand
{
    std::string name; ///< empty for the program itself
    std::string text; ///< what it does, in a line
    std::string examples; ///< as its help shows them
    std::vector<ListedArgument> arguments;
    std::vector<ListedOption> options;
};

struct ListedProgram
{
    std::string name;
    ListedCommand itself; ///< what it takes before a command, or without one
    std::vector<ListedCommand> commands;
};

/// Reads the table of a program. What is hidden from help is left out.
/// @param name  of the program
ListedProgram listed(const CLI::App& app, const std::string& name);

} // namespace tickscope::manual
