// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/problems.h"
#include "core/scenario/scenario.h"
#include "core/scenario/server_reader.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// The names that the servers of a scenario take, without ever listing the replicas.
class ServerNames
{
public:
    /// @param servers  must outlive this
    explicit ServerNames(const std::vector<ServerSpec>& servers);

    /// @return the table behind a server, a replica, or a name with replicas; nullptr if none
    const ServerSpec* specOf(std::string_view name) const;
    bool isKnown(std::string_view name) const { return specOf(name) != nullptr; }

    /// @return the name that a misspelt one most likely means; empty when none is near
    std::string nearest(std::string_view name) const;

private:
    std::map<std::string_view, const ServerSpec*> m_byName;
};

/// Reads the name of a server that an action or a client goes to; one that no server has is
/// reported, with the nearest that is.
std::optional<std::string> readServerOf(
    const TomlValue& value, const ServerNames& names, Problems& problems);

/// Reports servers that would take a name twice: their own, a replica's or a monitor's.
void checkServerNames(const std::vector<ReadServer>& servers, Problems& problems);

} // namespace tickscope
