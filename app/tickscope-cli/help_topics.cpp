// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/help_topics.h"

#include "app/tickscope-cli/lesson_help.h"
#include "app/tickscope-cli/scenario_help.h"
#include "core/otp/record.h"
#include "core/trace/events.h"
#include "core/trace/expectation.h"
#include "core/trace/live_value.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tickscope::cli {
namespace {

constexpr std::size_t lineWidth = 100;

/// Breaks a text at blanks, so that it stays within the line when each begins at `indent`.
std::string wrapped(std::string_view text, std::size_t indent)
{
    std::string result;
    std::size_t column = indent;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (column > indent && column + 1 + end > lineWidth) {
            result += '\n' + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            result += ' ';
            ++column;
        }
        result += text.substr(0, end);
        column += end;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

std::string expectHelp()
{
    std::string text
        = "An expectation is PATH COMPARISON VALUE: poller.depth.max <= 10. \"run --expect\" and "
          "the\n"
          "[[expect]] tables of a scenario check it; one that fails ends with exit code 4.\n\n"
          "The path begins with the name of a server; that of a table with replicas stands for "
          "all\n"
          "of them. Comparisons are < <= > >= == !=. A duration has its unit: poller.lateness.p99 "
          "<=\n"
          "50ms. Where a run has no value, no expectation holds but == null. The headings of the\n"
          "table of \"run\" stand for their paths: poller.late p99, poller.busy, "
          "poller.verdict.\n\n"
          "Comparisons are joined by and, or, not and parentheses: that is a condition, and "
          "\"run\n"
          "--until\" stops where one holds first: 'poller.state == working and poller.depth >= "
          "2'.\n\n"
          "Of a server as it is now, SERVER.PATH; of the run, ticks, waits and restarts of all "
          "servers:\n";
    for (const LivePath& live : livePaths())
        text += helpEntry(live.name, fmt::format("{}: {}", live.unit, live.sentence));
    text += "\nOf a server from the start to now, SERVER.PATH:\n";
    for (const ExpectationPath& path : serverExpectationPaths())
        text += helpEntry(path.path, path.unit);
    text += "\nOf the run:\n";
    for (const ExpectationPath& path : runExpectationPaths())
        text += helpEntry(path.path, path.unit);
    return text;
}

/// The fields of an event, as the formatter writes them for any message.
std::string fieldsOf(Event event)
{
    std::vector<std::string> fields;
    for (int kind = 0; kind == 0 || *toText(static_cast<MessageKind>(kind)) != '\0'; ++kind) {
        Record record {};
        record.event = event;
        record.message = static_cast<MessageKind>(kind);
        record.ref = 1;
        record.value = 1;
        std::string line;
        EventFormatter({ "server" }).append(line, 0, record);
        const auto tree = nlohmann::ordered_json::parse(line, nullptr, false);
        for (const auto& [key, value] : tree.items()) {
            if (std::ranges::count(fields, key) == 0)
                fields.push_back(key);
        }
    }
    std::string text;
    for (const std::string& field : fields) {
        constexpr std::string_view common[] = { "t_ns", "seq", "server", "pid", "event" };
        if (std::ranges::count(common, field) == 0)
            text += fmt::format("{}{}", text.empty() ? "" : ", ", field);
    }
    return text.empty() ? "nothing more" : text;
}

std::string eventsHelp()
{
    std::string text
        = "\"run --events\" writes a line of JSON for each event: t_ns (virtual time), seq, "
          "server, pid\n"
          "(null where the name has no process), event, and the event's own fields:\n\n";
    for (int event = 0; *toText(static_cast<Event>(event)) != '\0'; ++event)
        text += helpEntry(toText(static_cast<Event>(event)), fieldsOf(static_cast<Event>(event)));
    text += "\nFields that have no value are left out. Durations and moments are nanoseconds.\n";
    return text;
}

constexpr std::pair<std::string_view, std::string (*)()> topics[] = {
    { "scenario", scenarioHelp },
    { "expect", expectHelp },
    { "lesson", lessonHelp },
    { "events", eventsHelp },
};

} // namespace

std::string helpEntry(std::string_view name, std::string_view text)
{
    constexpr std::size_t indent = 22;
    const std::string left = fmt::format("  {:<{}}", name, indent - 2);
    if (left.size() > indent)
        return fmt::format("{}\n{:{}}{}\n", left, "", indent, wrapped(text, indent));
    return left + wrapped(text, indent) + "\n";
}

std::vector<std::string_view> helpTopics()
{
    std::vector<std::string_view> names;
    for (const auto& [name, text] : topics)
        names.push_back(name);
    return names;
}

std::optional<std::string> helpOn(std::string_view topic)
{
    for (const auto& [name, text] : topics) {
        if (name == topic)
            return text();
    }
    return std::nullopt;
}

} // namespace tickscope::cli
