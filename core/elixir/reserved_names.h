// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <string_view>

namespace tickscope {

/// Atoms that Process.register/2 refuses or that mean something else as an option.
bool isUnregistrable(std::string_view name);
/// Names of processes that run on every node (OTP 25, Elixir 1.14 with Mix and ExUnit).
bool isBeamProcess(std::string_view name);
/// Modules of Elixir's own applications, one alias deep.
bool isElixirModule(std::string_view name);
/// Modules of kernel and stdlib that a program must not replace.
bool isErlangModule(std::string_view name);
/// Words that Erlang reads as syntax unless they stand in quotes.
bool isErlangWord(std::string_view name);

} // namespace tickscope
