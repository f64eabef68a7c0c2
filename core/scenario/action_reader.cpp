// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/action_reader.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/scenario_lists.h"
#include "core/scenario/value_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

namespace {

/// Whether an action reads one of its keys.
bool takes(ActionKind kind, KnownKey key)
{
    return isReadWith(KeyTable::Action, key, toText(kind));
}

const char* valueExample(ActionKind kind)
{
    if (kind == ActionKind::Stall)
        return "\"400ms\"";
    return kind == ActionKind::SetOutcomes ? "[\"ok\"]" : "\"2s\"";
}

/// Reads the keys of one [[action]] table, or those that a [[try]] table shares with it.
class ActionReader
{
public:
    ActionReader(KeyTable kind, const TomlValue& value, const TomlTable& table,
        const Scenario& scenario, const ServerNames& names, Problems& problems)
        : m_kind(kind)
        , m_header(value.region)
        , m_table(table)
        , m_scenario(scenario)
        , m_names(names)
        , m_problems(problems)
    {
    }

    Action read()
    {
        readAt();
        readKind();
        readServer();
        if (m_knowsKind) {
            readValue();
            readTimeout();
            readRequestWork();
        }
        refuseUnknownKeys(m_table, m_kind, m_problems);
        return std::move(m_action);
    }
    /// Of a comparison: whom, and with which schedule.
    TrySpec readComparison();

private:
    const TomlEntry* required(KnownKey key, std::string_view example)
    {
        return requiredEntry(m_table, m_header, name(), key, example, m_problems);
    }
    std::string_view name() const { return isTry() ? "this try" : "this action"; }
    bool isTry() const { return m_kind == KeyTable::Try; }

    void readAt();
    void readKind();
    void readServer();
    void readValue();
    void readInterval(const TomlValue& value);
    void readTimeout();
    void readRequestWork();

