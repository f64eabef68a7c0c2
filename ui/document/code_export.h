// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/server_plan.h"

#include <QString>
#include <QStringList>

#include <cstdint>

namespace tickscope {

/// As what a scenario can be written for the BEAM; the same files as `tickscope-cli elixir`.
enum class CodeKind : std::uint8_t {
    Mix, ///< a Mix project
    Erlang, ///< an OTP application
    Livebook, ///< one notebook
};

/// What became of an export of code.
struct CodeExport
{
    QString problem; ///< for people; empty when it is written
    QStringList inTheWay; ///< files that are there already; then nothing is written
    QString first; ///< the file that one opens first
};

/// Writes a scenario as code into a folder, which is made where it is missing. All files are
/// written or none: each is complete before the first gets its name.
/// @param overwrites  whether files that are there already may be replaced
CodeExport exportCode(const Scenario& scenario, CodeKind kind, const QString& folder,
    bool overwrites, Clauses clauses = Clauses::Used);

} // namespace tickscope
