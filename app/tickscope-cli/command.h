// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"

#include <CLI/App.hpp>

#include <functional>
#include <string_view>

namespace tickscope::cli {

/// What a chosen command does with its arguments.
/// @return the exit code
using CommandBody = std::function<int(Console&)>;

/// Each adds its command, options and examples to the program; `chosen` is set when the person
/// asks for it. They live in NAME_command.cpp and are listed in cli.cpp.
void addRunCommand(CLI::App& program, CommandBody& chosen);
void addCheckCommand(CLI::App& program, CommandBody& chosen);
void addScenariosCommand(CLI::App& program, CommandBody& chosen);
void addLessonsCommand(CLI::App& program, CommandBody& chosen);
void addSweepCommand(CLI::App& program, CommandBody& chosen);
void addBenchCommand(CLI::App& program, CommandBody& chosen);
void addDiffCommand(CLI::App& program, CommandBody& chosen);
void addElixirCommand(CLI::App& program, CommandBody& chosen);
void addBeamCommand(CLI::App& program, CommandBody& chosen);
void addNewCommand(CLI::App& program, CommandBody& chosen);
void addSchemaCommand(CLI::App& program, CommandBody& chosen);

/// Says in one line what is wrong with the command line, and where help is.
/// @return ExitUsage
int refuseUsage(Console& console, std::string_view command, std::string_view complaint);

} // namespace tickscope::cli
