// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/sweep_table.h"

#include "core/trace/expectation.h"
#include "core/trace/statistics_visit.h"
#include "core/trace/summary_tree.h"
#include "core/trace/text_sink.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

namespace tickscope::cli {
namespace {

/// Appends the fields of a line with commas between them.
class Fields
{
public:
    explicit Fields(std::string& text)
        : m_text(text)
    {
    }
    void add(std::string_view field)
    {
        separate();
        appendCsvField(m_text, field);
    }
    void separate()
    {
        if (!std::exchange(m_isFirst, false))
            m_text += ',';
    }

private:
    std::string& m_text;
    bool m_isFirst = true;
};

void appendValue(std::string& text, std::uint64_t count)
{
    appendNumber(text, static_cast<std::int64_t>(count));
}

/// Numbers go as they are: one below 0 is no formula.
void appendValue(std::string& text, std::int64_t ns)
{
    appendNumber(text, ns);
}

void appendValue(std::string& text, const std::optional<std::int64_t>& ns)
{
    if (ns)
        appendNumber(text, *ns);
}

void appendValue(std::string& text, double fraction)
{
    appendFraction(text, fraction);
}

void appendValue(std::string& text, bool isSo)
{
    text += isSo ? "true" : "false";
}

void appendValue(std::string& text, const char* word)
{
    appendCsvField(text, word);
}

/// What is said in sentences is no column.
template <typename Visit>
void visitCells(const ServerStatistics& statistics, Visit visit)
{
    visitStatistics(
        statistics, [&visit](std::string_view group, std::string_view key, const auto& value) {
            if constexpr (!isSentence<std::remove_cvref_t<decltype(value)>>)
                visit(group, key, value);
        });
}

/// The same of a run as a whole.
template <typename Visit>
void visitRunCells(
    const SupervisorStatistics& supervisor, const BusiestMoment& busiest, Visit visit)
{
    visitRunStatistics(supervisor, busiest,
        [&visit](std::string_view group, std::string_view key, const auto& value) {
            if constexpr (!std::is_same_v<decltype(value), const std::string&>)
                visit(group, key, value);
        });
}

void appendCells(
    std::string& text, const ServerStatistics& statistics, const std::vector<bool>& isShown)
{
    auto shown = isShown.begin();
    visitCells(statistics, [&](std::string_view, std::string_view, const auto& value) {
        if (!*shown++)
            return;
        text += ',';
        appendValue(text, value);
    });
}

using Tree = nlohmann::ordered_json;

/// The value that stands for all replicas of a table: the largest, or the word that all have.
Tree together(const std::vector<std::string>& values)
{
    Tree whole;
    for (const std::string& text : values) {
        const Tree value = Tree::parse(text, nullptr, false);
        if (whole.is_null() || (value.is_number() && whole.is_number() && value > whole))
            whole = value;
        else if (!value.is_null() && !value.is_number() && value != whole)
            return "mixed";
    }
    return whole;
}

Tree valueAt(const std::string& path, const RunSummary& summary)
{
    const auto values = expectationValues(path, summary);
    return values ? together(*values) : Tree();
}

void findFirstServers(const Scenario& scenario, std::vector<ServerIndex>& first)
{
    first.clear();
    ServerIndex next = 0;
    for (const ServerSpec& spec : scenario.servers) {
        first.push_back(next);
        next += spec.count;
    }
}

/// A table of one server has no replica of number 1.
bool has(const ServerSpec& spec, const ServerInstance& server)
{
    return server.replica == 0 ? spec.count == 1 : spec.count > 1 && server.replica <= spec.count;
}

} // namespace

SweepTable::SweepTable(
    const std::vector<Variation>& variations, std::vector<ServerInstance> servers, SweepForm form)
    : m_servers(std::move(servers))
    , m_form(std::move(form))
{
    for (const Variation& variation : variations)
        m_paths.push_back(variation.path);
    visitCells({}, [this](std::string_view group, std::string_view key, const auto&) {
        std::string& name = m_statistics.emplace_back(group);
        name += group.empty() ? "" : ".";
        name += key;
    });
    visitRunCells({}, {}, [this](std::string_view group, std::string_view key, const auto&) {
        m_runStatistics.push_back(std::string(group) + '.' + std::string(key));
    });
    for (const ServerInstance& server : m_servers) {
        std::vector<bool>& isShown = m_isShown.emplace_back();
        for (const std::string& statistic : m_statistics)
            isShown.push_back(std::ranges::count(m_paths, server.name + "." + statistic) == 0);
    }
}

std::string SweepTable::header() const
{
    if (m_form.isJson)
        return "{\n\"schema\": \"tickscope-sweep/1\",\n\"rows\": [\n";
    std::string line;
    Fields fields(line);
    for (const std::string& path : m_paths)
        fields.add(path);
    for (const std::string& path : m_form.select) {
        if (std::ranges::count(m_paths, path) == 0)
            fields.add(path);
    }
    for (std::size_t server = 0; m_form.select.empty() && server < m_servers.size(); ++server) {
        for (std::size_t index = 0; index < m_statistics.size(); ++index) {
            if (m_isShown[server][index])
                fields.add(m_servers[server].name + "." + m_statistics[index]);
        }
    }
    if (m_form.select.empty()) {
        for (const std::string& statistic : m_runStatistics)
            fields.add(statistic);
    }
    return line + ",complete\n";
}

std::string SweepTable::footer() const
{
    return m_form.isJson ? "\n]\n}\n" : "";
}

void SweepTable::appendSelected(std::string& text, const RunSummary& summary) const
{
    for (const std::string& path : m_form.select) {
        if (std::ranges::count(m_paths, path) > 0)
            continue;
        const Tree value = valueAt(path, summary);
        text += ',';
        if (value.is_string())
            appendCsvField(text, value.get<std::string>());
        else if (!value.is_null())
            text += value.dump();
    }
}

void SweepTable::appendJson(std::string& text, std::size_t index,
    const std::vector<std::string_view>& values, const FinishedRun& run) const
{
    Tree row { { "vary", Tree::object() }, { "complete", run.isComplete } };
    for (std::size_t k = 0; k < values.size(); ++k)
        row["vary"][m_paths[k]] = values[k];
    if (m_form.select.empty()) {
        Tree& servers = row["servers"] = Tree::object();
        for (const ServerSummary& server : run.summary->servers)
            servers[server.name] = serverTree(server);
    }
    for (const std::string& path : m_form.select)
        row["values"][path] = valueAt(path, *run.summary);
    text += index == 0 ? "" : ",\n";
    text += row.dump(-1, ' ', false, Tree::error_handler_t::replace);
}

void SweepTable::appendRow(std::string& text, std::size_t index,
    const std::vector<std::string_view>& values, const FinishedRun& run, Memory& memory) const
{
    if (m_form.isJson)
        return appendJson(text, index, values, run);
    findFirstServers(run.scenario, memory.firstServers);
    Fields fields(text);
    for (const std::string_view value : values)
        fields.add(value);
    SupervisorStatistics supervisor;
    supervisor.gaveUpAtNs = run.log.supervisorExitNs();
    if (!m_form.select.empty())
        appendSelected(text, *run.summary);
    for (std::size_t place = 0; m_form.select.empty() && place < m_servers.size(); ++place) {
        const ServerInstance& server = m_servers[place];
        const ServerSpec& spec = run.scenario.servers[server.spec];
        const std::vector<bool>& isShown = m_isShown[place];
        if (!has(spec, server)) {
            text.append(static_cast<std::size_t>(std::ranges::count(isShown, true)), ',');
            continue;
        }
        const ServerIndex first = memory.firstServers[server.spec];
        const ServerIndex which = first + (server.replica == 0 ? 0 : server.replica - 1);
        const ServerStatistics measured
            = measure(run.log.server(which), spec, 0, run.untilNs, memory.measuring);
        supervisor.restarts += measured.restarts;
        appendCells(text, measured, isShown);
    }
    if (m_form.select.empty()) {
        visitRunCells(supervisor, run.log.busiest(),
            [&text](std::string_view, std::string_view, const auto& value) {
                text += ',';
                appendValue(text, value);
            });
    }
    text += run.isComplete ? ",true\n" : ",false\n";
}

} // namespace tickscope::cli
