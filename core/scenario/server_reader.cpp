// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/server_reader.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/scenario_lists.h"
#include "core/scenario/server_kinds.h"
#include "core/scenario/server_name.h"
#include "core/scenario/value_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace tickscope {

namespace {

/// Reads the keys of one [[server]] table into a spec.
class ServerReader
{
public:
    ServerReader(const TomlTable& table, ReadServer& server, Problems& problems)
        : m_table(table)
        , m_spec(server.spec)
        , m_places(server.places)
        , m_problems(problems)
    {
    }

    void read(std::uint32_t maxServers)
    {
        readName();
        readKind();
        readInterval();
        readWork();
        readStart();
        readCount(maxServers);
        readKindsOwn();
        readJitter();
        readUses();
        checkKeys();
    }

private:
    /// Reads a key, if it is there, with a function of value_reader.h.
    template <typename T, typename Read>
    void optional(KnownKey key, T& target, Read read)
    {
        const TomlEntry* entry = findEntry(m_table, key);
        if (entry == nullptr)
            return;
        if (auto value = read(entry->value))
            target = std::move(*value);
    }

    template <typename Enum, std::size_t count>
    void word(
        KnownKey key, std::string_view label, Enum& target, const std::array<Enum, count>& all)
    {
        optional(key, target,
            [&](const TomlValue& value) { return readWord(value, label, all, m_problems); });
    }

    /// Within the limits of the key.
    void integer(KnownKey key, std::string_view label, std::int64_t& target)
    {
        const KeyRules& rules = findKey(KeyTable::Server, key)->rules;
        optional(key, target, [&](const TomlValue& value) {
            return readInteger(value, label, rules.least, rules.most, m_problems);
        });
    }

    template <typename T>
    void duration(KnownKey key, std::string_view label, T& target)
    {
        optional(key, target,
            [&](const TomlValue& value) { return readDuration(value, label, m_problems); });
    }

    template <typename T>
    void durationSpec(KnownKey key, std::string_view label, T& target)
    {
        optional(key, target,
            [&](const TomlValue& value) { return readDurationSpec(value, label, m_problems); });
    }

    void readName();
    void readKind();
    void readInterval();
    void readWork();
    void readStart();
    void readLoad();
    void readCount(std::uint32_t maxServers);
    void readKindsOwn();
    void readOwn(const OwnKey& key, std::int64_t ServerSpec::*field);
    void readOwn(const OwnKey& key, std::optional<Duration> ServerSpec::*field);
    void readOwn(const OwnKey& key, Growth ServerSpec::*field);
    void readJitter();
    void readDrawnJitter(const TomlEntry& entry, const TomlTable& table);
    void readUnguardedCancel();
    void readFirst();
    void readUses();
    void checkKeys();
    void missing(KnownKey key, std::string_view example);

