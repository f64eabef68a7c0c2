// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/server_names.h"

#include "core/scenario/did_you_mean.h"
#include "core/scenario/server_kinds.h"
#include "core/scenario/value_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace tickscope {

namespace {

constexpr std::string_view monitorSuffix = "_monitor";

/// A name read as that of a replica: poller-2 is number 2 of poller.
struct ReplicaName
{
    std::string_view base;
    std::uint32_t number = 0;
};

std::optional<ReplicaName> asReplica(std::string_view name)
{
    const std::size_t hyphen = name.rfind('-');
    if (hyphen == std::string_view::npos || hyphen + 1 == name.size() || name[hyphen + 1] == '0')
        return std::nullopt;
    ReplicaName replica { name.substr(0, hyphen), 0 };
    const char* end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + hyphen + 1, end, replica.number);
    if (error != std::errc {} || stop != end)
        return std::nullopt;
    return replica;
}

} // namespace

ServerNames::ServerNames(const std::vector<ServerSpec>& servers)
{
    for (const ServerSpec& spec : servers) {
        if (!spec.name.empty())
            m_byName.emplace(spec.name, &spec);
    }
}

const ServerSpec* ServerNames::specOf(std::string_view name) const
{
    if (const auto found = m_byName.find(name); found != m_byName.end())
        return found->second;
    const auto replica = asReplica(name);
    if (!replica)
        return nullptr;
    const auto found = m_byName.find(replica->base);
    if (found == m_byName.end() || found->second->count < 2)
        return nullptr;
    return replica->number <= found->second->count ? found->second : nullptr;
}

std::string ServerNames::nearest(std::string_view name) const
{
    std::vector<std::string_view> names;
    for (const auto& [known, spec] : m_byName)
        names.push_back(known);
    std::string_view number;
    if (const auto replica = asReplica(name)) {
        number = name.substr(replica->base.size());
        const ServerSpec* spec = specOf(replica->base);
        if (spec != nullptr && spec->count > 1)
            return fmt::format("{}-{}", replica->base, spec->count);
    }
    const std::string_view nearest = nearestWord(name, names);
    if (!nearest.empty() || number.empty())
        return std::string { nearest };
    const std::string_view base = nearestWord(name.substr(0, name.size() - number.size()), names);
    const std::string replica = std::string { base } + std::string { number };
    return isKnown(replica) ? replica : std::string { base };
}

namespace {

/// Whoever took a name first, and in what way.
struct Owner
{
    const ReadServer* server = nullptr;
    const char* role = ""; ///< "", "a replica of ", "the monitor of "
};

class NameCheck
{
public:
    NameCheck(const std::vector<ReadServer>& servers, Problems& problems)
        : m_servers(servers)
        , m_problems(problems)
    {
    }

    void run()
    {
        for (const ReadServer& server : m_servers) {
            if (server.spec.name.empty())
                continue;
            const auto [first, isNew] = m_byName.emplace(server.spec.name, &server);
            if (!isNew)
                clash(server, { first->second, "" });
        }
        // Only a plain name can be that of a replica or a monitor: those of replicas end in a
        // number, and no two tables have the same base.
        for (const auto& [name, server] : m_byName) {
            if (server->spec.count != 1)
                continue;
            if (const Owner owner = derivedOwner(name); owner.server != nullptr)
                clash(*server, owner);
        }
    }

private:
    const ReadServer* find(std::string_view name) const
    {
        const auto found = m_byName.find(name);
        return found == m_byName.end() ? nullptr : found->second;
    }

    /// The table with more than one replica that one of this name belongs to.
    const ReadServer* replicated(std::string_view name) const
    {
        const auto replica = asReplica(name);
        const ReadServer* server = replica ? find(replica->base) : nullptr;
        if (server == nullptr || server->spec.count < 2 || replica->number > server->spec.count)
            return nullptr;
        return server;
    }

    Owner derivedOwner(std::string_view name) const
    {
        if (const ReadServer* server = replicated(name))
            return { server, "a replica of " };
        if (!name.ends_with(monitorSuffix))
            return {};
        const std::string_view watched = name.substr(0, name.size() - monitorSuffix.size());
        const ReadServer* server = find(watched);
        if (server == nullptr || server->spec.count != 1)
            server = replicated(watched);
        if (server == nullptr || !rowOf(server->spec.kind).hasMonitor)
            return {};
        return { server, "the monitor of " };
    }

    void clash(const ReadServer& server, const Owner& owner)
    {
        const std::string& name = server.spec.name;
        const TextRegion& first = owner.server->places.name;
        const std::string holder
            = *owner.role == '\0' ? "the server" : owner.role + inQuotes(owner.server->spec.name);
        m_problems.error(DiagnosticCode::NameTaken, server.places.name,
            fmt::format("the name {} is taken by {} at {}:{}", inQuotes(name), holder, first.line,
                first.column),
            "each process has a name of its own");
    }

    const std::vector<ReadServer>& m_servers;
    Problems& m_problems;
    std::map<std::string_view, const ReadServer*> m_byName;
};

} // namespace

void checkServerNames(const std::vector<ReadServer>& servers, Problems& problems)
{
    NameCheck(servers, problems).run();
}

std::optional<std::string> readServerOf(
    const TomlValue& value, const ServerNames& names, Problems& problems)
{
    const auto name = readString(value, "the server", problems);
    if (!name || names.isKnown(*name) || problems.isIncomplete())
        return name;
    std::string nearest;
    if (problems.wantsSuggestions())
        nearest = names.nearest(*name);
    problems.error(DiagnosticCode::UnknownServer, value.region,
        "no server is named " + inQuotes(*name),
        nearest.empty() ? "" : fmt::format("did you mean \"{}\"?", nearest),
        nearest.empty() ? "" : '"' + nearest + '"');
    return name;
}

} // namespace tickscope
