// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/summary.h"

#include <string>

namespace tickscope::cli {

/// The summary of a run as a heading and a table in Markdown, a row for each server.
std::string markdownSummary(const RunSummary& summary);

} // namespace tickscope::cli