    const TomlTable& m_table;
    ServerSpec& m_spec;
    ServerPlaces& m_places;
    Problems& m_problems;
    bool m_knowsKind = true;
    bool m_knowsSchedule = true;
};

void ServerReader::missing(KnownKey key, std::string_view example)
{
    if (m_problems.isIncomplete())
        return;
    const std::string server = m_spec.name.empty() ? "this server" : inQuotes(m_spec.name);
    m_problems.error(DiagnosticCode::MissingKey, m_places.header,
        fmt::format("{} has no {}", server, std::string_view { key }),
        fmt::format("add one, such as {} = \"{}\"", std::string_view { key }, example));
}

void ServerReader::readName()
{
    const TomlEntry* entry = findEntry(m_table, "name");
    if (entry == nullptr) {
        missing("name", "poller");
        return;
    }
    m_places.name = entry->value.region;
    const auto name = readString(entry->value, "the name", m_problems);
    if (!name || !checkServerName(*name, m_places.name, m_problems))
        return;
    m_spec.name = *name;
    m_places.isGood = true;
}

void ServerReader::readKind()
{
    const TomlEntry* entry = findEntry(m_table, "kind");
    if (entry != nullptr) {
        const auto kind = readWord(entry->value, "the kind", allServerKinds, m_problems);
        m_knowsKind = kind.has_value();
        m_spec.kind = kind.value_or(ServerKind::Poller);
    }
    const TomlEntry* schedule = findEntry(m_table, "schedule");
    if (schedule == nullptr)
        return;
    const auto value = readWord(schedule->value, "the schedule", allSchedules, m_problems);
    m_knowsSchedule = value.has_value();
    m_spec.schedule = value.value_or(Schedule::AfterWork);
}

void ServerReader::readInterval()
{
    const TomlEntry* entry = findEntry(m_table, "interval");
    if (entry == nullptr) {
        missing("interval", "5s");
        m_places.isGood = false;
        return;
    }
    m_places.interval = entry->value.region;
    const auto interval = readDuration(entry->value, "the interval", m_problems);
    if (!interval) {
        m_places.isGood = false;
        return;
    }
    m_spec.interval = *interval;
    if (*interval > Duration::zero())
        return;
    m_places.isGood = false;
    if (m_spec.schedule == Schedule::SendInterval || !m_knowsSchedule)
        m_problems.error(m_places.interval, "the interval is 0 s",
            "it must be longer than 0. A timer of 0 s would flood the mailbox");
    else
        m_problems.warning(m_places.interval, "the interval is 0 s",
            "each tick is due at once, so only the work lets time pass");
}

void ServerReader::readWork()
{
    if (const TomlEntry* entry = findEntry(m_table, "work"))
        m_places.work = entry->value.region;
    if (const TomlEntry* entry = findEntry(m_table, "outcomes"))
        m_places.outcomes = entry->value.region;
    durationSpec("work", "the work", m_spec.work);
    optional("outcomes", m_spec.outcomes,
        [&](const TomlValue& value) { return readOutcomes(value, "outcomes", m_problems); });
}

void ServerReader::readStart()
{
    readLoad();
    word("address", "the address", m_spec.address, allAddresses);
    word("restart", "the restart", m_spec.restart, allRestartKinds);
    optional("schedule_in_init", m_spec.scheduleInInit,
        [&](const TomlValue& value) { return readBool(value, "schedule_in_init", m_problems); });
    readUnguardedCancel();
    readFirst();
}

void ServerReader::readUnguardedCancel()
{
    optional("unguarded_cancel", m_spec.unguardedCancel,
        [&](const TomlValue& value) { return readBool(value, "unguarded_cancel", m_problems); });
    const TomlEntry* entry = findEntry(m_table, "unguarded_cancel");
    if (entry != nullptr && m_spec.schedule == Schedule::IdleTimeout)
        m_problems.unreadKey(DiagnosticCode::NoEffect, entry->keyRegion,
            "unguarded_cancel has no effect with idle_timeout", "it has no timer to cancel");
}

/// A duration, a distribution, or { start, step }: each replica a step later than the one before.
void ServerReader::readFirst()
{
    const TomlEntry* entry = findEntry(m_table, "first");
    const auto* table = entry != nullptr ? entry->value.as<TomlTable>() : nullptr;
    const TomlEntry* step = table != nullptr ? findEntry(*table, "step") : nullptr;
    const TomlEntry* start = table != nullptr ? findEntry(*table, "start") : nullptr;
    if (step == nullptr && start == nullptr) {
        durationSpec("first", "first", m_spec.first);
        return;
    }
    refuseUnknownKeys(*table, KeyTable::FirstSteps, m_problems);
    if (start == nullptr || step == nullptr) {
        m_problems.error(entry->value.region,
            fmt::format("first has no {}", start == nullptr ? "start" : "step"),
            "write { start = \"1s\", step = \"1s\" }: replica k begins at start + (k - 1) * step");
        return;
    }
    if (const auto value = readDuration(start->value, "start", m_problems))
        m_spec.first = *value;
    m_spec.firstStep = readDuration(step->value, "step", m_problems).value_or(Duration {});
}

void ServerReader::readLoad()
{
    durationSpec("load", "the load", m_spec.load);
    word("load_in", "load_in", m_spec.loadIn, allLoadIns);
    word("arm", "arm", m_spec.arm, allArms);
    optional("load_outcomes", m_spec.loadOutcomes,
        [&](const TomlValue& value) { return readOutcomes(value, "load_outcomes", m_problems); });
    const bool hasLoad = findEntry(m_table, "load") != nullptr;
    if (const TomlEntry* entry = findEntry(m_table, "load_outcomes")) {
        m_places.loadOutcomes = entry->value.region;
        if (!hasLoad)
            m_problems.error(DiagnosticCode::NoEffect, entry->keyRegion,
                "load_outcomes has no effect without a load", "add one, such as load = \"100ms\"");
    }
    const TomlEntry* arm = findEntry(m_table, "arm");
    if (arm == nullptr)
        return;
    if (!hasLoad)
        m_problems.warning(DiagnosticCode::NoEffect, arm->keyRegion,
            "arm has no effect without a load", "the first tick is armed in init");
    else if (m_spec.loadIn == LoadIn::Init)
        m_problems.warning(DiagnosticCode::NoEffect, arm->keyRegion,
            "arm has no effect with load_in = \"init\"",
            "the first tick is armed in init, after the load");
    else if (m_spec.schedule == Schedule::IdleTimeout)
        m_problems.warning(DiagnosticCode::NoEffect, arm->keyRegion,
            "arm has no effect with idle_timeout", "its wait begins when handle_continue returns");
}

void ServerReader::readCount(std::uint32_t maxServers)
{
    const TomlEntry* entry = findEntry(m_table, "count");
    if (entry == nullptr)
        return;
    const auto count = readInteger(entry->value, "count", 1, maxServers, m_problems);
    m_spec.count = static_cast<std::uint32_t>(count.value_or(1));
}

void ServerReader::readKindsOwn()
{
    for (const OwnKey& key : rowOf(m_spec.kind).keys)
        std::visit([&](auto field) { readOwn(key, field); }, key.field);
}

void ServerReader::readOwn(const OwnKey& key, std::int64_t ServerSpec::*field)
{
    integer(key.name, key.label, m_spec.*field);
}

void ServerReader::readOwn(const OwnKey& key, std::optional<Duration> ServerSpec::*field)
{
    duration(key.name, key.label, m_spec.*field);
}

void ServerReader::readOwn(const OwnKey& key, Growth ServerSpec::*field)
{
    word(key.name, key.label, m_spec.*field, allGrowths);
}

void ServerReader::readJitter()
{
    const TomlEntry* entry = findEntry(m_table, "jitter");
    if (entry == nullptr)
        return;
    // A backoff poller's jitter may be a word; anything that starts with a digit is a duration.
    const auto* text = entry->value.as<std::string>();
    const bool isNumber = text != nullptr && text->find_first_of("0123456789") < 2;
    if (const auto* table = entry->value.as<TomlTable>())
        readDrawnJitter(*entry, *table);
    else if (rowOf(m_spec.kind).backsOff && text != nullptr && !isNumber)
        word("jitter", "the jitter", m_spec.backoffJitter, allBackoffJitters);
    else
        duration("jitter", "the jitter", m_spec.jitter);
    if (m_spec.schedule == Schedule::SendInterval && m_spec.hasJitter())
        m_problems.warning(DiagnosticCode::NoEffect, entry->keyRegion,
            "jitter has no effect with send_interval",
            "its timer repeats by itself, at start + k * interval");
}

/// { uniform = ["-15m", "15m"] }: the one place where a duration may be below 0.
void ServerReader::readDrawnJitter(const TomlEntry& entry, const TomlTable& table)
{
    refuseUnknownKeys(table, KeyTable::JitterRule, m_problems);
    const TomlEntry* uniform = findEntry(table, "uniform");
    if (uniform == nullptr) {
        m_problems.error(entry.value.region, "the jitter has no rule",
            "write a duration, or { uniform = [\"-15m\", \"15m\"] }");
        return;
    }
    const auto range = readSignedPair(uniform->value, "uniform", m_problems);
    if (!range)
        return;
    const auto [low, high] = *range;
    if (low > high) {
        m_problems.error(uniform->value.region, "the low end of the jitter is above the high end",
            "write [low, high]");
        return;
    }
    m_spec.jitterLow = low;
    m_spec.jitter = high;
}

/// Which resource it is, the reader of the scenario checks: resources may come later in the file.
void ServerReader::readUses()
{
    const TomlEntry* entry = findEntry(m_table, "uses");
    if (entry == nullptr)
        return;
    m_places.uses = entry->value.region;
    if (const auto name = readString(entry->value, "uses", m_problems))
        m_spec.uses = *name;
}

void ServerReader::checkKeys()
{
    refuseUnknownKeys(m_table, KeyTable::Server, m_problems);
    for (const TomlEntry& entry : m_table.entries) {
        const KeyInfo* key = findKey(KeyTable::Server, entry.key);
        if (key == nullptr || !m_knowsKind
            || isReadWith(KeyTable::Server, entry.key, toText(m_spec.kind)))
            continue;
        m_problems.unreadKey(entry.keyRegion,
            fmt::format("{} has no effect on a {}", entry.key, toText(m_spec.kind)),
            fmt::format("only a {} reads it", key->rules.onlyWith.words.front()));
    }
}

} // namespace

ReadServer readServer(
    const TomlValue& value, const TomlTable& table, std::uint32_t maxServers, Problems& problems)
{
    ReadServer server;
    server.places.header = value.region;
    ServerReader(table, server, problems).read(maxServers);
    return server;
}

} // namespace tickscope
