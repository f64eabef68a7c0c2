// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/server_name.h"

#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

namespace {

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '-';
}

/// [a-z][A-Za-z0-9_-]*[?!]?
bool isServerName(std::string_view name)
{
    if (name.empty() || name.front() < 'a' || name.front() > 'z')
        return false;
    if (name.size() > 1 && (name.back() == '?' || name.back() == '!'))
        name.remove_suffix(1);
    return std::ranges::all_of(name, isNameCharacter);
}

/// The nearest name that is one; empty when there is none to see.
std::string nearestName(std::string_view name)
{
    std::string nearest;
    while (!name.empty()) {
        const std::string_view before = name;
        const char32_t codePoint = takeCodePoint(name);
        const char c = codePoint < 0x80 ? before.front() : ' ';
        if (isNameCharacter(c))
            nearest += c;
        else if (!nearest.empty() && nearest.back() != '_' && !isInvisibleControl(codePoint))
            nearest += '_';
    }
    while (nearest.ends_with('_'))
        nearest.pop_back();
    if (!nearest.empty() && nearest.front() >= 'A' && nearest.front() <= 'Z')
        nearest.front() = static_cast<char>(nearest.front() - 'A' + 'a');
    return isServerName(nearest) ? nearest : std::string {};
}

/// Names that Elixir takes for something else when a process is to be registered.
bool isReservedName(std::string_view name)
{
    return name == "nil" || name == "true" || name == "false" || name == "undefined";
}

} // namespace

bool checkServerName(const std::string& name, TextRegion region, Problems& problems)
{
    // Room for "-1000000" and "_monitor": the BEAM's atoms end at 255.
    constexpr std::size_t longest = 239;
    if (name.empty()) {
        problems.error(DiagnosticCode::BadName, region, "the name is empty",
            "write a name such as \"poller\"");
        return false;
    }
    if (name.size() > longest) {
        problems.error(DiagnosticCode::BadName, region,
            fmt::format("the name has {} bytes", name.size()),
            fmt::format(
                "at most {}: an atom has 255, and replicas and monitors need the rest", longest));
        return false;
    }
    const bool isSupervisors = name == "supervisor" || name == "supervisor_parent";
    if (isSupervisors || isReservedName(name)) {
        problems.error(DiagnosticCode::BadName, region,
            fmt::format("the name {} is taken", inQuotes(name)),
            isSupervisors ? "a supervisor of the servers has it"
                          : "Elixir has a meaning of its own for it");
        return false;
    }
    if (isServerName(name))
        return true;
    for (std::string_view rest = name; !rest.empty();) {
        const char32_t codePoint = takeCodePoint(rest);
        if (!isInvisibleControl(codePoint) && codePoint != 0x200b && codePoint != 0x200c
            && codePoint != 0x200d && codePoint != 0x2060)
            continue;
        problems.error(DiagnosticCode::BadName, region,
            fmt::format("the name {} has a character that nobody sees, U+{:04X}", inQuotes(name),
                static_cast<std::uint32_t>(codePoint)),
            "use letters a to z, digits, _ and -");
        return false;
    }
    const std::string nearest = nearestName(name);
    problems.error(DiagnosticCode::BadName, region,
        fmt::format("{} is not a server name", inQuotes(name)),
        fmt::format("start with a to z, go on with letters, digits, _ or -, such as \"{}\"",
            nearest.empty() ? "poller" : nearest),
        nearest.empty() ? "" : '"' + nearest + '"');
    return false;
}

} // namespace tickscope
