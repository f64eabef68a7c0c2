// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/narrate.h"

#include "core/scenario/words.h"
#include "core/trace/words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace tickscope::cli {

std::string narrationText(
    const std::vector<Narrated>& narrated, const std::vector<std::string>& names)
{
    std::size_t nameWidth = 0;
    std::size_t timeWidth = 0;
    for (const Narrated& one : narrated) {
        nameWidth = std::max(nameWidth, names[one.server].size());
        timeWidth = std::max(timeWidth, clockTimeText(one.timeNs).size());
    }
    std::string text;
    for (const Narrated& one : narrated)
        text += fmt::format("{:>{}}  {:<{}}  {}\n", clockTimeText(one.timeNs), timeWidth,
            names[one.server], nameWidth, one.full);
    return text;
}

std::string withNarration(std::string summaryJson, const std::vector<Narrated>& narrated,
    const std::vector<std::string>& names)
{
    using Tree = nlohmann::ordered_json;
    std::string list;
    for (const Narrated& one : narrated) {
        Tree tree { { "t_ns", one.timeNs }, { "seq", one.seq }, { "server", names[one.server] } };
        tree["tick"] = one.tick == 0 ? Tree() : Tree(one.tick);
        tree["brief"] = one.brief;
        tree["full"] = one.full;
        list += (list.empty() ? "\n    " : ",\n    ")
            + tree.dump(-1, ' ', false, Tree::error_handler_t::replace);
    }
    const std::size_t end = summaryJson.rfind("\n}");
    summaryJson.insert(
        end, fmt::format(",\n  \"narration\": [{}{}]", list, list.empty() ? "" : "\n  "));
    return summaryJson;
}

} // namespace tickscope::cli
