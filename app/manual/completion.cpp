// SPDX-License-Identifier: GPL-3.0-only
#include "app/manual/completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tickscope::manual {

namespace {

constexpr const char* licenceLine = "# SPDX-License-Identifier: GPL-3.0-only\n";

// A shell function's name: "tickscope_cli".
std::string functionOf(std::string name)
{
    std::ranges::replace(name, '-', '_');
    return "_" + name;
}

std::vector<std::string> namesOf(const ListedOption& option)
{
    std::vector<std::string> names;
    if (!option.longName.empty())
        names.push_back("--" + option.longName);
    if (!option.shortName.empty())
        names.push_back("-" + option.shortName);
    return names;
}

std::vector<std::string> optionNames(const ListedCommand& command)
{
    std::vector<std::string> names;
    for (const ListedOption& option : command.options) {
        for (std::string& name : namesOf(option))
            names.push_back(std::move(name));
    }
    return names;
}

std::vector<std::string> commandNames(const ListedProgram& program)
{
    std::vector<std::string> names;
    for (const ListedCommand& command : program.commands)
        names.push_back(command.name);
    return names;
}

// A text between single quotes, for all three shells; the first line is what a list has room for.
std::string inSingleQuotes(std::string_view text)
{
    std::string line = "'";
    for (const char c : text.substr(0, text.find('\n'))) {
        if (c == '\'')
            line += "'\\''";
        else
            line += c;
    }
    return line + "'";
}

std::vector<const ListedCommand*> allOf(const ListedProgram& program)
{
    std::vector<const ListedCommand*> all { &program.itself };
    for (const ListedCommand& command : program.commands)
        all.push_back(&command);
    return all;
}

// --- bash -------------------------------------------------------------------------------------

std::string bashValues(const ListedProgram& program)
{
    std::vector<std::string> files;
    std::vector<std::string> others;
    std::vector<std::string> words;
    for (const ListedCommand* command : allOf(program)) {
        for (const ListedOption& option : command->options) {
            if (option.value.empty())
                continue;
            const std::string names = fmt::format("{}", fmt::join(namesOf(option), " | "));
            if (!option.words.empty())
                words.push_back(
                    fmt::format("        {})\n"
                                "            COMPREPLY=($(compgen -W \"{}\" -- \"$cur\"))\n"
                                "            return ;;\n",
                        names, fmt::join(option.words, " ")));
            else
                (option.takesFile() ? files : others).push_back(names);
        }
    }
    const auto unique = [](std::vector<std::string>& list) {
        std::ranges::sort(list);
        list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    unique(files);
    unique(others);
    unique(words);
    std::string text;
    for (const std::string& one : words)
        text += one;
    if (!files.empty())
        text += fmt::format("        {})\n            COMPREPLY=($(compgen -f -- \"$cur\"))\n"
                            "            return ;;\n",
            fmt::join(files, " | "));
    if (!others.empty())
        text += fmt::format("        {})\n            return ;;\n", fmt::join(others, " | "));
    return text;
}

} // namespace

std::string bashCompletion(const ListedProgram& program, const std::vector<std::string>& scenarios)
{
    const std::string function = functionOf(program.name);
    std::string text = fmt::format(
        "{}# Completion of {} for bash, made by its build.\n"
        "{}() {{\n"
        "    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD - 1]}}\n"
        "    local command= word options\n"
        "    COMPREPLY=()\n"
        "    compopt -o filenames 2>/dev/null\n"
        "    case $prev in\n{}    esac\n",
        licenceLine, program.name, function, bashValues(program));
    if (!program.commands.empty())
        text += fmt::format("    for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
                            "        case $word in\n"
                            "            {})\n"
                            "                command=$word\n"
                            "                break ;;\n"
                            "        esac\n"
                            "    done\n",
            fmt::join(commandNames(program), " | "));
    text += "    case $command in\n";
    for (const ListedCommand& command : program.commands)
        text += fmt::format(
            "        {}) options=\"{}\" ;;\n", command.name, fmt::join(optionNames(command), " "));
    text += fmt::format(
        "        *) options=\"{}\" ;;\n    esac\n", fmt::join(optionNames(program.itself), " "));
    text += "    if [[ $cur == -* ]]; then\n"
            "        COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n";
    if (!program.commands.empty())
        text += fmt::format("    elif [[ -z $command ]]; then\n"
                            "        COMPREPLY=($(compgen -W \"{} help\" -- \"$cur\"))\n",
            fmt::join(commandNames(program), " "));
    text += fmt::format(
        "    else\n"
        "        COMPREPLY=($(compgen -W \"{}\" -- \"$cur\") $(compgen -f -- \"$cur\"))\n"
        "    fi\n}}\ncomplete -F {} {}\n",
        fmt::join(scenarios, " "), function, program.name);
    return text;
}

// --- zsh --------------------------------------------------------------------------------------

namespace {

std::string zshText(std::string_view text)
{
    std::string escaped;
    for (const char c : text.substr(0, text.find('\n'))) {
        if (c == '[' || c == ']' || c == ':')
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string zshValue(const ListedOption& option)
{
    if (option.value.empty())
        return {};
    if (!option.words.empty())
        return fmt::format(":word:({})", fmt::join(option.words, " "));
    if (option.takesFolder())
        return ":folder:_files -/";
    return option.takesFile() ? ":file:_files" : ":" + zshText(option.value) + ": ";
}

std::string zshArguments(
    const ListedCommand& command, const std::vector<std::string>& scenarios, int indent)
{
    std::string text;
    const auto add = [&text, indent](const std::string& one) {
        text += fmt::format(" \\\n{:{}}{}", "", indent, inSingleQuotes(one));
    };
    for (const ListedOption& option : command.options) {
        for (const std::string& name : namesOf(option))
            add(name + "[" + zshText(option.text) + "]" + zshValue(option));
    }
    for (const ListedArgument& one : command.arguments)
        add(fmt::format("{}:{}:{{ _values scenario {}; _files }}", one.isRepeated ? "*" : "",
            zshText(one.name), fmt::join(scenarios, " ")));
    return text + '\n';
}

} // namespace

std::string zshCompletion(const ListedProgram& program, const std::vector<std::string>& scenarios)
{
    std::string text
        = fmt::format("#compdef {}\n{}# Completion of {} for zsh, made by its build.\n",
            program.name, licenceLine, program.name);
    if (program.commands.empty())
        return text + "_arguments" + zshArguments(program.itself, scenarios, 4);
    text += "local -a commands=(\n";
    for (const ListedCommand& command : program.commands)
        text += fmt::format("    {}\n", inSingleQuotes(command.name + ":" + zshText(command.text)));
    text += ")\n_arguments -C";
    std::string itself = zshArguments(program.itself, scenarios, 4);
    itself.pop_back();
    text += itself
        + " \\\n    '1:command:{ _describe command commands }' '*::argument:->rest'\n"
          "[[ $state == rest ]] || return\ncase $words[1] in\n";
    for (const ListedCommand& command : program.commands)
        text += fmt::format("    {})\n        _arguments{}        ;;\n", command.name,
            zshArguments(command, scenarios, 12));
    return text + "esac\n";
}

// --- fish -------------------------------------------------------------------------------------

namespace {

std::string fishOption(
    const std::string& program, const std::string& condition, const ListedOption& option)
{
    std::string line = "complete -c " + program + condition;
    if (!option.longName.empty())
        line += " -l " + option.longName;
    if (!option.shortName.empty())
        line += " -s " + option.shortName;
    if (!option.words.empty())
        line += fmt::format(
            " -x -a {}", inSingleQuotes(fmt::format("{}", fmt::join(option.words, " "))));
    else if (!option.value.empty())
        line += option.takesFile() ? " -r -F" : " -x";
    return line + " -d " + inSingleQuotes(option.text) + '\n';
}

} // namespace

std::string fishCompletion(const ListedProgram& program, const std::vector<std::string>& scenarios)
{
    std::string text = fmt::format(
        "{}# Completion of {} for fish, made by its build.\n", licenceLine, program.name);
    const bool hasCommands = !program.commands.empty();
    if (hasCommands)
        text += fmt::format("complete -c {} -n __fish_use_subcommand -f\n", program.name);
    for (const ListedCommand& command : program.commands)
        text += fmt::format("complete -c {} -n __fish_use_subcommand -a {} -d {}\n", program.name,
            command.name, inSingleQuotes(command.text));
    for (const ListedCommand* command : allOf(program)) {
        const std::string condition = command->name.empty()
            ? (hasCommands ? " -n __fish_use_subcommand" : "")
            : fmt::format(" -n '__fish_seen_subcommand_from {}'", command->name);
        for (const ListedOption& option : command->options)
            text += fishOption(program.name, condition, option);
        if (!command->arguments.empty())
            text += fmt::format(
                "complete -c {}{} -a '{}'\n", program.name, condition, fmt::join(scenarios, " "));
    }
    return text;
}

} // namespace tickscope::manual
