// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/scenario_help.h"

#include "app/tickscope-cli/help_topics.h"
#include "core/scenario/key_text.h"
#include "core/scenario/keys.h"

#include <fmt/format.h>

namespace tickscope::cli {

std::string scenarioHelp()
{
    std::string text
        = "A scenario is a TOML file. \"tickscope-cli new\" writes one to start from, \"check\" "
          "finds\n"
          "what is wrong with one, and \"schema\" writes a JSON Schema of it for editors.\n\n"
          "A duration is a number with us, ms, s, m or h (\"2.5ms\", at most \"8760h\"), or a "
          "whole\n"
          "number of ms. Outcomes are a list of ok, error, crash, stop and no_rearm (the last one\n"
          "holds for the rest) or a table. A key that nobody reads is an error where it would "
          "change\n"
          "the run, and a warning where it is a slip (with --strict an error).\n";
    const KeyInfo* before = nullptr;
    for (const KeyInfo& key : keyTable) {
        if (before == nullptr || before->table != key.table)
            text += fmt::format("\n{}\n", keyTableTitle(key.table));
        text += helpEntry(key.name, aboutKey(key));
        before = &key;
    }
    return text;
}

} // namespace tickscope::cli
