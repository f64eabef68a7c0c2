// SPDX-License-Identifier: GPL-3.0-only
// What tests of the reader share: short ways to write a scenario and to say what is wrong with it.
#pragma once

#include "core/scenario/reader.h"
#include "core/scenario/toml_lines.h"

#include <QtGlobal>

#include <string>
#include <string_view>

namespace tickscope::testing {

/// `line:column: severity: message -> replacement`, one per line.
inline std::string problemsOf(const ReadResult& result)
{
    std::string text;
    for (const Diagnostic& diagnostic : result.diagnostics) {
        text += text.empty() ? "" : "\n";
        text += std::to_string(diagnostic.place.line) + ':'
            + std::to_string(diagnostic.place.column) + ": " + toText(diagnostic.severity) + ": "
            + diagnostic.message;
        if (!diagnostic.replacement.empty())
            text += " -> " + diagnostic.replacement;
    }
    return text;
}

/// A server named a with an interval of 5 s, on lines 2 to 4; `keys` follow on line 5.
inline std::string server(const std::string& keys = "")
{
    return "format = 1\n[[server]]\nname = \"a\"\ninterval = \"5s\"\n" + keys;
}

/// An action at 1 s on server a, on lines 5 to 7; `keys` follow on line 8.
inline std::string action(const std::string& keys)
{
    return server("[[action]]\nat = \"1s\"\nserver = \"a\"\n" + keys);
}

/// What a button "Use ..." does.
inline std::string replaced(const std::string& text, const Diagnostic& diagnostic)
{
    const std::string_view line = lineOf(text, diagnostic.place.line);
    const auto lineStart = static_cast<std::size_t>(line.data() - text.data());
    const std::size_t from = byteOfColumn(line, diagnostic.place.column);
    const std::size_t to = byteOfColumn(line, diagnostic.place.column + diagnostic.length);
    std::string result = text;
    result.replace(lineStart + from, to - from, diagnostic.replacement);
    return result;
}

inline Scenario readGood(const std::string& text)
{
    ReadResult result = readScenario(text, "t");
    if (!result.scenario)
        qFatal("%s", problemsOf(result).c_str());
    return std::move(*result.scenario);
}

} // namespace tickscope::testing
