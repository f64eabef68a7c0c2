// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/problems.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tickscope {

Problems::Problems(std::string_view file, UnknownKeys unknownKeys)
    : m_file(file)
    , m_unknownKeys(unknownKeys)
{
}

void Problems::error(
    TextRegion region, std::string message, std::string hint, std::string replacement)
{
    error(Code::InvalidValue, region, std::move(message), std::move(hint), std::move(replacement));
}

void Problems::warning(
    TextRegion region, std::string message, std::string hint, std::string replacement)
{
    warning(Code::Suspicious, region, std::move(message), std::move(hint), std::move(replacement));
}

void Problems::note(TextRegion region, std::string message, std::string hint)
{
    note(Code::WorthKnowing, region, std::move(message), std::move(hint));
}

void Problems::error(
    Code code, TextRegion region, std::string message, std::string hint, std::string replacement)
{
    add(Severity::Error, code, region, std::move(message), std::move(hint), std::move(replacement));
}

void Problems::warning(
    Code code, TextRegion region, std::string message, std::string hint, std::string replacement)
{
    add(Severity::Warning, code, region, std::move(message), std::move(hint),
        std::move(replacement));
}

void Problems::note(Code code, TextRegion region, std::string message, std::string hint)
{
    add(Severity::Note, code, region, std::move(message), std::move(hint), {});
}

void Problems::unreadKey(
    TextRegion region, std::string message, std::string hint, std::string replacement)
{
    unreadKey(Code::NoEffect, region, std::move(message), std::move(hint), std::move(replacement));
}

void Problems::unreadKey(
    Code code, TextRegion region, std::string message, std::string hint, std::string replacement)
{
    const auto severity
        = m_unknownKeys == UnknownKeys::Refuse ? Severity::Error : Severity::Warning;
    add(severity, code, region, std::move(message), std::move(hint), std::move(replacement));
}

bool Problems::hasErrors() const
{
    return tickscope::hasErrors(m_diagnostics);
}

std::vector<Diagnostic> Problems::take()
{
    std::ranges::stable_sort(m_diagnostics, {}, [](const Diagnostic& diagnostic) {
        return std::tuple { diagnostic.place.line, diagnostic.place.column };
    });
    return std::exchange(m_diagnostics, {});
}

void Problems::add(Severity severity, Code code, TextRegion region, std::string message,
    std::string hint, std::string replacement)
{
    m_diagnostics.push_back({ severity, Place { m_file, region.line, region.column }, region.length,
        std::move(message), std::move(hint), std::move(replacement), code });
}

} // namespace tickscope
