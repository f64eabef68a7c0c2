// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/picture.h"

#include "ui/document/safe_file.h"
#include "ui/text/server_text.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

struct Picture
{
    Q_DECLARE_TR_FUNCTIONS(Picture)
};

constexpr double width = 1600;
constexpr double mostHeight = 8'000; ///< of very many lanes the first ones
constexpr int pixelRatio = 2;

QByteArray toPng(TimelineLanes& lanes, QSizeF size, const Theme& theme, const TimelineState& state,
    const TimelineParts& parts)
{
    QImage image((size * pixelRatio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(pixelRatio);
    image.fill(theme.canvas);
    QPainter painter(&image);
    renderTimeline(painter, size, theme, lanes, state, parts);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, "PNG") ? bytes : QByteArray();
}

QByteArray toSvg(TimelineLanes& lanes, QSizeF size, const Theme& theme, const TimelineState& state,
    const TimelineParts& parts, const QString& title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF(QPointF(), size));
    generator.setTitle(title);
    QPainter painter(&generator);
    painter.fillRect(QRectF(QPointF(), size), theme.canvas);
    renderTimeline(painter, size, theme, lanes, state, parts);
    painter.end();
    return bytes;
}

} // namespace

LaneInfoSource laneInfoOf(const Run& run, const TraceLog& log)
{
    return [&run, &log](std::uint32_t server) {
        const auto snapshot = run.snapshot(server);
        return laneInfo(snapshot, run.serverSpec(server), log.server(server),
            serverStateText(snapshot, log.server(server), run.now()));
    };
}

QString savePictureOf(const QString& path, const Run& run, const TraceLog& log, const Theme& theme,
    const TimelineState& state)
{
    TimelineLanes lanes;
    lanes.setRun(&log, laneInfoOf(run, log));
    lanes.setSize(laneSizeFor(log.serverCount()));
    lanes.arrange(theme, state.nowNs);
    const TimelineParts parts;
    const QSizeF size(width, std::min(mostHeight, std::ceil(timelineHeight(theme, lanes, parts))));
    const bool isSvg = path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive);
    if (!isSvg && !path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive))
        return Picture::tr("%1: a picture's name ends in .png or .svg.").arg(path);
    const auto bytes = isSvg
        ? toSvg(lanes, size, theme, state, parts, QString::fromStdString(run.scenario().title))
        : toPng(lanes, size, theme, state, parts);
    if (bytes.isEmpty())
        return Picture::tr("%1: the picture could not be drawn.").arg(path);
    return writeSafely(path, bytes);
}

} // namespace tickscope
