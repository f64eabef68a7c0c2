// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/event_reader.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace tickscope {

/// Whether a file holds what happened, instead of a scenario: both forms begin with a bracket.
bool isRecorded(const QByteArray& bytes);

/// Reads events (`--events`, as JSON lines) or a recording of a real BEAM (`beam --record`). A
/// recording tells when handlers ran, and nothing of timers and mailboxes.
/// @param file  only for the place of an error
/// Errors: as readEvents() and readRecording(); LimitReached when there are more events than a
/// window keeps.
Result<RecordedEvents> readRecorded(const QByteArray& bytes, const QString& file);

} // namespace tickscope
