// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/sweep_table.h"

#include "core/trace/statistics_visit.h"
#include "core/trace/text_sink.h"

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

void appendCells(std::string& text, const ServerStatistics& statistics)
{
    visitCells(statistics, [&text](std::string_view, std::string_view, const auto& value) {
        text += ',';
        appendValue(text, value);
    });
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
    const std::vector<Variation>& variations, std::vector<ServerInstance> servers)
    : m_servers(std::move(servers))
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
}

std::string SweepTable::header() const
{
    std::string line;
    Fields fields(line);
    for (const std::string& path : m_paths)
        fields.add(path);
    for (const ServerInstance& server : m_servers) {
        for (const std::string& statistic : m_statistics)
            fields.add(server.name + "." + statistic);
    }
    for (const std::string& statistic : m_runStatistics)
        fields.add(statistic);
    return line + ",complete\n";
}

void SweepTable::appendRow(std::string& text, const std::vector<std::string_view>& values,
    const FinishedRun& run, Memory& memory) const
{
    findFirstServers(run.scenario, memory.firstServers);
    Fields fields(text);
    for (const std::string_view value : values)
        fields.add(value);
    SupervisorStatistics supervisor;
    supervisor.gaveUpAtNs = run.log.supervisorExitNs();
    for (const ServerInstance& server : m_servers) {
        const ServerSpec& spec = run.scenario.servers[server.spec];
        if (!has(spec, server)) {
            text.append(m_statistics.size(), ',');
            continue;
        }
        const ServerIndex index
            = memory.firstServers[server.spec] + (server.replica == 0 ? 0 : server.replica - 1);
        const ServerStatistics measured
            = measure(run.log.server(index), spec, 0, run.untilNs, memory.measuring);
        supervisor.restarts += measured.restarts;
        appendCells(text, measured);
    }
    visitRunCells(supervisor, run.log.busiest(),
        [&text](std::string_view, std::string_view, const auto& value) {
            text += ',';
            appendValue(text, value);
        });
    text += run.isComplete ? ",true\n" : ",false\n";
}

} // namespace tickscope::cli
