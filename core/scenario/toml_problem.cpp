// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_problem.h"

#include "core/scenario/words.h"

namespace tickscope {

TomlProblem explainTomlError(std::string_view description, TextRegion region, std::string_view)
{
    return { region, std::string { description }, {}, {} };
}

bool leaveOutLine(std::string&, std::uint32_t)
{
    return false;
}

} // namespace tickscope
