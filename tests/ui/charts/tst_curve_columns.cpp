// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/curve_columns.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

using namespace tickscope;

namespace {

/// 100 columns for 100 s, 50 rows for 50 units.
const PlotScale plain(QRectF(0, 0, 100, 50), 0, 100, 50);

QList<QPointF> anyCurve()
{
    const auto values
        = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 51)));
    const double step = 100.0 / double(values.size());
    QList<QPointF> points;
    for (std::size_t i = 0; i < values.size(); ++i)
        points << QPointF(double(i) * step, values[i]);
    return points;
}

bool covers(const QList<QRect>& columns, QPoint pixel)
{
    return std::any_of(
        columns.begin(), columns.end(), [pixel](const QRect& box) { return box.contains(pixel); });
}

} // namespace

class TestCurveColumns : public QObject
{
    Q_OBJECT

private slots:
    void anUprightLineIsOneBox()
    {
        const QList<QRect> expected { QRect(QPoint(10, 20), QPoint(10, 50)) };
        QCOMPARE(curveColumns({ { 10, 0 }, { 10, 30 } }, plain), expected);
    }
    void alikeColumnsShareABox()
    {
        const QList<QRect> expected { QRect(QPoint(3, 40), QPoint(90, 40)) };
        QCOMPARE(curveColumns({ { 3, 10 }, { 40, 10 }, { 90, 10 } }, plain), expected);
    }
    void aColumnReachesToTheOneBefore()
    {
        const QList<QRect> expected { QRect(QPoint(5, 50), QPoint(5, 50)),
            QRect(QPoint(6, 30), QPoint(6, 50)) };
        QCOMPARE(curveColumns({ { 5, 0 }, { 6, 20 } }, plain), expected);
    }
    void noPointNoBox() { QVERIFY(curveColumns({}, plain).isEmpty()); }
    void whatLiesBesideThePlotIsLeftOut()
    {
        for (const auto& box : curveColumns({ { -20, 0 }, { 130, 50 } }, plain)) {
            QVERIFY(box.left() >= 0);
            QVERIFY(box.right() <= 100);
        }
    }
    void theLineHasNoGapAndKeepsEveryPoint()
    {
        QVERIFY(rc::check([] {
            const auto points = anyCurve();
            const auto columns = curveColumns(points, plain);
            for (const auto& point : points)
                RC_ASSERT(
                    covers(columns, QPoint(int(std::lround(point.x())), 50 - int(point.y()))));
            for (qsizetype i = 1; i < columns.size(); ++i) {
                RC_ASSERT(columns[i].left() == columns[i - 1].right() + 1);
                RC_ASSERT(columns[i].top() <= columns[i - 1].bottom() + 1);
                RC_ASSERT(columns[i].bottom() >= columns[i - 1].top() - 1);
            }
        }));
    }
    void belowStepsEachHasItsHeight()
    {
        const QList<QPointF> steps { { 0, 10 }, { 20, 10 }, { 20, 0 }, { 30, 0 }, { 30, 50 },
            { 40, 50 } };
        const QList<QRect> expected { QRect(0, 40, 20, 10), QRect(30, 0, 10, 50) };
        QCOMPARE(columnsBelow(steps, plain), expected);
    }
    void aPointNearTheCurveIsOnIt()
    {
        const auto columns = curveColumns({ { 0, 10 }, { 100, 10 } }, plain);
        QVERIFY(isNear(columns, QPointF(50, 43), 3));
        QVERIFY(!isNear(columns, QPointF(50, 30), 3));
    }
};

QTEST_APPLESS_MAIN(TestCurveColumns)
#include "tst_curve_columns.moc"
