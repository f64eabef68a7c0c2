// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/export_span.h"
#include "core/trace/text_sink.h"
#include "ui/document/picture.h"
#include "ui/time/time_axis.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace tickscope {

/// What of a run can be written to a file.
enum class ExportKind : std::uint8_t {
    Lanes, ///< a picture
    Charts, ///< a picture
    Ticks, ///< CSV
    Depth, ///< CSV
    Events, ///< CSV
    EventLines, ///< JSON lines
    Trace, ///< for Perfetto
};
inline constexpr int exportKindCount = 7;

inline bool isPicture(ExportKind kind)
{
    return kind == ExportKind::Lanes || kind == ExportKind::Charts;
}
/// Whether a part of the run can be written alone.
inline bool takesSpan(ExportKind kind)
{
    return kind != ExportKind::Trace;
}
QString exportName(ExportKind kind);
/// The ends that a file of the kind may have, the usual one first.
QStringList exportSuffixes(ExportKind kind);

/// What is exported from. Everything outlives the call.
struct ExportSource
{
    const Run& run;
    const TraceLog& log;
    const Theme& theme;
    TimelineState state; ///< as the window shows it
    /// Draws the charts over a span; empty where there are none.
    std::function<void(QPainter&, QSizeF, TimeSpan)> drawCharts;
};

struct ExportRequest
{
    ExportKind kind = ExportKind::Lanes;
    TimeSpan span; ///< both ends belong to it
    int scale = 2; ///< of a PNG
    QString path;
};

/// @return the picture that a request of a picture asks for
Drawing exportDrawing(const ExportRequest& request, const ExportSource& source);

/// Writes the file; the old one stays as it is when that fails.
/// @return what went wrong, for people; empty when it is written
QString exportRun(const ExportRequest& request, const ExportSource& source);

/// The events of a span as CSV: the header `t_ns,seq,server,event,detail`, then a row each.
/// @return whether the sink took everything
bool writeEventsCsv(TextSink& sink, const Run& run, const TraceLog& log, ExportSpan span);

} // namespace tickscope
