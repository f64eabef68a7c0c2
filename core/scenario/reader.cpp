// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/reader.h"

#include "core/scenario/action_reader.h"
#include "core/scenario/client_reader.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/expect_reader.h"
#include "core/scenario/guard.h"
#include "core/scenario/lint.h"
#include "core/scenario/marker_reader.h"
#include "core/scenario/problems.h"
#include "core/scenario/resource_reader.h"
#include "core/scenario/scenario_lists.h"
#include "core/scenario/server_names.h"
#include "core/scenario/server_reader.h"
#include "core/scenario/toml_document.h"
#include "core/scenario/value_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace tickscope {

namespace {

constexpr std::int64_t newestFormat = 1;
constexpr const char* minimalExample = "a minimal one is\n"
                                       "    [[server]]\n"
                                       "    name = \"poller\"\n"
                                       "    interval = \"5s\"";

/// Reads a whole document into a scenario.
class ScenarioReader
{
public:
    /// @param found  receives what is no part of the scenario
    ScenarioReader(
        const TomlTable& root, const ReadOptions& options, Problems& problems, ReadResult& found)
        : m_root(root)
        , m_options(options)
        , m_problems(problems)
        , m_found(found)
    {
    }

    Scenario read()
    {
        readFormat();
        readTexts();
        readRun();
        readSupervisor();
        readResources();
        readServers();
        readClients();
        readActions();
        readMarkers();
        readTries();
        readExpects();
        refuseUnknownKeys(m_root, KeyTable::Scenario, m_problems);
        return std::move(m_scenario);
    }

private:
    void readFormat();
    void readTexts();
    std::string readText(KnownKey key, std::string_view label, TextBreaks breaks);
    void readRun();
    void readSupervisor();
    void readParent(const TomlEntry& entry);
    const TomlTable* supervisorTable(const TomlEntry& entry, std::string_view name);
    void readLimit(const TomlTable& table, KnownKey key, std::uint32_t& limit);
    void readResources();
    void readServers();
    void checkCount(const std::vector<ReadServer>& servers);
    void readClients();
    void readActions();
    void readMarkers();
    void readTries();
    void readExpects();
    const TomlList* readTables(KnownKey name);

