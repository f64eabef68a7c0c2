// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/picture.h"

#include "ui/document/safe_file.h"
#include "ui/text/server_text.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>
#include <memory>

namespace tickscope {

namespace {

struct Picture
{
    Q_DECLARE_TR_FUNCTIONS(Picture)
};

constexpr double width = 1600;
constexpr double mostHeight = 8'000; ///< of very many lanes the first ones
constexpr int dotsPerInch = 96; ///< what a logical pixel is on paper
constexpr double pointsPerInch = 72;

QByteArray toSvg(const Drawing& drawing)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(drawing.size.toSize());
    generator.setViewBox(QRectF(QPointF(), drawing.size));
    generator.setTitle(drawing.title);
    QPainter painter(&generator);
    drawing.draw(painter);
    return painter.end() ? bytes : QByteArray();
}

QByteArray toPdf(const Drawing& drawing)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    writer.setPageSize(QPageSize(drawing.size * (pointsPerInch / dotsPerInch), QPageSize::Point,
        QString(), QPageSize::ExactMatch));
    writer.setPageMargins({});
    writer.setTitle(drawing.title);
    writer.setCreator(QStringLiteral("Tickscope"));
    QPainter painter(&writer);
    drawing.draw(painter);
    return painter.end() ? bytes : QByteArray();
}

QByteArray toPng(const Drawing& drawing, int scale)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return toImage(drawing, scale).save(&buffer, "PNG") ? bytes : QByteArray();
}

} // namespace

LaneInfoSource laneInfoOf(const Run& run, const TraceLog& log)
{
    return [&run, &log](std::uint32_t server) {
        const auto snapshot = run.snapshot(server);
        auto info = laneInfo(snapshot, run.serverSpec(server), log.server(server),
            serverStateText(snapshot, log.server(server), run.now()));
        info.directEdits = directEdits(run, server);
        return info;
    };
}

std::optional<PictureFormat> pictureFormatOf(const QString& path)
{
    const std::pair<QLatin1String, PictureFormat> ends[]
        = { { QLatin1String(".png"), PictureFormat::Png },
              { QLatin1String(".svg"), PictureFormat::Svg },
              { QLatin1String(".pdf"), PictureFormat::Pdf } };
    for (const auto& [end, format] : ends)
        if (path.endsWith(end, Qt::CaseInsensitive))
            return format;
    return {};
}

Drawing drawingOfLanes(
    const Run& run, const TraceLog& log, const Theme& theme, const TimelineState& state)
{
    auto lanes = std::make_shared<TimelineLanes>();
    lanes->setRun(&log, laneInfoOf(run, log));
    lanes->setSize(laneSizeFor(log.serverCount()));
    lanes->arrange(theme, state.nowNs);
    const TimelineParts parts;
    const QSizeF size(width, std::min(mostHeight, std::ceil(timelineHeight(theme, *lanes, parts))));
    return { size, QString::fromStdString(run.scenario().title), [=, &theme](QPainter& painter) {
                painter.fillRect(QRectF(QPointF(), size), theme.canvas);
                renderTimeline(painter, size, theme, *lanes, state, parts);
            } };
}

QImage toImage(const Drawing& drawing, int scale)
{
    QImage image((drawing.size * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::white);
    QPainter painter(&image);
    drawing.draw(painter);
    return image;
}

QByteArray toPicture(const Drawing& drawing, PictureFormat format, int scale)
{
    switch (format) {
    case PictureFormat::Svg:
        return toSvg(drawing);
    case PictureFormat::Pdf:
        return toPdf(drawing);
    case PictureFormat::Png:
        break;
    }
    return toPng(drawing, scale);
}

QString savePicture(const QString& path, const Drawing& drawing, int scale)
{
    const auto format = pictureFormatOf(path);
    if (!format)
        return Picture::tr("%1: a picture's name ends in .png, .svg or .pdf.").arg(path);
    const auto bytes = toPicture(drawing, *format, scale);
    if (bytes.isEmpty())
        return Picture::tr("%1: the picture could not be drawn.").arg(path);
    return writeSafely(path, bytes);
}

} // namespace tickscope
