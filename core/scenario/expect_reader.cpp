// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/expect_reader.h"

#include "core/scenario/condition.h"
#include "core/scenario/value_reader.h"

#include <string>

namespace tickscope {

ExpectSpec readExpect(const TomlValue& value, const TomlTable& table, Problems& problems)
{
    ExpectSpec expect;
    expect.place = value.region;
    const TomlEntry* that = requiredEntry(
        table, value.region, "this expectation", "that", "\"poller.depth.max <= 10\"", problems);
    if (that != nullptr) {
        expect.place = that->value.region;
        const auto text = readText(that->value, "the expectation", TextBreaks::Refused, problems);
        expect.that = text.value_or(std::string {});
        if (const auto parsed = parseExpected(expect.that); text && !parsed)
            problems.error(DiagnosticCode::Expectation, that->value.region, parsed.error().message);
    }
    if (const TomlEntry* name = findEntry(table, "name"))
        expect.name = readText(name->value, "the expectation's name", TextBreaks::Refused, problems)
                          .value_or(std::string {});
    refuseUnknownKeys(table, KeyTable::Expect, problems);
    return expect;
}

} // namespace tickscope
