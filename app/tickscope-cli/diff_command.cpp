// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/data_output.h"
#include "app/tickscope-cli/event_source.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/load_scenario.h"
#include "app/tickscope-cli/report.h"
#include "core/scenario/words.h"
#include "core/trace/diff.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tickscope::cli {
namespace {

using Tree = nlohmann::ordered_json;

struct DiffArguments
{
    std::string left;
    std::string right;
    SourceArguments sources;
    ReportArguments report;
};

std::string asJson(const std::optional<Difference>& difference, std::uint64_t events)
{
    const auto event = [](const std::optional<std::string>& line) {
        return line ? Tree::parse(*line, nullptr, false) : Tree();
    };
    Tree tree { { "schema", "tickscope-diff/1" }, { "same", !difference }, { "events", events },
        { "difference", nullptr } };
    if (difference)
        tree["difference"] = { { "event", difference->index + 1 },
            { "left", event(difference->left) }, { "right", event(difference->right) } };
    return tree.dump(2, ' ', false, Tree::error_handler_t::replace) + "\n";
}

std::string reportOn(const DiffArguments& arguments, const std::optional<Difference>& difference,
    std::uint64_t events)
{
    const std::string same = fmt::format("no difference in {} events", withThousands(events));
    const std::string text = difference ? differenceText(*difference) : same + "\n";
    const std::string right = shownName(arguments.right);
    const ReportCase one { fmt::format("{} and {}", shownName(arguments.left), right),
        difference ? ReportCase::Outcome::Failed : ReportCase::Outcome::Passed,
        difference ? text : same, Place { right }, "difference" };
    const std::vector<ReportGroup> groups { { right, { one }, {} } };
    switch (arguments.report.format) {
    case Format::Text:
        return text;
    case Format::Json:
        return asJson(difference, events);
    case Format::Github:
        return githubReport(groups);
    case Format::Junit:
        return junitReport("tickscope-cli diff", groups);
    case Format::Markdown:
        return markdownReport("tickscope-cli diff", groups);
    }
    return {};
}

int compare(const DiffArguments& arguments, EventSource& left, EventSource& right, Console& console)
{
    std::uint64_t events = 0;
    const auto difference = firstDifference(
        [&](std::string& line) {
            const bool isOne = left.next(line);
            events += isOne ? 1 : 0;
            return isOne;
        },
        [&](std::string& line) { return right.next(line); });
    // Where a run was cut short, its end is no difference.
    const int end = std::max(left.finish(console), right.finish(console));
    const bool isReal = difference && ((difference->left && difference->right) || end == ExitDone);
    if (!isReal && end != ExitDone)
        return end;
    return writeReport(arguments.report, reportOn(arguments, difference, events),
        isReal ? ExitMismatch : end, console);
}

int diff(const DiffArguments& arguments, Console& console)
{
    if (arguments.left == standardStream && arguments.right == standardStream)
        return refuseUsage(console, "diff", "only one of the two can be standard input");
    const auto left = openEventSource(arguments.left, arguments.sources, console);
    const auto right = openEventSource(arguments.right, arguments.sources, console);
    if (!left.source || !right.source)
        return std::max(left.exitCode, right.exitCode);
    return compare(arguments, *left.source, *right.source, console);
}

} // namespace

void addDiffCommand(CLI::App& program, CommandBody& chosen)
{
    auto arguments = std::make_shared<DiffArguments>();
    CLI::App* command
        = program.add_subcommand("diff", "Find the first difference of two runs; exit 4 if any");
    command->footer("  tickscope-cli diff before.toml after.toml        runs both\n"
                    "  tickscope-cli run mine.toml --events - | tickscope-cli diff old.jsonl -");
    const char* what = "A scenario, or a file of events that run --events wrote";
    command->add_option("A", arguments->left, what)->required();
    command->add_option("B", arguments->right, what)->required();
    addOverrideOptions(*command, arguments->sources.overrides);
    addReadOptions(*command, arguments->sources.read);
    addRunLimitOptions(*command, arguments->sources.limits);
    addReportOptions(*command, arguments->report, "the difference");
    addForceFlag(*command, arguments->report.force);
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return diff(*arguments, console); };
    });
}

} // namespace tickscope::cli
