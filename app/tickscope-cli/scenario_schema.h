// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <string>

namespace tickscope::cli {

/// The JSON Schema (draft 7) of a scenario file, made from keyTable. Editors that know TOML
/// (taplo and what is built on it) complete and check scenarios with it. What depends on another
/// key's value (a timeout of a heartbeat alone) is for `check`.
std::string scenarioSchema();

} // namespace tickscope::cli
