// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tickscope::testing {

/// One comment line of a scenario that says what is right, such as
/// `# right: started poller 5s 10s 15s`.
///
/// | claim | what must be so |
/// |---|---|
/// | started SERVER TIME... | its ticks start at these times, the first ones where "..." ends the
/// line | | EVENT SERVER TIME... | likewise for the records of an event, such as call_timeout | |
/// never EVENT SERVER | there is no such record | | expect EXPECTATION | an expectation of the
/// whole run holds | | refused WORDS | the scenario is an error, and one message has these words |
/// | noted WORDS | a warning or note of the scenario has these words |
///
/// Times are durations with units. They agree within 5 ms; with `within TIME` before them, within
/// that.
struct FieldClaim
{
    int line = 0;
    std::string text; ///< what follows "# right: "
};

/// All claims of a scenario text, in its order.
std::vector<FieldClaim> claimsOf(std::string_view scenarioText);

/// @param fileName  for messages
/// @return why the claim does not hold, with what was measured; empty when it holds
std::string broken(
    const FieldClaim& claim, std::string_view scenarioText, const std::string& fileName);

} // namespace tickscope::testing
