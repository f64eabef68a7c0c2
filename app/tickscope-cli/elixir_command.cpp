// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/data_output.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/load_scenario.h"
#include "app/tickscope-cli/output_file.h"
#include "app/tickscope-cli/scenario_arguments.h"
#include "core/elixir/elixir_project.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace tickscope::cli {
namespace {

struct ElixirArguments
{
    std::string file;
    std::string directory;
    bool asErlang = false;
    bool asLivebook = false;
    bool toStandardOutput = false;
    Clauses clauses = Clauses::Used;
    IfExists ifExists = IfExists::Refuse;
    ReadOptions read;
};

/// @return what is wrong with the options taken together; empty when nothing is
std::string contradiction(const ElixirArguments& arguments)
{
    if (arguments.asErlang && arguments.asLivebook)
        return "--erlang and --livebook exclude each other";
    if (arguments.toStandardOutput && !arguments.directory.empty())
        return "-o and --stdout exclude each other";
    if (!arguments.toStandardOutput && arguments.directory.empty())
        return "-o DIR says where the project goes; --stdout prints the modules";
    return {};
}

Result<ElixirProject> project(const ElixirArguments& arguments, const Scenario& scenario)
{
    if (arguments.asErlang)
        return erlangProject(scenario, arguments.clauses);
    return arguments.asLivebook ? livebookProject(scenario, arguments.clauses)
                                : elixirProject(scenario, arguments.clauses);
}

Result<std::string> listing(const ElixirArguments& arguments, const Scenario& scenario)
{
    if (arguments.asErlang)
        return erlangListing(scenario, arguments.clauses);
    if (!arguments.asLivebook)
        return elixirListing(scenario, arguments.clauses);
    auto book = livebookProject(scenario, arguments.clauses);
    if (!book)
        return book.errors();
    return std::move(book->files.front().contents);
}

int refuse(std::vector<Error> errors, const std::string& file, Console& console)
{
    for (Error& error : errors) {
        if (error.place.file.empty())
            error.place.file = shownName(file);
    }
    console.print(errors);
    return exitCode(errors.front().code);
}

/// Writes all files or none: each is opened before the first gets its name.
int writeProject(
    const ElixirProject& project, const std::string& directory, IfExists ifExists, Console& console)
{
    std::vector<OutputFile> outputs;
    for (const ProjectFile& file : project.files) {
        const std::filesystem::path path = std::filesystem::path(directory) / file.path;
        std::error_code error;
        std::filesystem::create_directories(path.parent_path(), error);
        if (error) {
            console.print(Error { ErrorCode::Io,
                fmt::format("{}: {}", path.parent_path().string(), error.message()), {} });
            return ExitFailure;
        }
        auto output = OutputFile::open(path.string(), ifExists);
        if (!output) {
            console.print(output.errors());
            return ExitFailure;
        }
        output.value().sink().write(file.contents);
        outputs.push_back(std::move(output).value());
    }
    for (OutputFile& output : outputs) {
        if (const auto error = output.commit()) {
            console.print(*error);
            return ExitFailure;
        }
    }
    return ExitDone;
}

std::string whatWasWritten(const ElixirProject& project, const ElixirArguments& arguments)
{
    const std::string directory = visibleText(arguments.directory);
    if (arguments.asLivebook)
        return fmt::format("{}/{}: open it in Livebook\n", directory, project.files.front().path);
    return fmt::format("{} files in {}; {}/README.md says how to run them\n", project.files.size(),
        directory, directory);
}

int exportElixir(const ElixirArguments& arguments, Console& console)
{
    if (const std::string wrong = contradiction(arguments); !wrong.empty())
        return refuseUsage(console, "elixir", wrong);
    const LoadedScenario loaded = loadScenario(arguments.file, arguments.read, console);
    if (!loaded.scenario)
        return loaded.exitCode;
    if (arguments.toStandardOutput) {
        const auto text = listing(arguments, *loaded.scenario);
        if (!text)
            return refuse(text.errors(), arguments.file, console);
        console.out().write(*text);
        return ExitDone;
    }
    const auto files = project(arguments, *loaded.scenario);
    if (!files)
        return refuse(files.errors(), arguments.file, console);
    const int code = writeProject(*files, arguments.directory, arguments.ifExists, console);
    if (code == ExitDone)
        console.out().write(whatWasWritten(*files, arguments));
    return code;
}

} // namespace

void addElixirCommand(CLI::App& program, CommandBody& chosen)
{
    auto arguments = std::make_shared<ElixirArguments>();
    CLI::App* command
        = program.add_subcommand("elixir", "Write a scenario as a Mix project, or in Erlang");
    command->footer("  tickscope-cli elixir buildup -o buildup    then: cd buildup && mix test\n"
                    "  tickscope-cli elixir mine.toml --stdout    only read the modules\n"
                    "  tickscope-cli elixir mine.toml --livebook -o notebooks");
    command
        ->add_option("FILE", arguments->file,
            "A scenario file; - is standard input, a built-in name works too")
        ->required();
    command->add_option("-o,--output", arguments->directory, "The directory to write to")
        ->option_text("DIR");
    command->add_flag("--erlang", arguments->asErlang, "Erlang instead of Elixir");
    command->add_flag("--livebook", arguments->asLivebook, "One Livebook notebook");
    command->add_flag("--stdout", arguments->toStandardOutput, "Print the modules");
    command->add_flag_callback(
        "--full", [arguments] { arguments->clauses = Clauses::All; },
        "Also the clauses that the scenario does not use");
    command->add_flag_callback(
        "--force", [arguments] { arguments->ifExists = IfExists::Overwrite; },
        "Overwrite files that exist");
    addReadOptions(*command, arguments->read);
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return exportElixir(*arguments, console); };
    });
}

} // namespace tickscope::cli
