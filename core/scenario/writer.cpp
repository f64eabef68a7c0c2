// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/writer.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/keys.h"
#include "core/scenario/reader.h"
#include "core/scenario/server_kinds.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <string_view>

namespace tickscope {

namespace {

std::string escapedControl(unsigned char c)
{
    switch (c) {
    case '\b':
        return "\\b";
    case '\t':
        return "\\t";
    case '\n':
        return "\\n";
    case '\f':
        return "\\f";
    case '\r':
        return "\\r";
    default:
        return fmt::format("\\u{:04X}", c);
    }
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

std::string basicString(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += { '\\', c };
        else if (isControl(c))
            result += escapedControl(static_cast<unsigned char>(c));
        else
            result += c;
    }
    return result + '"';
}

/// Text with line breaks as a person would write it, over several lines.
std::string multiLineString(std::string_view text)
{
    std::string result = "\"\"\"\n";
    for (std::size_t index = 0; index < text.size(); ++index) {
        const char c = text[index];
        const bool isLast = index + 1 == text.size();
        const bool isRun = c == '"' && (isLast || text[index + 1] == '"');
        if (c == '\\' || isRun)
            result += { '\\', c };
        else if (isControl(c) && c != '\n')
            result += escapedControl(static_cast<unsigned char>(c));
        else
            result += c;
    }
    return result + "\"\"\"";
}

std::string stringText(std::string_view text)
{
    const bool hasBreaks = text.find('\n') != std::string_view::npos;
    return hasBreaks ? multiLineString(text) : basicString(text);
}

std::string durationText(Duration duration)
{
    return '"' + toText(duration) + '"';
}

/// Appends `key = value` lines.
class Lines
{
public:
    explicit Lines(Defaults defaults)
        : m_defaults(defaults)
    {
    }

    bool writesDefaults() const { return m_defaults == Defaults::Written; }
    void header(std::string_view name) { m_text += fmt::format("\n{}\n", name); }
    void add(std::string_view key, std::string_view value)
    {
        m_text += fmt::format("{} = {}\n", key, value);
    }
    void addString(std::string_view key, std::string_view text) { add(key, stringText(text)); }
    void addDuration(std::string_view key, Duration duration) { add(key, durationText(duration)); }

    /// Leaves the line out when the value is the default.
    template <typename Enum>
    void addWord(std::string_view key, Enum value, Enum usual)
    {
        if (value != usual || writesDefaults())
            addString(key, toText(value));
    }
    template <typename Number>
    void addNumber(std::string_view key, Number value, Number usual)
    {
        if (value != usual || writesDefaults())
            add(key, fmt::format("{}", value));
    }

