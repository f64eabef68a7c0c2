// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <array>
#include <cstdint>

namespace tickscope {

/// What the window is laid out for. Each keeps its own changes to the layout.
enum class Workspace : std::uint8_t {
    Explore, ///< everything: servers, inspector, charts, event log
    Teach, ///< the lanes, and the comparison below them
    Debug, ///< the event log wide, the charts beside it
};
inline constexpr std::array workspaces { Workspace::Explore, Workspace::Teach, Workspace::Debug };

/// "explore", "teach", "debug": as settings have it.
QString workspaceKey(Workspace workspace);
/// Explore for a key that is none.
Workspace workspaceOf(const QString& key);

} // namespace tickscope
