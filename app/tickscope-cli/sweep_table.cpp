// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/sweep_table.h"

#include "core/trace/summary_tree.h"
#include "core/trace/text_sink.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace tickscope::cli {
namespace {

using Tree = nlohmann::ordered_json;
using Cell = std::pair<std::string, Tree>;

void flatten(const Tree& tree, const std::string& prefix, std::vector<Cell>& cells)
{
    for (const auto& [key, value] : tree.items()) {
        if (value.is_object())
            flatten(value, prefix + key + ".", cells);
        else
            cells.emplace_back(prefix + key, value);
    }
}

/// What a server is and what is said of it in sentences is no statistic.
bool isStatistic(const Cell& cell)
{
    return cell.first != "kind" && cell.first != "schedule" && cell.first != "growth.text";
}

std::vector<Cell> statisticsOf(const ServerSummary& server)
{
    std::vector<Cell> cells;
    flatten(serverTree(server), {}, cells);
    std::erase_if(cells, [](const Cell& cell) { return !isStatistic(cell); });
    return cells;
}

void appendField(std::string& line, std::string_view field)
{
    if (!line.empty())
        line += ',';
    appendCsvField(line, field);
}

/// Numbers go as they are: one below 0 is no formula.
void appendValue(std::string& line, const Tree& value)
{
    line += ',';
    if (value.is_string())
        appendCsvField(line, value.get_ref<const std::string&>());
    else if (!value.is_null())
        line += value.dump();
}

} // namespace

SweepTable::SweepTable(const std::vector<Variation>& variations, std::vector<std::string> servers)
    : m_servers(std::move(servers))
{
    for (const Variation& variation : variations)
        m_paths.push_back(variation.path);
    for (const Cell& cell : statisticsOf({}))
        m_statistics.push_back(cell.first);
}

std::string SweepTable::header() const
{
    std::string line;
    for (const std::string& path : m_paths)
        appendField(line, path);
    for (const std::string& server : m_servers) {
        for (const std::string& statistic : m_statistics)
            appendField(line, server + "." + statistic);
    }
    return line + ",complete\n";
}

std::string SweepTable::row(const std::vector<std::string>& values, const RunSummary& summary) const
{
    std::map<std::string_view, const ServerSummary*> byName;
    for (const ServerSummary& server : summary.servers)
        byName.emplace(server.name, &server);
    std::string line;
    for (const std::string& value : values)
        appendField(line, value);
    for (const std::string& name : m_servers) {
        const auto server = byName.find(name);
        if (server == byName.end()) {
            line.append(m_statistics.size(), ',');
            continue;
        }
        for (const Cell& cell : statisticsOf(*server->second))
            appendValue(line, cell.second);
    }
    return line + (summary.facts.complete ? ",true\n" : ",false\n");
}

} // namespace tickscope::cli
