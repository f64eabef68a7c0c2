// SPDX-License-Identifier: GPL-3.0-only
#include "tests/field/field_claims.h"

#include "core/run/run.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/reader.h"
#include "core/trace/expectation.h"
#include "core/trace/summary.h"
#include "core/trace/trace_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <sstream>

namespace tickscope::testing {

namespace {

using Words = std::vector<std::string>;

Words wordsOf(const std::string& text)
{
    std::istringstream stream(text);
    return { std::istream_iterator<std::string>(stream), std::istream_iterator<std::string>() };
}

std::string after(const std::string& text, const std::string& word)
{
    return text.substr(word.size() + 1);
}

std::optional<std::int64_t> nsOf(const std::string& text)
{
    const ParsedDuration parsed = parseDuration(text);
    return parsed.value ? std::optional(parsed.value->count()) : std::nullopt;
}

std::string secondsOf(const std::vector<std::int64_t>& times)
{
    std::string text;
    for (std::size_t i = 0; i < times.size() && i < 20; ++i)
        text += fmt::format(" {:.6f}s", static_cast<double>(times[i]) / 1e9);
    return times.empty() ? " never" : text + (times.size() > 20 ? " ..." : "");
}

// The times that a claim names, and how exactly they are meant.
struct ClaimedTimes
{
    std::vector<std::int64_t> ns;
    std::int64_t withinNs = 5'000'000;
    bool isOpen = false; // more may follow
    std::string unread;
};

ClaimedTimes timesIn(Words words)
{
    ClaimedTimes times;
    auto word = words.begin();
    if (word != words.end() && *word == "within" && word + 1 != words.end()) {
        times.withinNs = nsOf(*(word + 1)).value_or(-1);
        word += 2;
    }
    for (; word != words.end(); ++word) {
        if (*word == "...")
            times.isOpen = true;
        else if (const std::optional<std::int64_t> time = nsOf(*word))
            times.ns.push_back(*time);
        else
            times.unread = *word;
    }
    return times;
}

std::string compare(const std::vector<std::int64_t>& measured, const Words& words)
{
    const ClaimedTimes claimed = timesIn(words);
    if (!claimed.unread.empty() || claimed.ns.empty() || claimed.withinNs < 0)
        return fmt::format("this claim cannot be read: \"{}\"", claimed.unread);
    const bool fits = claimed.isOpen ? measured.size() >= claimed.ns.size()
                                     : measured.size() == claimed.ns.size();
    const bool agrees = fits
        && std::equal(claimed.ns.begin(), claimed.ns.end(), measured.begin(),
            [&](std::int64_t right, std::int64_t time) {
                return std::abs(right - time) <= claimed.withinNs;
            });
    return agrees ? std::string() : "it was" + secondsOf(measured);
}

// A scenario that ran to its end.
struct Ran
{
    explicit Ran(const Scenario& scenario)
        : run(scenario)
        , log(run.serverCount(), run.watchedServers())
    {
        run.advanceTo(VirtualTime { scenario.duration });
        log.consume(run.trace());
    }
    std::optional<std::uint32_t> find(const std::string& name) const
    {
        const auto& names = run.processNames();
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end())
            return std::nullopt;
        return static_cast<std::uint32_t>(found - names.begin());
    }
    std::vector<std::int64_t> startsOf(std::uint32_t server) const
    {
        std::vector<std::int64_t> times;
        for (const std::uint32_t place : log.server(server).taken) {
            const MessageEntry& entry = log.server(server).messages[place];
            if (isTick(entry.kind))
                times.push_back(entry.startedNs);
        }
        return times;
    }
    std::vector<std::int64_t> timesOf(const std::string& event, std::uint32_t server) const
    {
        std::vector<std::int64_t> times;
        for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
            const Record& record = run.trace()[seq];
            if (record.server == server && toText(record.event) == event)
                times.push_back(record.timeNs);
        }
        return times;
    }
    RunSummary summary() const
    {
        RunFacts facts;
        facts.untilNs = toNs(run.now());
        return summarise(facts, run.scenario(), expandServers(run.scenario()), log);
    }

    Run run;
    TraceLog log;
};

std::string checkRun(const std::string& claim, const Words& words, const Ran& ran)
{
    if (words[0] == "expect") {
        const Result<Expectation> expectation = parseExpectation(after(claim, "expect"));
        if (!expectation)
            return expectation.error().message;
        const Result<ExpectationResult> result = checkExpectation(*expectation, ran.summary());
        if (!result)
            return result.error().message;
        return result->holds ? std::string() : result->text;
    }
    const bool isNever = words[0] == "never";
    if (words.size() < 3)
        return "this claim cannot be read";
    const std::string& event = isNever ? words[1] : words[0];
    const std::string& name = isNever ? words[2] : words[1];
    const std::optional<std::uint32_t> server = ran.find(name);
    if (!server)
        return fmt::format("there is no {}", name);
    const std::vector<std::int64_t> times
        = event == "started" ? ran.startsOf(*server) : ran.timesOf(event, *server);
    if (isNever)
        return times.empty() ? std::string() : "it was" + secondsOf(times);
    return compare(times, { words.begin() + 2, words.end() });
}

bool says(const ReadResult& read, bool isError, const std::string& words)
{
    return std::any_of(
        read.diagnostics.begin(), read.diagnostics.end(), [&](const Diagnostic& diagnostic) {
            return (diagnostic.severity == Severity::Error) == isError
                && renderLine(diagnostic).find(words) != std::string::npos;
        });
}

std::string linesOf(const ReadResult& read)
{
    std::string text = "it says:";
    for (const Diagnostic& diagnostic : read.diagnostics)
        text += "\n" + renderLine(diagnostic);
    return text;
}

} // namespace

std::vector<FieldClaim> claimsOf(std::string_view scenarioText)
{
    constexpr std::string_view mark = "# right: ";
    std::vector<FieldClaim> claims;
    std::istringstream stream { std::string(scenarioText) };
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
        if (line.starts_with(mark))
            claims.push_back({ number, line.substr(mark.size()) });
    }
    return claims;
}

std::string broken(
    const FieldClaim& claim, std::string_view scenarioText, const std::string& fileName)
{
    const Words words = wordsOf(claim.text);
    const ReadResult read = readScenario(scenarioText, fileName);
    if (words[0] == "refused" || words[0] == "noted") {
        const bool isError = words[0] == "refused";
        return says(read, isError, after(claim.text, words[0])) ? std::string() : linesOf(read);
    }
    if (!read.scenario)
        return linesOf(read);
    return checkRun(claim.text, words, Ran(*read.scenario));
}

} // namespace tickscope::testing
