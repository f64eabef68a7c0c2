// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"

#include "app/tickscope-cli/exit_code.h"

#include <fmt/format.h>

namespace tickscope::cli {

int refuseUsage(Console& console, std::string_view command, std::string_view complaint)
{
    console.print(Error { ErrorCode::Usage,
        fmt::format(
            "{} (see tickscope-cli {}{}--help)", complaint, command, command.empty() ? "" : " "),
        {} });
    return ExitUsage;
}

} // namespace tickscope::cli
