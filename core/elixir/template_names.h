// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/server_plan.h"
#include "core/elixir/source.h"
#include "core/elixir/template.h"

namespace tickscope {

/// What the templates of a server ask for: each flag is a fact of the plan, each value a text in
/// that language.
TemplateNames templateNames(const ServerPlan& plan, SourceLanguage language);

} // namespace tickscope
