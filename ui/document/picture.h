// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "core/trace/trace_log.h"
#include "ui/timeline/timeline_picture.h"

#include <QByteArray>
#include <QImage>
#include <QSizeF>
#include <QString>

#include <functional>
#include <optional>

class QPainter;

namespace tickscope {

/// What the lanes need to know of the servers of a run. The run outlives it.
LaneInfoSource laneInfoOf(const Run& run, const TraceLog& log);

enum class PictureFormat : std::uint8_t { Png, Svg, Pdf };

/// By the end of the name, whatever its case; nothing for another one.
std::optional<PictureFormat> pictureFormatOf(const QString& path);

/// Something that can be drawn at a size of logical pixels, on whatever a painter paints on.
struct Drawing
{
    QSizeF size;
    QString title; ///< stands in the file where the format has a place for it
    std::function<void(QPainter&)> draw;
};

/// The lanes of a run, as high as they need, 1600 wide. Everything outlives the drawing.
Drawing drawingOfLanes(
    const Run& run, const TraceLog& log, const Theme& theme, const TimelineState& state);

/// @param scale  pixels per logical pixel; counts for PNG alone
/// @return the file's content; empty when it could not be drawn
QByteArray toPicture(const Drawing& drawing, PictureFormat format, int scale);
QImage toImage(const Drawing& drawing, int scale);

/// Writes it in the format that the name ends in; the old file stays when that fails.
/// @return what went wrong, for people; empty when the file is written
QString savePicture(const QString& path, const Drawing& drawing, int scale = 2);

} // namespace tickscope
