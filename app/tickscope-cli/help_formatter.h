// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <CLI/App.hpp>
#include <CLI/Formatter.hpp>

#include <string>

namespace tickscope::cli {

/// Help in the order in which people read it: what it is, examples (the footer), then the rest.
class HelpFormatter : public CLI::Formatter
{
public:
    HelpFormatter();

    std::string make_help(
        const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
    std::string make_usage(const CLI::App* app, std::string name) const override;
    /// Only what a person types after the option; CLI11's types and marks say less.
    std::string make_option_opts(const CLI::Option* option) const override;

private:
    /// The option of the program that a command takes too.
    std::string everywhere(const CLI::App* app) const;
};

} // namespace tickscope::cli
