// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace tickscope {

/// Reads a variable of the environment; nothing when it is not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;

/// The environment of this process.
std::optional<std::string> processEnvironment(const char* name);

/// Whether a window can be opened: asked before Qt is, because without a display Qt ends the
/// program by abort().
///
/// A QT_QPA_PLATFORM that is set is trusted. Otherwise the Wayland or X11 server that the
/// environment names must accept a connection.
bool hasDisplay(const Environment& environment);

} // namespace tickscope
