// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/source.h"
#include "core/elixir/template.h"
#include "core/scenario/scenario.h"

#include <vector>

namespace tickscope {

/// The files NAME.ex.in and NAME.erl.in of core/servers, compiled in.
extern const std::vector<TemplateText> serverTemplateTexts;

/// What the modules of a kind are written from: its own room's template first, then the one that
/// all kinds share.
const Template& kindTemplate(ServerKind kind, SourceLanguage language);

} // namespace tickscope
