// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/scenario_arguments.h"

#include "app/tickscope-cli/process_usage.h"
#include "app/tickscope-cli/word_option.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <CLI/Validators.hpp>
#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <type_traits>

namespace tickscope::cli {
namespace {

/// CLI11 would take -1 for the largest number.
std::uint64_t parseSeed(const std::string& text)
{
    std::uint64_t seed = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, seed);
    if (error != std::errc {} || stop != end)
        throw CLI::ValidationError(
            "--seed", inQuotes(text) + " is not a whole number from 0 to 18446744073709551615");
    return seed;
}

/// CLI11's own check names the range in 300 digits.
std::uint64_t parseLimit(const char* option, const std::string& text, std::uint64_t most)
{
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc {} || stop != end || number == 0 || number > most)
        throw CLI::ValidationError(option,
            fmt::format(
                "{} is not a whole number from 1 to {}", inQuotes(text), withThousands(most)));
    return number;
}

} // namespace

Duration parseDurationOption(const std::string& option, const std::string& text)
{
    auto duration = durationFromText(text);
    if (!duration)
        throw CLI::ValidationError(option, duration.error().message);
    return *duration;
}

void addReadOptions(CLI::App& command, ReadOptions& options)
{
    command.add_flag("--strict", options.strict, "An unknown key is an error");
    command
        .add_option(
            "--max-servers", options.maxServers, "Refuse a scenario with more servers (1000000)")
        ->option_text("N");
}

void addOverrideOptions(CLI::App& command, OverrideArguments& arguments)
{
    command
        .add_option_function<std::string>(
            "--until",
            [&arguments](const std::string& text) {
                arguments.until = parseDurationOption("--until", text);
            },
            "How far to run; default: the scenario's duration")
        ->option_text("DUR");
    addSeedAndClockOptions(command, arguments);
}

void addSeedAndClockOptions(CLI::App& command, OverrideArguments& arguments)
{
    command
        .add_option_function<std::string>(
            "--seed", [&arguments](const std::string& text) { arguments.seed = parseSeed(text); },
            "Another seed")
        ->option_text("N");
    addWordOption<ClockKind>(command, "--clock", arguments.clock,
        { { "ideal", ClockKind::Ideal }, { "beam", ClockKind::Beam } }, "Another clock")
        ->option_text("ideal|beam");
}

void applyOverrides(const OverrideArguments& arguments, Scenario& scenario)
{
    scenario.duration = arguments.until.value_or(scenario.duration);
    scenario.seed = arguments.seed.value_or(scenario.seed);
    scenario.clock = arguments.clock.value_or(scenario.clock);
}

LimitArguments::LimitArguments()
{
    drive.memoryBytes = memoryAllowance();
}

void addRunLimitOptions(CLI::App& command, RunLimits& limits)
{
    const auto add = [&command](const char* name, auto& value, const char* text) {
        using Number = std::remove_reference_t<decltype(value)>;
        command
            .add_option_function<std::string>(
                name,
                [name, &value](const std::string& number) {
                    value = static_cast<Number>(
                        parseLimit(name, number, std::numeric_limits<Number>::max()));
                },
                text)
            ->option_text("N")
            ->group("Limits");
    };
    add("--max-events", limits.events, "Events a run (50000000)");
    add("--max-mailbox", limits.mailbox, "Messages in one mailbox (1000000)");
    add("--max-instant", limits.instant, "Events at one instant (100000)");
}

void addLimitOptions(CLI::App& command, LimitArguments& arguments)
{
    addRunLimitOptions(command, arguments.run);
    command
        .add_option_function<std::string>(
            "--max-memory",
            [&arguments](const std::string& number) {
                arguments.drive.memoryBytes
                    = static_cast<std::int64_t>(parseLimit("--max-memory", number, 1 << 30) << 20);
            },
            "MiB of memory (2048, or half of the machine's)")
        ->option_text("N")
        ->group("Limits");
    command
        .add_option_function<std::string>(
            "--timeout",
            [&arguments](const std::string& text) {
                const Duration timeout = parseDurationOption("--timeout", text);
                arguments.drive.seconds = std::chrono::duration<double>(timeout).count();
            },
            "Time on the wall clock (none)")
        ->option_text("DUR")
        ->group("Limits");
}

} // namespace tickscope::cli
