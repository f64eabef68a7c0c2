// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QFontMetricsF>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QRectF>
#include <QString>

#include <vector>

namespace tickscope {

/// A piece of text as it was painted: where its ink lies, and how much of that is seen.
struct PaintedText
{
    QString words;
    QRectF ink;
    QRectF seen; ///< what the painter was clipped to
    std::size_t order = 0; ///< among all that was painted
};

/// Something upright and thin that was painted over what lies below it.
struct PaintedLine
{
    QRectF place;
    std::size_t order = 0;
};

/// Takes note of all text that is painted on it, and of the thin lines, and draws nothing.
class TextRecorder : public QPaintDevice
{
public:
    explicit TextRecorder(QSizeF size, double pixelRatio = 1)
        : m_size(size)
        , m_pixelRatio(pixelRatio)
        , m_engine(*this)
    {
    }

    QPaintEngine* paintEngine() const override { return &m_engine; }
    QRectF rect() const { return { QPointF(0, 0), m_size }; }
    const std::vector<PaintedText>& texts() const { return m_texts; }
    const std::vector<PaintedLine>& lines() const { return m_lines; }

    /// Texts of which the painter or the device cuts something off.
    std::vector<PaintedText> cutTexts() const
    {
        std::vector<PaintedText> cut;
        for (const auto& text : m_texts)
            if (!text.seen.intersected(rect()).adjusted(-1, -1, 1, 1).contains(text.ink)
                && text.seen.intersects(text.ink))
                cut.push_back(text);
        return cut;
    }
    /// Pairs of texts whose ink overlaps where it is seen.
    std::vector<std::pair<PaintedText, PaintedText>> overlaps() const
    {
        std::vector<std::pair<PaintedText, PaintedText>> pairs;
        for (std::size_t i = 0; i < m_texts.size(); ++i)
            for (std::size_t k = i + 1; k < m_texts.size(); ++k) {
                const auto& a = m_texts[i];
                const auto& b = m_texts[k];
                const auto both = (a.ink & a.seen).adjusted(0.5, 0.5, -0.5, -0.5)
                    & (b.ink & b.seen).adjusted(0.5, 0.5, -0.5, -0.5);
                if (both.width() > 0 && both.height() > 0)
                    pairs.emplace_back(a, b);
            }
        return pairs;
    }
    /// Texts that an upright line painted later runs through.
    std::vector<PaintedText> crossedTexts() const
    {
        std::vector<PaintedText> crossed;
        for (const auto& text : m_texts)
            for (const auto& line : m_lines)
                if (line.order > text.order
                    && line.place.intersects((text.ink & text.seen).adjusted(1, 1, -1, -1))) {
                    crossed.push_back(text);
                    break;
                }
        return crossed;
    }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return qRound(m_size.width() * m_pixelRatio);
        case PdmHeight:
            return qRound(m_size.height() * m_pixelRatio);
        case PdmDepth:
            return 32;
        case PdmNumColors:
            return INT_MAX;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDevicePixelRatio:
            return qRound(m_pixelRatio);
        case PdmDevicePixelRatioScaled:
            return qRound(m_pixelRatio * devicePixelRatioFScale());
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    class Engine : public QPaintEngine
    {
    public:
        explicit Engine(TextRecorder& device)
            : QPaintEngine(AllFeatures)
            , m_device(device)
        {
        }
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState&) override { }
        Type type() const override { return User; }
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override { }
        void drawPolygon(const QPointF*, int, PolygonDrawMode) override { }
        void drawPath(const QPainterPath&) override { }
        void drawTextItem(const QPointF& point, const QTextItem& item) override
        {
            if (item.text().trimmed().isEmpty())
                return;
            const QFontMetricsF metrics(item.font());
            const auto ink = metrics.tightBoundingRect(item.text()).translated(point);
            m_device.m_texts.push_back({ item.text(), mapped(ink), clip(), m_device.m_order++ });
        }
        void drawLines(const QLineF* lines, int count) override
        {
            for (int i = 0; i < count; ++i)
                addLine(QRectF(lines[i].p1(), lines[i].p2()).normalized());
        }
        void drawRects(const QRectF* rects, int count) override
        {
            for (int i = 0; i < count; ++i)
                addLine(rects[i]);
        }

    private:
        QRectF mapped(const QRectF& rect) const
        {
            const auto placed = painter()->combinedTransform().mapRect(rect);
            const double ratio = m_device.m_pixelRatio;
            return { placed.topLeft() / ratio, placed.size() / ratio };
        }
        QRectF clip() const
        {
            return painter()->hasClipping() ? mapped(painter()->clipBoundingRect())
                                            : m_device.rect();
        }
        void addLine(const QRectF& rect)
        {
            constexpr double thin = 4, longer = 14;
            if (rect.width() > thin || rect.height() < longer)
                return;
            auto place = mapped(rect);
            place.setWidth(std::max(place.width(), 1.0));
            m_device.m_lines.push_back({ place & clip(), m_device.m_order++ });
        }

        TextRecorder& m_device;
    };

    QSizeF m_size;
    double m_pixelRatio;
    mutable Engine m_engine;
    std::vector<PaintedText> m_texts;
    std::vector<PaintedLine> m_lines;
    std::size_t m_order = 0;
};

} // namespace tickscope
