// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/icons.h"

#include "ui/theme/tokens.h"

#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

// Must stand outside of any namespace; a static library's resources are not found without it.
static void initIconResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace tickscope {

namespace {

const QString folder = QStringLiteral(":/icons");

QString hex(const QColor& color)
{
    return color.name(QColor::HexRgb);
}

void renderSvg(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color)
{
    initIconResources();
    QFile file(folder + u'/' + name + QStringLiteral(".svg"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "icon", qPrintable(name));
    if (!isOpen)
        return;
    QByteArray svg = file.readAll();
    svg.replace("currentColor", hex(color).toLatin1());
    QSvgRenderer renderer(svg);
    renderer.render(&painter, rect);
}

/// Draws one symbolic icon in the colour that the state asks for.
class SymbolicEngine : public QIconEngine
{
public:
    SymbolicEngine(QString name, QColor normal, QColor disabled, QColor on)
        : m_name(std::move(name))
        , m_normal(std::move(normal))
        , m_disabled(std::move(disabled))
        , m_on(std::move(on))
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const int side = std::min(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        const double ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(square, iconPixmap(m_name, side, colorFor(mode, state), ratio));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return iconPixmap(m_name, std::min(size.width(), size.height()), colorFor(mode, state));
    }

    QPixmap scaledPixmap(
        const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        const double side = std::min(size.width(), size.height()) / scale;
        return iconPixmap(m_name, side, colorFor(mode, state), scale);
    }

    QIconEngine* clone() const override { return new SymbolicEngine(*this); }

private:
    QColor colorFor(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled)
            return m_disabled;
        return state == QIcon::On ? m_on : m_normal;
    }

    QString m_name;
    QColor m_normal, m_disabled, m_on;
};

} // namespace

QStringList iconNames()
{
    initIconResources();
    QStringList names;
    const QStringList files
        = QDir(folder).entryList({ QStringLiteral("*.svg") }, QDir::Files, QDir::Name);
    for (const QString& file : files) {
        if (file != QStringLiteral("tickscope.svg"))
            names.append(file.chopped(4));
    }
    return names;
}

QIcon icon(const QString& name, const Theme& theme)
{
    return QIcon(new SymbolicEngine(name, theme.text, theme.disabled, theme.accent));
}

QIcon icon(const QString& name, const QColor& color)
{
    return QIcon(new SymbolicEngine(name, color, color, color));
}

QPixmap iconPixmap(const QString& name, double size, const QColor& color, double ratio)
{
    const QString key = QStringLiteral("tickscope/%1/%2/%3/%4")
                            .arg(name, hex(color), QString::number(size), QString::number(ratio));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int pixels = static_cast<int>(size * ratio + 0.5);
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    pixmap.setDevicePixelRatio(ratio);
    QPainter painter(&pixmap);
    renderSvg(painter, name, QRectF(0, 0, size, size), color);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    renderSvg(painter, name, rect, color);
    painter.restore();
}

QIcon applicationIcon()
{
    initIconResources();
    return QIcon(folder + QStringLiteral("/tickscope.svg"));
}

} // namespace tickscope
