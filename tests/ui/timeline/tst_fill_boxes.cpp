// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/fill_boxes.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace tickscope;

class TestFillBoxes : public QObject
{
    Q_OBJECT

private slots:
    void everyPixelOfABoxIsFilledAndNoOther()
    {
        QImage image(20, 20, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(3, 4);
        const QList<QRect> boxes { QRect(0, 0, 5, 2), QRect(10, 8, 1, 6) };
        fillBoxes(painter, boxes, Qt::blue);
        painter.end();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QPoint at(x - 3, y - 4);
                const bool isIn = boxes[0].contains(at) || boxes[1].contains(at);
                QCOMPARE(image.pixelColor(x, y), QColor(isIn ? Qt::blue : Qt::white));
            }
        }
    }
    void aPainterIsLeftAsItWas()
    {
        QImage image(20, 20, QImage::Format_RGB32);
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
