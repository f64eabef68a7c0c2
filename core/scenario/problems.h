// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/diagnostic.h"
#include "core/scenario/toml_document.h"

#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// Collects what a reader has to say about one text.
class Problems
{
public:
    enum class UnknownKeys : std::uint8_t { Warn, Refuse };
    Problems(std::string_view file, UnknownKeys unknownKeys);

    using Code = DiagnosticCode;

    // Without a code it is Code::InvalidValue, Suspicious or WorthKnowing.
    void error(TextRegion region, std::string message, std::string hint = {},
        std::string replacement = {});
    void warning(TextRegion region, std::string message, std::string hint = {},
        std::string replacement = {});
    void note(TextRegion region, std::string message, std::string hint = {});
    void error(Code code, TextRegion region, std::string message, std::string hint = {},
        std::string replacement = {});
    void warning(Code code, TextRegion region, std::string message, std::string hint = {},
        std::string replacement = {});
    void note(Code code, TextRegion region, std::string message, std::string hint = {});
    /// A key that nobody reads: a warning, or an error when unknown keys are refused.
    void unreadKey(TextRegion region, std::string message, std::string hint = {},
        std::string replacement = {});
    void unreadKey(Code code, TextRegion region, std::string message, std::string hint = {},
        std::string replacement = {});

    /// After a syntax error lines are missing, so nothing is to be said about what is missing.
    void setIncomplete() { m_isIncomplete = true; }
    bool isIncomplete() const { return m_isIncomplete; }

    /// Looking for near misses costs time; after many problems nobody reads them.
    bool wantsSuggestions() const { return m_diagnostics.size() < 100; }
    bool hasErrors() const;

    /// @return all, in the order of the text (those of one place as they came)
    std::vector<Diagnostic> take();

private:
    void add(Severity severity, Code code, TextRegion region, std::string message, std::string hint,
        std::string replacement);

    std::string m_file;
    UnknownKeys m_unknownKeys;
    bool m_isIncomplete = false;
    std::vector<Diagnostic> m_diagnostics;
};

} // namespace tickscope