    std::string take() { return std::move(m_text); }

private:
    Defaults m_defaults;
    std::string m_text;
};

void writeSupervisor(const SupervisorSpec& spec, Lines& lines)
{
    const SupervisorSpec usual;
    SupervisorSpec own = spec;
    own.parent.reset();
    if (own != usual || lines.writesDefaults()) {
        lines.header("[supervisor]");
        lines.addWord("strategy", spec.strategy, usual.strategy);
        lines.addNumber("max_restarts", spec.maxRestarts, usual.maxRestarts);
        lines.addNumber("max_seconds", spec.maxSeconds, usual.maxSeconds);
    }
    if (!spec.parent)
        return;
    lines.header("[supervisor.parent]");
    lines.addNumber("max_restarts", spec.parent->maxRestarts, RestartLimits {}.maxRestarts);
    lines.addNumber("max_seconds", spec.parent->maxSeconds, RestartLimits {}.maxSeconds);
}

void writeHead(const Scenario& scenario, Lines& lines)
{
    const Scenario usual;
    lines.add("format", "1");
    if (!scenario.title.empty())
        lines.addString("title", scenario.title);
    if (!scenario.description.empty())
        lines.addString("description", scenario.description);
    lines.addNumber("seed", scenario.seed, usual.seed);
    lines.addWord("clock", scenario.clock, usual.clock);
    if (scenario.duration != usual.duration || lines.writesDefaults())
        lines.addDuration("duration", scenario.duration);
    writeSupervisor(scenario.supervisor, lines);
}

void writeOwn(const OwnKey& key, std::int64_t value, std::int64_t usual, Lines& lines)
{
    lines.addNumber(key.name, value, usual);
}

void writeOwn(const OwnKey& key, const std::optional<Duration>& value,
    const std::optional<Duration>& /*usual*/, Lines& lines)
{
    if (value)
        lines.addDuration(key.name, *value);
}

void writeOwn(const OwnKey& key, Growth value, Growth usual, Lines& lines)
{
    lines.addWord(key.name, value, usual);
}

void writeKindsOwn(const ServerSpec& spec, Lines& lines)
{
    const ServerSpec usual;
    for (const OwnKey& key : rowOf(spec.kind).keys)
        std::visit([&](auto field) { writeOwn(key, spec.*field, usual.*field, lines); }, key.field);
}

std::string signedText(Duration duration)
{
    return fmt::format(
        "\"{}{}\"", duration < Duration::zero() ? "-" : "", toText(std::chrono::abs(duration)));
}

void writeJitter(const ServerSpec& spec, Lines& lines)
{
    if (rowOf(spec.kind).backsOff && spec.backoffJitter != BackoffJitter::None)
        lines.addString("jitter", toText(spec.backoffJitter));
    else if (spec.jitterLow != Duration::zero())
        lines.add("jitter",
            fmt::format(
                "{{ uniform = [{}, {}] }}", signedText(spec.jitterLow), signedText(spec.jitter)));
    else if (spec.jitter != Duration::zero())
        lines.addDuration("jitter", spec.jitter);
}

void writeServer(const ServerSpec& spec, Lines& lines)
{
    const ServerSpec usual;
    lines.header("[[server]]");
    lines.addString("name", spec.name);
    lines.addWord("kind", spec.kind, usual.kind);
    lines.addWord("schedule", spec.schedule, usual.schedule);
    lines.addDuration("interval", spec.interval);
    if (spec.work != usual.work || lines.writesDefaults())
        lines.add("work", tomlText(spec.work));
    if (spec.outcomes != usual.outcomes || lines.writesDefaults())
        lines.add("outcomes", tomlText(spec.outcomes));
    if (spec.load)
        lines.add("load", tomlText(*spec.load));
    if (spec.load && spec.loadOutcomes != usual.loadOutcomes)
        lines.add("load_outcomes", tomlText(spec.loadOutcomes));
    lines.addWord("load_in", spec.loadIn, usual.loadIn);
    if (spec.load && spec.loadIn == LoadIn::Continue && spec.schedule != Schedule::IdleTimeout)
        lines.addWord("arm", spec.arm, usual.arm);
    lines.addWord("address", spec.address, usual.address);
    lines.addWord("restart", spec.restart, usual.restart);
    if (!spec.scheduleInInit || lines.writesDefaults())
        lines.add("schedule_in_init", spec.scheduleInInit ? "true" : "false");
    if (spec.unguardedCancel)
        lines.add("unguarded_cancel", "true");
    lines.addNumber("count", spec.count, usual.count);
    if (spec.firstStep != Duration::zero())
        lines.add("first",
            fmt::format("{{ start = {}, step = {} }}", tomlText(spec.first.value_or(Duration {})),
                durationText(spec.firstStep)));
    else if (spec.first)
        lines.add("first", tomlText(*spec.first));
    writeJitter(spec, lines);
    if (!spec.uses.empty())
        lines.addString("uses", spec.uses);
    writeKindsOwn(spec, lines);
}

void writeResource(const ResourceSpec& resource, Lines& lines)
{
    lines.header("[[resource]]");
    lines.addString("name", resource.name);
    lines.add("capacity", fmt::format("{}", resource.capacity));
    if (resource.timeout)
        lines.addDuration("timeout", *resource.timeout);
}

void writeRequest(Duration timeout, const DurationSpec& work, Lines& lines)
{
    const ClientSpec usual;
    if (timeout != usual.timeout)
        lines.addDuration("timeout", timeout);
    if (work != usual.work)
        lines.add("work", tomlText(work));
}

void writeDeed(const Action& action, Lines& lines)
{
    if (action.kind != ActionKind::Stall)
        lines.addString("server", action.server);
    lines.addString("do", toText(action.kind));
    if (action.kind == ActionKind::SetInterval)
        lines.addDuration("value", action.interval);
    else if (action.kind == ActionKind::SetWork)
        lines.add("value", tomlText(action.work));
    else if (action.kind == ActionKind::SetOutcomes)
        lines.add("value", tomlText(action.outcomes));
    else if (action.kind == ActionKind::Stall)
        lines.addDuration("value", action.stall);
    else if (action.kind == ActionKind::Call || action.kind == ActionKind::Sys)
        writeRequest(action.timeout, action.requestWork, lines);
}

void writeAction(const Action& action, Lines& lines)
{
    lines.header("[[action]]");
    lines.addDuration("at", action.at.time_since_epoch());
    writeDeed(action, lines);
}

void writeTry(const TrySpec& spec, Lines& lines)
{
    lines.header("[[try]]");
    lines.addString("say", spec.say);
    if (spec.compareWith) {
        lines.addString("server", spec.action.server);
        lines.addString("do", compareWord);
        lines.addString("value", toText(*spec.compareWith));
        return;
    }
    if (spec.isTimed)
        lines.addDuration("at", spec.action.at.time_since_epoch());
    writeDeed(spec.action, lines);
}

void writeClient(const ClientSpec& client, Lines& lines)
{
    lines.header("[[client]]");
    lines.addString("server", client.server);
    lines.addString("do", toText(client.request));
    lines.add("every", tomlText(client.every));
    if (client.from)
        lines.addDuration("from", *client.from);
    if (client.until)
        lines.addDuration("until", *client.until);
    writeRequest(client.timeout, client.work, lines);
    if (client.forgetsTimeout)
        lines.add("forgets_timeout", "true");
}

void writeMarker(const Marker& marker, Lines& lines)
{
    lines.header("[[marker]]");
    lines.addDuration("at", marker.at.time_since_epoch());
    lines.addString("name", marker.name);
}

/// Turns each alternative of DurationSpec into its text.
struct SpecText
{
    std::string operator()(Duration duration) const { return durationText(duration); }
    std::string operator()(const UniformDuration& rule) const
    {
        return fmt::format(
            "{{ uniform = [{}, {}] }}", durationText(rule.low), durationText(rule.high));
    }
    std::string operator()(const ExponentialDuration& rule) const
    {
        return fmt::format("{{ exponential = {} }}", durationText(rule.mean));
    }
    std::string operator()(const NormalDuration& rule) const
    {
        return fmt::format(
            "{{ normal = [{}, {}] }}", durationText(rule.mean), durationText(rule.deviation));
    }
    std::string operator()(const SequenceDuration& rule) const
    {
        std::string list;
        for (const Duration value : rule.values)
            list += (list.empty() ? "" : ", ") + durationText(value);
        return fmt::format("{{ sequence = [{}]{} }}", list, rule.repeats ? ", repeat = true" : "");
    }
};

std::string ratesText(const OutcomeRates& rates)
{
    const std::pair<const char*, double> all[] = { { "error", rates.error },
        { "crash", rates.crash }, { "stop", rates.stop }, { "no_rearm", rates.noRearm } };
    std::string list;
    for (const auto& [name, rate] : all) {
        if (rate != 0)
            list += fmt::format("{}{} = {}", list.empty() ? "" : ", ", name, rate);
    }
    return list.empty() ? "{ error = 0 }" : "{ " + list + " }";
}

} // namespace

std::string tomlText(const DurationSpec& spec)
{
    return std::visit(SpecText {}, spec);
}

std::string tomlText(const OutcomeSpec& spec)
{
    if (const auto* rates = std::get_if<OutcomeRates>(&spec))
        return ratesText(*rates);
    const auto& sequence = std::get<OutcomeSequence>(spec);
    std::string list;
    for (const Outcome outcome : sequence.values)
        list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", toText(outcome));
    if (sequence.repeats)
        return fmt::format("{{ sequence = [{}], repeat = true }}", list);
    return '[' + list + ']';
}

std::string tomlText(const ExpectSpec& expect)
{
    return fmt::format("[[expect]]\nthat = {}\n", basicString(expect.that))
        + (expect.name.empty() ? "" : fmt::format("name = {}\n", basicString(expect.name)));
}

std::string tomlText(const TrySpec& spec)
{
    Lines lines(Defaults::LeftOut);
    writeTry(spec, lines);
    return lines.take().substr(1); // without the blank line before it
}

std::string writeScenario(const Scenario& scenario, Defaults defaults)
{
    Lines lines(defaults);
    writeHead(scenario, lines);
    for (const ServerSpec& spec : scenario.servers)
        writeServer(spec, lines);
    for (const ResourceSpec& resource : scenario.resources)
        writeResource(resource, lines);
    for (const ClientSpec& client : scenario.clients)
        writeClient(client, lines);
    for (const Action& action : scenario.actions)
        writeAction(action, lines);
    for (const Marker& marker : scenario.markers)
        writeMarker(marker, lines);
    return lines.take();
}

} // namespace tickscope
