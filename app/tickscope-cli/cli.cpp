// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/cli.h"

#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/help_formatter.h"
#include "app/tickscope-cli/help_topics.h"
#include "app/tickscope-cli/word_option.h"
#include "core/scenario/did_you_mean.h"
#include "core/scenario/words.h"

#include <CLI/Config.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

namespace tickscope::cli {
namespace {

constexpr auto addCommands = {
    addRunCommand,
    addCheckCommand,
    addScenariosCommand,
    addLessonsCommand,
    addNewCommand,
    addSchemaCommand,
    addSweepCommand,
    addDiffCommand,
    addElixirCommand,
    addBeamCommand,
    addBenchCommand,
};

constexpr const char* examples
    = "  tickscope-cli scenarios                        what is built in\n"
      "  tickscope-cli run buildup                      run one, and say what happened\n"
      "  tickscope-cli run mine.toml --ticks ticks.csv  write every tick to a file\n"
      "  tickscope-cli run mine.toml --expect 'poller.depth.max <= 10'\n"
      "  tickscope-cli check mine.toml                  every error of the file\n"
      "  tickscope-cli help scenario                    all that a file may say; also: help "
      "expect, help events";

/// The program as CLI11 sees it, and what the person chose.
struct Program
{
    CLI::App app { "Simulates GenServers that poll, beat, refresh and count down." };
    ColorMode color = ColorMode::Auto;
    CommandBody chosen;

    Program();
};

Program::Program()
{
    app.name("tickscope-cli");
    app.formatter(std::make_shared<HelpFormatter>());
    app.footer(examples);
    app.set_version_flag("--version,-V", "tickscope-cli " TICKSCOPE_VERSION, "Print the version");
    app.set_help_flag("--help,-h", "Print this help");
    addWordOption<ColorMode>(app, "--color", color,
        { { "auto", ColorMode::Auto }, { "always", ColorMode::Always },
            { "never", ColorMode::Never } },
        "Colour: auto (on a terminal), always or never")
        ->option_text("WHEN");
    app.fallthrough();
    app.require_subcommand(0, 1);
    for (const auto add : addCommands)
        add(app, chosen);
    for (CLI::App* command : app.get_subcommands({}))
        command->group("Commands");
}

std::vector<std::string> commandNames(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({}))
        names.push_back(command->get_name());
    return names;
}

const CLI::App* chosenCommand(const CLI::App& app)
{
    const auto commands = app.get_subcommands();
    return commands.empty() ? nullptr : commands.front();
}

std::vector<std::string> optionNames(const CLI::App& app)
{
    std::vector<std::string> names;
    const auto addAll = [&names](const CLI::App& part) {
        for (const CLI::Option* option : part.get_options()) {
            for (const std::string& name : option->get_lnames())
                names.push_back("--" + name);
        }
    };
    addAll(app);
    if (const CLI::App* command = chosenCommand(app))
        addAll(*command);
    return names;
}

bool isOptionOf(const CLI::App& command, const std::string& name)
{
    return name.starts_with('-') && command.get_option_no_throw(name) != nullptr;
}

std::string unknown(
    const std::string& kind, const std::string& word, const std::vector<std::string>& known)
{
    std::string text = fmt::format("unknown {} {}", kind, inQuotes(word));
    const std::vector<std::string_view> candidates(known.begin(), known.end());
    const std::string_view nearest = nearestWord(word, candidates);
    if (!nearest.empty())
        text += fmt::format("; did you mean \"{}\"?", nearest);
    return text;
}

/// What is wrong with the command line, in one line. CLI11's own words where they are good.
std::string complaint(const CLI::App& app, const CLI::ParseError& error)
{
    for (const std::string& word : app.remaining(true)) {
        const std::string name = word.substr(0, word.find('='));
        const CLI::App* command = chosenCommand(app);
        if (command != nullptr && isOptionOf(*command, name))
            return fmt::format("{} belongs after {}", inQuotes(name), command->get_name());
        if (word.size() > 1 && word.front() == '-')
            return unknown("option", name, optionNames(app));
        if (!chosenCommand(app))
            return unknown("command", word, commandNames(app));
    }
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)
        return fmt::format("unexpected argument {}", inQuotes(app.remaining(true).front()));
    std::string text = error.what();
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

std::string nameOf(const CLI::App* command)
{
    return command ? command->get_name() : std::string();
}

int answer(const std::string& text)
{
    Console console(ColorMode::Auto);
    console.out().write(text);
    return console.finish(ExitDone);
}

int run(Program& program)
{
    Console console(program.color);
    if (!program.chosen)
        return console.finish(refuseUsage(console, "", "no command given"));
    return console.finish(program.chosen(console));
}

/// `help WORD`: a topic, or the help of a command.
int help(const Program& program, const std::string& word)
{
    if (const auto text = helpOn(word))
        return answer(*text);
    std::vector<std::string> known = commandNames(program.app);
    for (const std::string_view topic : helpTopics())
        known.emplace_back(topic);
    Console console(ColorMode::Auto);
    return console.finish(refuseUsage(console, "", unknown("command", word, known)));
}

/// @return the word after `help` that names no command; nothing when help is not asked for so
std::optional<std::string> helpWord(const Program& program, int argc, const char* const* argv)
{
    if (argc < 3 || std::string_view(argv[1]) != "help" || *argv[2] == '-')
        return std::nullopt;
    const std::vector<std::string> commands = commandNames(program.app);
    if (std::ranges::count(commands, std::string(argv[2])) > 0)
        return std::nullopt;
    return argv[2];
}

/// `help run` is `run --help`.
std::vector<std::string> arguments(int argc, const char* const* argv)
{
    std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    if (!words.empty() && words.front() == "help") {
        words.erase(words.begin());
        words.emplace_back("--help");
    }
    std::reverse(words.begin(), words.end()); // as CLI11 wants them
    return words;
}

} // namespace

void describeProgram(const std::function<void(const CLI::App&)>& see)
{
    see(Program().app);
}

int runCli(int argc, const char* const* argv)
try {
    Program program;
    if (const auto word = helpWord(program, argc, argv))
        return help(program, *word);
    try {
        program.app.parse(arguments(argc, argv));
    } catch (const CLI::CallForHelp&) {
        return answer(program.app.help());
    } catch (const CLI::CallForVersion&) {
        return answer(program.app.version() + "\n");
    } catch (const CLI::ParseError& error) {
        Console console(ColorMode::Auto);
        return console.finish(refuseUsage(
            console, nameOf(chosenCommand(program.app)), complaint(program.app, error)));
    }
    return run(program);
} catch (const std::bad_alloc&) {
    std::fputs("tickscope-cli: out of memory; a shorter --until needs less\n", stderr);
    return ExitFailure;
}

} // namespace tickscope::cli
