// SPDX-License-Identifier: GPL-3.0-only
// Feeds the scenario reader with whatever libFuzzer finds. Build with clang and
// -DTICKSCOPE_FUZZ=ON, then: fuzz_reader -max_len=4096 CORPUS resources/scenarios
#include "core/scenario/reader.h"
#include "core/scenario/writer.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const tickscope::ReadResult result = tickscope::readScenario(text, "fuzz.toml");
    if (result.scenario.has_value() == tickscope::hasErrors(result.diagnostics))
        std::abort();
    tickscope::renderDiagnostics(result.diagnostics, text);
    if (!result.scenario)
        return 0;
    const auto again = tickscope::readScenario(tickscope::writeScenario(*result.scenario), "again");
    if (again.scenario != result.scenario)
        std::abort();
    return 0;
}
