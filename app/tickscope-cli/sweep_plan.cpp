// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/sweep_plan.h"

#include "app/tickscope-cli/assign_value.h"
#include "core/scenario/words.h"
#include "core/scenario/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace tickscope::cli {
namespace {

Scenario scenarioFor(const Scenario& base, const Combinations& all, std::size_t index)
{
    Scenario scenario = base;
    assignValues(scenario, all, all.at(index));
    return scenario;
}

/// The same with both ends of each range alone.
Combinations endsOf(const Combinations& all)
{
    std::vector<Variation> variations = all.variations();
    for (Variation& variation : variations) {
        if (variation.isRange && variation.values.size() > 2)
            variation.values.erase(variation.values.begin() + 1, variation.values.end() - 1);
    }
    return Combinations(std::move(variations));
}

std::vector<Error> checkEach(
    const Scenario& base, const Combinations& all, const ReadOptions& options)
{
    for (std::size_t index = 0; index < all.count(); ++index) {
        const std::string text = writeScenario(scenarioFor(base, all, index));
        const std::string label = labelOf(all, index);
        const ReadResult read = readScenario(text, label, options);
        if (read.scenario)
            continue;
        std::vector<Error> errors = toErrors(read.diagnostics);
        for (Error& error : errors) { // the text is ours: no line to point at
            error.message = fmt::format("{}: {}", label, error.message);
            error.place = {};
        }
        return errors;
    }
    return {};
}

} // namespace

Result<Combinations> readVariations(const std::vector<std::string>& texts)
{
    std::vector<Variation> variations;
    for (const std::string& text : texts) {
        auto variation = parseVariation(text);
        if (!variation)
            return variation.errors();
        const std::string& path = variation->path;
        if (std::ranges::count(variations, path, &Variation::path) > 0)
            return Error { ErrorCode::Usage,
                fmt::format("--vary {} is there twice: put its values into one", path), {} };
        variations.push_back(std::move(variation).value());
    }
    Combinations all(std::move(variations));
    if (all.count() > maxCombinations)
        return Error { ErrorCode::Usage,
            fmt::format("{} combinations are more than {}", withThousands(all.count()),
                withThousands(maxCombinations)),
            {} };
    return all;
}

std::string labelOf(const Combinations& all, std::size_t index)
{
    const auto values = all.at(index);
    std::string label;
    for (std::size_t k = 0; k < values.size(); ++k)
        label += fmt::format("{}{}={}", k == 0 ? "" : " ", all.variations()[k].path, values[k]);
    return label;
}

void assignValues(
    Scenario& scenario, const Combinations& all, const std::vector<std::string_view>& values)
{
    for (std::size_t k = 0; k < values.size(); ++k)
        assignValue(scenario, all.variations()[k].path, values[k]);
}

std::optional<Error> checkValues(Scenario scenario, const Combinations& all)
{
    for (const Variation& variation : all.variations()) {
        for (const std::string& value : variation.values) {
            if (auto error = assignValue(scenario, variation.path, value))
                return error;
        }
    }
    return std::nullopt;
}

std::vector<Error> checkScenarios(
    const Scenario& base, const Combinations& all, const ReadOptions& options)
{
    if (checkEach(base, endsOf(all), options).empty())
        return {};
    return checkEach(base, all, options); // to name the first
}

// Nothing but a count makes or takes servers. The combinations of the counts come in the same order
// without the others.
std::vector<ServerInstance> allServers(const Scenario& base, const Combinations& all)
{
    std::vector<Variation> counts;
    for (const Variation& variation : all.variations()) {
        if (variation.path.ends_with(".count"))
            counts.push_back(variation);
    }
    const Combinations those(std::move(counts));
    std::vector<ServerInstance> servers;
    std::set<std::string> seen;
    for (std::size_t index = 0; index < those.count(); ++index) {
        for (ServerInstance& server : expandServers(scenarioFor(base, those, index))) {
            if (seen.insert(server.name).second)
                servers.push_back(std::move(server));
        }
    }
    return servers;
}

} // namespace tickscope::cli