    const TomlTable& m_root;
    const ReadOptions& m_options;
    Problems& m_problems;
    ReadResult& m_found;
    Scenario m_scenario;
};

void ScenarioReader::readFormat()
{
    const TomlEntry* entry = findEntry(m_root, "format");
    if (entry == nullptr) {
        if (!m_root.entries.empty() && !m_problems.isIncomplete())
            m_problems.warning(DiagnosticCode::Format, { 1, 1, 1 },
                "the file does not say its format",
                "it is read as format 1; write format = 1 at the top");
        return;
    }
    const auto* format = entry->value.as<std::int64_t>();
    if (format == nullptr) {
        const auto* text = entry->value.as<std::string>();
        m_problems.error(DiagnosticCode::Format, entry->value.region,
            fmt::format("the format must be a whole number, not {}", typeText(entry->value)),
            "write format = 1", text != nullptr && *text == "1" ? "1" : "");
    } else if (*format > newestFormat) {
        m_problems.error(DiagnosticCode::Format, entry->value.region,
            fmt::format("the file has format {}, and this version reads format 1", *format),
            "a newer Tickscope reads it");
    } else if (*format < 1) {
        m_problems.error(DiagnosticCode::Format, entry->value.region,
            fmt::format("there is no format {}", *format), "write format = 1", "1");
    }
}

std::string ScenarioReader::readText(KnownKey key, std::string_view label, TextBreaks breaks)
{
    const TomlEntry* entry = findEntry(m_root, key);
    if (entry == nullptr)
        return {};
    return tickscope::readText(entry->value, label, breaks, m_problems).value_or(std::string {});
}

void ScenarioReader::readTexts()
{
    m_scenario.title = readText("title", "the title", TextBreaks::Refused);
    m_scenario.description = readText("description", "the description", TextBreaks::Allowed);
}

void ScenarioReader::readRun()
{
    constexpr std::int64_t mostSeed = std::numeric_limits<std::int64_t>::max();
    if (const TomlEntry* entry = findEntry(m_root, "seed")) {
        const auto seed = readInteger(entry->value, "the seed", 0, mostSeed, m_problems);
        m_scenario.seed = static_cast<std::uint64_t>(seed.value_or(1));
    }
    if (const TomlEntry* entry = findEntry(m_root, "clock")) {
        const auto clock = readWord(entry->value, "the clock", allClockKinds, m_problems);
        m_scenario.clock = clock.value_or(ClockKind::Ideal);
    }
    if (const TomlEntry* entry = findEntry(m_root, "duration")) {
        const auto duration = readDuration(entry->value, "the duration", m_problems);
        m_scenario.duration = duration.value_or(m_scenario.duration);
    }
}

const TomlTable* ScenarioReader::supervisorTable(const TomlEntry& entry, std::string_view name)
{
    const auto* table = entry.value.as<TomlTable>();
    if (table == nullptr)
        refuseType(entry.value, name, "a table", fmt::format("write [{}]", name), m_problems);
    return table;
}

void ScenarioReader::readLimit(const TomlTable& table, KnownKey key, std::uint32_t& limit)
{
    const TomlEntry* entry = findEntry(table, key);
    if (entry == nullptr)
        return;
    const KeyRules& rules = findKey(KeyTable::Supervisor, key)->rules;
    const auto value = readInteger(entry->value, key, rules.least, rules.most, m_problems);
    limit = value ? static_cast<std::uint32_t>(*value) : limit;
}

void ScenarioReader::readSupervisor()
{
    const TomlEntry* entry = findEntry(m_root, "supervisor");
    const TomlTable* table = entry != nullptr ? supervisorTable(*entry, "supervisor") : nullptr;
    if (table == nullptr)
        return;
    SupervisorSpec& spec = m_scenario.supervisor;
    if (const TomlEntry* key = findEntry(*table, "strategy")) {
        const auto strategy = readWord(key->value, "the strategy", allStrategies, m_problems);
        spec.strategy = strategy.value_or(spec.strategy);
    }
    readLimit(*table, "max_restarts", spec.maxRestarts);
    readLimit(*table, "max_seconds", spec.maxSeconds);
    if (const TomlEntry* parent = findEntry(*table, "parent"))
        readParent(*parent);
    refuseUnknownKeys(*table, KeyTable::Supervisor, m_problems);
}

void ScenarioReader::readParent(const TomlEntry& entry)
{
    const TomlTable* table = supervisorTable(entry, "supervisor.parent");
    if (table == nullptr)
        return;
    RestartLimits limits;
    readLimit(*table, "max_restarts", limits.maxRestarts);
    readLimit(*table, "max_seconds", limits.maxSeconds);
    refuseUnknownKeys(*table, KeyTable::SupervisorParent, m_problems);
    m_scenario.supervisor.parent = limits;
}

/// The tables [[key]], or nothing when there are none or they are something else (reported).
const TomlList* ScenarioReader::readTables(KnownKey name)
{
    const std::string_view key = name;
    const TomlEntry* entry = findEntry(m_root, name);
    if (entry == nullptr)
        return nullptr;
    const auto* list = entry->value.as<TomlList>();
    if (list == nullptr && entry->value.as<TomlTable>() != nullptr)
        m_problems.error(DiagnosticCode::WrongType, entry->value.region,
            fmt::format("[{}] is a single table", key),
            fmt::format("write [[{}]], with two brackets", key), fmt::format("[[{}]]", key));
    else if (list == nullptr)
        refuseType(entry->value, key, "a table", fmt::format("write [[{}]]", key), m_problems);
    return list;
}

void ScenarioReader::readResources()
{
    const TomlList* list = readTables("resource");
    if (list == nullptr)
        return;
    for (const TomlValue& value : list->items) {
        if (const auto* table = value.as<TomlTable>())
            m_scenario.resources.push_back(
                readResource(value, *table, m_scenario.resources, m_problems));
        else
            refuseType(value, "resource", "a table", "write [[resource]]", m_problems);
    }
}

void ScenarioReader::readServers()
{
    static const TomlList nothing;
    const TomlList* list = readTables("server");
    const bool isMissing
        = list == nullptr ? findEntry(m_root, "server") == nullptr : list->items.empty();
    if (isMissing && !m_problems.isIncomplete())
        m_problems.error(
            DiagnosticCode::MissingServer, { 1, 1, 1 }, "no servers defined", minimalExample);

    std::vector<ReadServer> servers;
    for (const TomlValue& value : (list != nullptr ? *list : nothing).items) {
        if (const auto* table = value.as<TomlTable>())
            servers.push_back(readServer(value, *table, m_options.maxServers, m_problems));
        else
            refuseType(value, "server", "a table", "write [[server]]", m_problems);
    }
    checkCount(servers);
    checkServerNames(servers, m_problems);
    checkUses(servers, m_scenario.resources, m_problems);
    for (ReadServer& server : servers) {
        lintServer(server, m_problems);
        m_scenario.servers.push_back(std::move(server.spec));
    }
}

/// Each count is at most maxServers, so their sum stays far below 2^64.
void ScenarioReader::checkCount(const std::vector<ReadServer>& servers)
{
    std::uint64_t total = 0;
    for (const ReadServer& server : servers) {
        total += server.spec.count;
        if (total <= m_options.maxServers)
            continue;
        m_problems.error(server.places.header,
            fmt::format("with this one there are {} servers", withThousands(total)),
            fmt::format("at most {}; lower a count", withThousands(m_options.maxServers)));
        return;
    }
}

void ScenarioReader::readClients()
{
    const TomlList* list = readTables("client");
    if (list == nullptr)
        return;
    const ServerNames names(m_scenario.servers);
    for (const TomlValue& value : list->items) {
        if (const auto* table = value.as<TomlTable>())
            m_scenario.clients.push_back(readClient(value, *table, m_scenario, names, m_problems));
        else
            refuseType(value, "client", "a table", "write [[client]]", m_problems);
    }
}

void ScenarioReader::readActions()
{
    const TomlList* list = readTables("action");
    if (list == nullptr)
        return;
    const ServerNames names(m_scenario.servers);
    std::vector<TextRegion> places;
    for (const TomlValue& value : list->items) {
        const auto* table = value.as<TomlTable>();
        if (table == nullptr) {
            refuseType(value, "action", "a table", "write [[action]]", m_problems);
            continue;
        }
        m_scenario.actions.push_back(readAction(value, *table, m_scenario, names, m_problems));
        const TomlEntry* at = findEntry(*table, "at");
        places.push_back(at != nullptr ? at->value.region : value.region);
    }
    if (!m_problems.hasErrors())
        lintActions(m_scenario, places, m_problems);
}

void ScenarioReader::readExpects()
{
    const TomlList* list = readTables("expect");
    if (list == nullptr)
        return;
    for (const TomlValue& value : list->items) {
        if (const auto* table = value.as<TomlTable>())
            m_found.expects.push_back(readExpect(value, *table, m_problems));
        else
            refuseType(value, "expect", "a table", "write [[expect]]", m_problems);
    }
}

void ScenarioReader::readTries()
{
    const TomlList* list = readTables("try");
    if (list == nullptr)
        return;
    const ServerNames names(m_scenario.servers);
    for (const TomlValue& value : list->items) {
        if (const auto* table = value.as<TomlTable>())
            m_found.tries.push_back(readTry(value, *table, m_scenario, names, m_problems));
        else
            refuseType(value, "try", "a table", "write [[try]]", m_problems);
    }
}

void ScenarioReader::readMarkers()
{
    const TomlList* list = readTables("marker");
    if (list == nullptr)
        return;
    for (const TomlValue& value : list->items) {
        if (const auto* table = value.as<TomlTable>())
            m_scenario.markers.push_back(
                readMarker(value, *table, m_scenario.duration, m_problems));
        else
            refuseType(value, "marker", "a table", "write [[marker]]", m_problems);
    }
}

} // namespace

ReadResult readScenario(
    std::string_view text, std::string_view fileName, const ReadOptions& options)
{
    Problems problems(
        fileName, options.strict ? Problems::UnknownKeys::Refuse : Problems::UnknownKeys::Warn);
    const GuardedText guarded = guardText(text);
    for (const TomlProblem& problem : guarded.problems)
        problems.error(DiagnosticCode::Syntax, problem.region, problem.message, problem.hint,
            problem.replacement);
    if (guarded.isFatal)
        return { std::nullopt, problems.take(), {}, {} };

    const TomlDocument document = readToml(guarded);
    for (const TomlProblem& problem : document.problems)
        problems.error(DiagnosticCode::Syntax, problem.region, problem.message, problem.hint,
            problem.replacement);
    if (problems.hasErrors())
        problems.setIncomplete();

    ReadResult found;
    Scenario scenario = ScenarioReader(document.root, options, problems, found).read();
    if (problems.hasErrors())
        return { std::nullopt, problems.take(), {}, {} };
    found.scenario = std::move(scenario);
    found.diagnostics = problems.take();
    return found;
}

} // namespace tickscope
