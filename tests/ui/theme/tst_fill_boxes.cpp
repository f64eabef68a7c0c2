// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/fill_boxes.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <rapidcheck.h>

using namespace tickscope;

namespace {

// A colour that shows what is filled twice.
const QColor half(0, 0, 255, 128);

QImage blank()
{
    QImage image(60, 90, QImage::Format_RGB32);
    image.fill(Qt::white);
    return image;
}

QImage filled(const QList<QRect>& boxes)
{
    auto image = blank();
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(3, 4);
    fillBoxes(painter, boxes, half);
    return image;
}

QImage pixelByPixel(const QList<QRect>& boxes)
{
    auto image = blank();
    QPainter painter(&image);
    painter.translate(3, 4);
    for (const auto& box : boxes)
        for (int y = box.top(); y <= box.bottom(); ++y)
            for (int x = box.left(); x <= box.right(); ++x)
                painter.fillRect(x, y, 1, 1, half);
    return image;
}

} // namespace

class TestFillBoxes : public QObject
{
    Q_OBJECT

private slots:
    void everyPixelOfABoxIsFilledOnceAndNoOther()
    {
        QVERIFY(rc::check([] {
            QList<QRect> boxes;
            for (int x = 0; x < 40; ++x) {
                const int top = *rc::gen::inRange(0, 20), height = *rc::gen::inRange(0, 60);
                if (height > 0)
                    boxes << QRect(x, top, 1, height);
            }
            RC_ASSERT(filled(boxes) == pixelByPixel(boxes));
        }));
    }
    void aPainterIsLeftAsItWas()
    {
        auto image = blank();
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::red);
        painter.setBrush(Qt::green);
        fillBoxes(painter, { QRect(0, 0, 5, 2) }, Qt::blue);
        QVERIFY(painter.testRenderHint(QPainter::Antialiasing));
        QCOMPARE(painter.pen().color(), QColor(Qt::red));
        QCOMPARE(painter.brush().color(), QColor(Qt::green));
    }
};

QTEST_MAIN(TestFillBoxes)
#include "tst_fill_boxes.moc"
