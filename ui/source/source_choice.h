// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/server_plan.h"
#include "core/elixir/source.h"

namespace tickscope {

/// What of the sources is shown; kept from one start to the next.
struct SourceChoice
{
    SourceLanguage language = SourceLanguage::Elixir;
    Clauses clauses = Clauses::Used;

    friend bool operator==(const SourceChoice&, const SourceChoice&) = default;
};

} // namespace tickscope
