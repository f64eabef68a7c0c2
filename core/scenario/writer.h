// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <cstdint>
#include <string>

namespace tickscope {

struct ExpectSpec;
struct TrySpec;

/// Whether a file says what it need not say.
enum class Defaults : std::uint8_t { LeftOut, Written };

/// Writes a scenario as a file of format 1: keys in a fixed order, defaults left out.
///
/// What readScenario() makes of it equals the scenario, if that is valid: fields that its kind of
/// server or action does not have are not written, and a backoff poller has one key for both kinds
/// of jitter (`full` wins).
std::string writeScenario(const Scenario& scenario, Defaults defaults = Defaults::LeftOut);

/// One value as the file has it, such as { uniform = ["1s", "3s"] }; for fields and messages.
std::string tomlText(const DurationSpec& spec);
std::string tomlText(const OutcomeSpec& spec);

/// An [[expect]] table, with its header.
std::string tomlText(const ExpectSpec& expect);
/// A [[try]] table, likewise.
std::string tomlText(const TrySpec& spec);

} // namespace tickscope
