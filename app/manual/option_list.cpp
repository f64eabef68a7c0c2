// SPDX-License-Identifier: GPL-3.0-only
#include "app/manual/option_list.h"

#include <algorithm>

namespace tickscope::manual {

namespace {

// "DUR" stands for something, "ideal" and "W1" stand for themselves.
bool isWord(const std::string& text)
{
    return text.find_first_of("abcdefghijklmnopqrstuvwxyz0123456789") != std::string::npos;
}

// "ideal|beam" as words; nothing for "FILE" and "DUR|CONDITION".
std::vector<std::string> wordsOf(const std::string& value)
{
    std::vector<std::string> words;
    if (value.find('|') == std::string::npos)
        return words;
    for (std::size_t at = 0; at <= value.size();) {
        const std::size_t end = std::min(value.find('|', at), value.size());
        words.push_back(value.substr(at, end - at));
        at = end + 1;
    }
    return std::ranges::all_of(words, isWord) ? words : std::vector<std::string>();
}

// What an option is written with: its own text for it, or the name of its type.
std::string valueOf(const CLI::Option& option)
{
    if (option.get_items_expected_max() == 0)
        return {};
    return option.get_option_text().empty() ? option.get_type_name() : option.get_option_text();
}

std::string firstOf(const std::vector<std::string>& names)
{
    return names.empty() ? std::string() : names.front();
}

ListedCommand commandOf(const CLI::App& app, const std::string& name)
{
    ListedCommand command { name, app.get_description(), app.get_footer(), {}, {} };
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_group().empty())
            continue;
        if (option->get_positional()) {
            const bool isRepeated = option->get_items_expected_max() > 1;
            command.arguments.push_back(
                { option->get_name(true), option->get_description(), isRepeated });
            continue;
        }
        const std::string value = valueOf(*option);
        command.options.push_back({ firstOf(option->get_lnames()), firstOf(option->get_snames()),
            value, wordsOf(value), option->get_description(), option->get_group() });
    }
    return command;
}

} // namespace

ListedProgram listed(const CLI::App& app, const std::string& name)
{
    ListedProgram program { name, commandOf(app, ""), {} };
    for (const CLI::App* command : app.get_subcommands({})) {
        if (!command->get_group().empty())
            program.commands.push_back(commandOf(*command, command->get_name()));
    }
    return program;
}

} // namespace tickscope::manual
