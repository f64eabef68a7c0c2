// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/names.h"

#include "core/elixir/reserved_names.h"
#include "core/scenario/server_kinds.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>

namespace tickscope {

namespace {

constexpr std::size_t longestAtom = 255;
// Module and file names are cut here: a file name has at most 255 bytes, endings included.
constexpr std::size_t longestModule = 48;

constexpr bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
constexpr bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool isWord(char c)
{
    return isLower(c) || isUpper(c) || isDigit(c) || c == '_';
}
constexpr char toUpper(char c)
{
    return isLower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}
constexpr char toLower(char c)
{
    return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isAtomName(std::string_view name)
{
    if (name.empty() || !isLower(name.front()))
        return false;
    const char last = name.back();
    if (last == '?' || last == '!')
        name.remove_suffix(1);
    return std::all_of(name.begin(), name.end(), [](char c) { return isWord(c) || c == '-'; });
}

bool isPlainAtom(std::string_view name)
{
    return name.find('-') == std::string_view::npos;
}

std::string camelCase(std::string_view name)
{
    std::string text;
    bool atStart = true;
    for (const char c : name) {
        if (isLower(c) || isUpper(c) || isDigit(c))
            text += atStart ? toUpper(c) : c;
        atStart = !isLower(c) && !isUpper(c) && !isDigit(c);
    }
    text.resize(std::min(text.size(), longestModule));
    return text;
}

std::string snakeCase(std::string_view module)
{
    std::string text;
    for (std::size_t i = 0; i < module.size(); ++i) {
        const bool startsWord
            = i > 0 && isUpper(module[i]) && (!isUpper(module[i - 1]) || isLower(module[i - 1]));
        if (startsWord)
            text += '_';
        text += toLower(module[i]);
    }
    return text;
}

// The longest name that is registered for a table: of its last replica, of its monitor.
std::string longestName(const ServerSpec& spec)
{
    std::string name = spec.name;
    if (spec.count > 1)
        name += fmt::format("-{}", spec.count);
    if (rowOf(spec.kind).hasMonitor)
        name += "_monitor";
    return name;
}

std::string whyRefused(const ServerSpec& spec)
{
    const std::string& name = spec.name;
    if (!isAtomName(name))
        return fmt::format("{} is no name that generated code can use; it must be an atom such as "
                           "poller_2: a small letter, then letters, digits, _ or -",
            elixirString(name.substr(0, 80)));
    if (longestName(spec).size() > longestAtom)
        return fmt::format("the name {}... is too long: an atom has at most {} characters",
            name.substr(0, 40), longestAtom);
    if (isUnregistrable(name))
        return fmt::format("no process can have the name {}", name);
    if (isBeamProcess(name))
        return fmt::format("a running BEAM has a process of its own with the name {}", name);
    return {};
}

// The files, and so the modules, that a server has: its own, its tests', its monitor's.
std::vector<std::string> filesOf(const std::string& file, const ServerSpec& spec)
{
    std::vector<std::string> files { file, file + "_test" };
    if (rowOf(spec.kind).hasMonitor)
        files.push_back(file + "_monitor");
    return files;
}

// "Poller", "Poller2", ... until nobody has it.
ServerNames distinctNames(const ServerSpec& spec, std::set<std::string>& taken)
{
    const std::string& server = spec.name;
    std::string base = camelCase(server);
    if (isElixirModule(base) || isErlangModule(snakeCase(base)))
        base += "Server";
    for (int number = 1;; ++number) {
        const std::string module = number == 1 ? base : fmt::format("{}{}", base, number);
        const std::string file = snakeCase(module);
        const std::vector<std::string> files = filesOf(file, spec);
        if (std::any_of(files.begin(), files.end(),
                [&taken](const std::string& one) { return taken.contains(one); }))
            continue;
        taken.insert(files.begin(), files.end());
        return { server, module, file };
    }
}

} // namespace

Result<std::vector<ServerNames>> serverNames(const Scenario& scenario)
{
    std::vector<Error> errors;
    std::vector<ServerNames> names;
    // What the project has besides servers.
    std::set<std::string> taken { "world", "unit_pool", "periodic_work", "periodic_work_app",
        "periodic_work_sup", "application", "servers", "settings", "demo", "test_helper" };
    for (const ServerSpec& spec : scenario.servers) {
        if (std::string reason = whyRefused(spec); !reason.empty())
            errors.push_back({ ErrorCode::InvalidScenario, std::move(reason), {} });
        else
            names.push_back(distinctNames(spec, taken));
    }
    if (!errors.empty())
        return errors;
    return names;
}

std::vector<std::string> poolNames(const Scenario& scenario)
{
    std::set<std::string> taken;
    for (const ServerInstance& server : expandServers(scenario))
        taken.insert({ server.name, server.name + "_monitor" });
    std::vector<std::string> names;
    for (const ResourceSpec& resource : scenario.resources) {
        std::string base = snakeCase(camelCase(resource.name));
        if (base.empty())
            base = "unit";
        else if (!isLower(base.front()))
            base = "unit_" + base;
        std::string name = base + "_pool";
        for (int number = 2; !taken.insert(name).second; ++number)
            name = fmt::format("{}_pool{}", base, number);
        names.push_back(std::move(name));
    }
    return names;
}

std::string elixirAtom(std::string_view name)
{
    return isPlainAtom(name) ? fmt::format(":{}", name) : fmt::format(":\"{}\"", name);
}

std::string elixirKey(std::string_view name)
{
    return isPlainAtom(name) ? std::string(name) : fmt::format("\"{}\"", name);
}

std::string erlangAtom(std::string_view name)
{
    const bool isPlain = std::all_of(name.begin(), name.end(), isWord) && !isErlangWord(name);
    return isPlain ? std::string(name) : fmt::format("'{}'", name);
}

std::int64_t wholeMs(Duration duration)
{
    return std::chrono::ceil<std::chrono::milliseconds>(duration).count();
}

std::string elixirNumber(std::int64_t number)
{
    std::string text = fmt::format("{}", number);
    const std::size_t first = number < 0 ? 1 : 0;
    if (text.size() - first < 4)
        return text;
    for (std::size_t at = text.size() - 3; at > first; at -= std::min<std::size_t>(3, at))
        text.insert(at, 1, '_');
    return text;
}

} // namespace tickscope
