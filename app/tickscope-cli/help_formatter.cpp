// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/help_formatter.h"

#include <fmt/format.h>

namespace tickscope::cli {

HelpFormatter::HelpFormatter()
{
    label("Positionals", "Arguments");
    label("Subcommands", "Commands");
    column_width(24);
}

std::string HelpFormatter::make_help(
    const CLI::App* app, std::string name, CLI::AppFormatMode mode) const
{
    // CLI11 parts groups by two empty lines.
    const std::string groups
        = CLI::detail::find_and_replace(make_groups(app, mode), "\n\n\n", "\n\n");
    return make_description(app) + "\nExamples:\n" + make_footer(app) + "\n"
        + make_usage(app, std::move(name)) + make_positionals(app) + make_subcommands(app, mode)
        + groups + everywhere(app);
}

std::string HelpFormatter::everywhere(const CLI::App* app) const
{
    const CLI::App* program = app->get_parent();
    return program ? "\nEverywhere:\n" + make_option(program->get_option("--color"), false)
                   : std::string();
}

std::string HelpFormatter::make_usage(const CLI::App* app, std::string name) const
{
    std::string usage = fmt::format("Usage: {}", name);
    const auto positionals
        = app->get_options([](const CLI::Option* option) { return option->get_positional(); });
    for (const CLI::Option* option : positionals)
        usage += " " + make_option_usage(option);
    if (!app->get_subcommands({}).empty())
        usage += " COMMAND";
    return usage + " [OPTIONS]\n";
}

std::string HelpFormatter::make_option_opts(const CLI::Option* option) const
{
    const std::string text = option->get_option_text();
    return text.empty() ? text : " " + text;
}

} // namespace tickscope::cli
