// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

namespace tickscope {

/// Puts an edited text in the place of a file's, without touching what was not edited: lines that
/// are the same keep their bytes, line ends and the byte order mark included. An editor of plain
/// text shows all line ends as one, and a no-break space as a space.
/// @param edited  lines end with '\n'
QByteArray spliced(const QByteArray& original, const QString& edited);

} // namespace tickscope