    KeyTable m_kind;
    TextRegion m_header;
    const TomlTable& m_table;
    const Scenario& m_scenario;
    const ServerNames& m_names;
    Problems& m_problems;
    Action m_action;
    bool m_knowsKind = false;
};

void ActionReader::readAt()
{
    const TomlEntry* entry = isTry() ? findEntry(m_table, "at") : required("at", "\"20s\"");
    if (entry == nullptr)
        return;
    const auto at = readDuration(entry->value, "at", m_problems);
    if (!at)
        return;
    m_action.at = VirtualTime { *at };
    if (*at > m_scenario.duration)
        m_problems.note(DiagnosticCode::AfterTheEnd, entry->value.region,
            fmt::format("{} comes at {}, after the end of the run at {}", name(), humanText(*at),
                humanText(m_scenario.duration)));
}

void ActionReader::readKind()
{
    const TomlEntry* entry = required("do", "\"cancel\"");
    if (entry == nullptr)
        return;
    const auto words = isTry() ? wordsOfTries() : wordsOf<allActionKinds>();
    const auto kind = readWordOf(entry->value, "the action", words, m_problems);
    m_knowsKind = kind && *kind < allActionKinds.size();
    m_action.kind = m_knowsKind ? allActionKinds[*kind] : ActionKind::Tick;
}

TrySpec ActionReader::readComparison()
{
    TrySpec comparison;
    comparison.compareWith = Schedule::AfterWork;
    readServer();
    comparison.action.server = std::move(m_action.server);
    if (const TomlEntry* value = required("value", "\"after_work\""))
        if (const auto schedule = readWord(value->value, "the schedule", allSchedules, m_problems))
            comparison.compareWith = *schedule;
    for (const KnownKey key : { KnownKey("at"), KnownKey("timeout"), KnownKey("work") })
        if (const TomlEntry* entry = findEntry(m_table, key))
            m_problems.unreadKey(DiagnosticCode::NoEffect, entry->keyRegion,
                fmt::format("a comparison has no {}", std::string_view(key)),
                "the copy runs from the start, beside the server");
    refuseUnknownKeys(m_table, m_kind, m_problems);
    return comparison;
}

void ActionReader::readServer()
{
    if (!takes(m_action.kind, "server")) {
        if (const TomlEntry* server = findEntry(m_table, "server"))
            m_problems.unreadKey(DiagnosticCode::NoEffect, server->keyRegion,
                "a stall has no server", "the whole node stands still");
        return;
    }
    const TomlEntry* entry = required("server", "\"poller\"");
    if (entry == nullptr)
        return;
    if (const auto name = readServerOf(entry->value, m_names, m_problems))
        m_action.server = *name;
}

void ActionReader::readValue()
{
    const ActionKind kind = m_action.kind;
    if (!takes(kind, "value")) {
        if (const TomlEntry* entry = findEntry(m_table, "value"))
            m_problems.unreadKey(entry->keyRegion, fmt::format("{} takes no value", toText(kind)),
                "only set_interval, set_work, set_outcomes and stall do");
        return;
    }
    const TomlEntry* entry = findEntry(m_table, "value");
    if (entry == nullptr) {
        if (!m_problems.isIncomplete())
            m_problems.error(DiagnosticCode::MissingKey, m_header,
                fmt::format("{} has no value", toText(kind)),
                fmt::format("add one, such as value = {}", valueExample(kind)));
        return;
    }
    if (kind == ActionKind::SetInterval) {
        readInterval(entry->value);
    } else if (kind == ActionKind::Stall) {
        m_action.stall = readDuration(entry->value, "the stall", m_problems).value_or(Duration {});
    } else if (kind == ActionKind::SetWork) {
        if (auto work = readDurationSpec(entry->value, "the work", m_problems))
            m_action.work = std::move(*work);
    } else if (auto outcomes = readOutcomes(entry->value, "the value", m_problems)) {
        m_action.outcomes = std::move(*outcomes);
    }
}

void ActionReader::readInterval(const TomlValue& value)
{
    const auto interval = readDuration(value, "the interval", m_problems);
    if (!interval)
        return;
    m_action.interval = *interval;
    if (*interval > Duration::zero())
        return;
    const ServerSpec* spec = m_names.specOf(m_action.server);
    if (spec != nullptr && spec->schedule == Schedule::SendInterval)
        m_problems.error(value.region, "the interval is 0 s",
            "it must be longer than 0. A timer of 0 s would flood the mailbox");
    else
        m_problems.warning(value.region, "the interval is 0 s",
            "each tick is due at once, so only the work lets time pass");
}

void ActionReader::readTimeout()
{
    const TomlEntry* entry = findEntry(m_table, "timeout");
    if (entry == nullptr)
        return;
    if (!takes(m_action.kind, "timeout")) {
        m_problems.unreadKey(entry->keyRegion,
            fmt::format("{} takes no timeout", toText(m_action.kind)),
            "only a call and a sys have one");
        return;
    }
    if (const auto timeout = readDuration(entry->value, "the timeout", m_problems))
        m_action.timeout = *timeout;
    if (m_action.timeout > longestReceive)
        m_problems.error(entry->value.region, "a call waits at most 1193 h",
            "the caller would crash with timeout_value: a receive takes 4,294,967,295 ms");
}

void ActionReader::readRequestWork()
{
    const TomlEntry* entry = findEntry(m_table, "work");
    if (entry == nullptr)
        return;
    if (!takes(m_action.kind, "work")) {
        m_problems.unreadKey(DiagnosticCode::NoEffect, entry->keyRegion,
            fmt::format("{} takes no work", toText(m_action.kind)),
            "only a call does; the work of a tick is the server's, or set_work");
        return;
    }
    if (const auto work = readDuration(entry->value, "the work", m_problems))
        m_action.requestWork = *work;
}

} // namespace

Action readAction(const TomlValue& value, const TomlTable& table, const Scenario& scenario,
    const ServerNames& names, Problems& problems)
{
    return ActionReader(KeyTable::Action, value, table, scenario, names, problems).read();
}

TrySpec readTry(const TomlValue& value, const TomlTable& table, const Scenario& scenario,
    const ServerNames& names, Problems& problems)
{
    ActionReader reader(KeyTable::Try, value, table, scenario, names, problems);
    const TomlEntry* what = findEntry(table, "do");
    const auto* word = what != nullptr ? what->value.as<std::string>() : nullptr;
    TrySpec spec;
    if (word != nullptr && *word == compareWord) {
        spec = reader.readComparison();
    } else {
        spec.action = reader.read();
        spec.isTimed = findEntry(table, "at") != nullptr;
    }
    const TomlEntry* say
        = requiredEntry(table, value.region, "this try", "say", "\"Set it to 10 s\"", problems);
    if (say == nullptr)
        return spec;
    const auto text = readText(say->value, "what it says", TextBreaks::Refused, problems);
    if (text && trimmed(*text).empty())
        problems.error(say->value.region, "what it says is empty", "write what the button says");
    spec.say = text.value_or(std::string {});
    return spec;
}

} // namespace tickscope
