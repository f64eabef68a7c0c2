// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace tickscope {

/// Texts of resources/elixir, compiled in.
extern const char* const recorderSource;
extern const char* const recordingWorldSource;

} // namespace tickscope
