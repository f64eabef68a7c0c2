// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/diagnostic.h"
#include "core/scenario/scenario.h"
#include "core/scenario/toml_document.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

struct ReadOptions
{
    bool strict = false; ///< an unknown key is an error, not a warning
    std::uint32_t maxServers = 1'000'000; ///< replicas counted
};

/// One [[expect]] table: what a run must come to. It changes nothing in a run, so it is no part of
/// the scenario.
struct ExpectSpec
{
    std::string that; ///< an expectation, as parseExpected() reads it
    std::string name; ///< what messages call it; may be empty
    TextRegion place; ///< of `that`
    friend bool operator==(const ExpectSpec&, const ExpectSpec&) = default;
};

/// One [[try]] table: something to do with the run, offered as a button. By itself it changes
/// nothing, so it is no part of the scenario.
struct TrySpec
{
    std::string say; ///< one line, not blank
    Action action; ///< its `at` counts where isTimed; of a comparison only its server does
    bool isTimed = false; ///< else it is done when somebody asks for it
    /// A comparison: a copy of the server with this schedule stands beside it.
    std::optional<Schedule> compareWith {};
    friend bool operator==(const TrySpec&, const TrySpec&) = default;
};

/// A scenario, or why there is none; and in both cases what else there is to say.
struct ReadResult
{
    std::optional<Scenario> scenario; ///< absent when a diagnostic is an error
    std::vector<Diagnostic> diagnostics; ///< in the order of the text
    std::vector<ExpectSpec> expects; ///< in the order of the text
    std::vector<TrySpec> tries; ///< likewise
};

/// Reads and checks a scenario file (TOML, format 1).
///
/// Never throws, whatever the text is; all errors come in one go.
/// @param fileName  only for the places of the diagnostics; nothing is opened
ReadResult readScenario(
    std::string_view text, std::string_view fileName, const ReadOptions& options = {});

} // namespace tickscope
