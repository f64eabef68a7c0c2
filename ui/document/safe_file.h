// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

namespace tickscope {

/// Writes a person's file: afterwards it is complete, or the old one is still there untouched.
///
/// QSaveFile alone is not enough: after a short write or a failed last flush its commit() can
/// report success and put a truncated file in place. So every write and flush is checked before,
/// and the size after.
/// @return what went wrong, for people; empty when the file is written
QString writeSafely(const QString& path, const QByteArray& content);

/// @param limit  longer files are refused
/// @return what went wrong, for people; empty when `content` holds the file
QString readWhole(const QString& path, qint64 limit, QByteArray& content);

} // namespace tickscope
