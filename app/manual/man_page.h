// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/manual/option_list.h"

#include <string>
#include <utility>
#include <vector>

namespace tickscope::manual {

/// What a page has beside its list of options.
struct PageFrame
{
    std::string date; ///< as mdoc has it: "November 26, 2026"
    std::string about; ///< what the program is, in a few words without a full stop
    std::string description {}; ///< paragraphs, parted by empty lines
    std::vector<std::pair<int, std::string>> exitCodes {}; ///< and what each says
    std::vector<std::pair<std::string, std::string>> files {}; ///< which it reads and writes
    std::vector<std::pair<std::string, std::string>> seeAlso {}; ///< other pages: name, section
};

/// The manual page of a program in mdoc.
/// @see https://man.openbsd.org/mdoc.7
std::string programPage(const ListedProgram& program, const PageFrame& frame);

/// The manual page of the scenario file, from the table of keys that its reader has.
std::string scenarioPage(const std::string& date);

} // namespace tickscope::manual
