// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/widgets/distribution.h"
#include "ui/widgets/distribution_picture.h"

#include <QImage>

using namespace tickscope;

Q_DECLARE_METATYPE(tickscope::DurationSpec)

class TestDistribution : public QObject
{
    Q_OBJECT

private slots:
    void aShapeLiesInsideOfItsField_data()
    {
        QTest::addColumn<DurationSpec>("spec");
        QTest::addColumn<QString>("words");
        QTest::newRow("uniform") << DurationSpec(UniformDuration { 1s, 3s })
                                 << QStringLiteral("uniform between 1 s and 3 s");
        QTest::newRow("exponential")
            << DurationSpec(ExponentialDuration { 2s }) << QStringLiteral("exponential, mean 2 s");
        QTest::newRow("normal") << DurationSpec(NormalDuration { 2s, 300ms })
                                << QStringLiteral("normal, mean 2 s, deviation 300 ms");
        QTest::newRow("normal cut at 0") << DurationSpec(NormalDuration { 1s, 2s })
                                         << QStringLiteral("normal, mean 1 s, deviation 2 s");
        QTest::newRow("sequence") << DurationSpec(SequenceDuration { { 15ms, 265ms, 15ms } })
                                  << QStringLiteral("3 values in turn, the last holds");
        QTest::newRow("long sequence")
            << DurationSpec(SequenceDuration { std::vector<Duration>(500, 1s) })
            << QStringLiteral("500 values in turn, the last holds");
    }
    void aShapeLiesInsideOfItsField()
    {
        QFETCH(DurationSpec, spec);
        QFETCH(QString, words);
        const auto shape = distributionShape(spec);
        QVERIFY(shape.points.size() > 1);
        QVERIFY(shape.from >= Duration {} && shape.to > shape.from);
        double highest = 0;
        for (const auto& point : shape.points) {
            QVERIFY(point.x() >= 0 && point.x() <= 1 && point.y() >= 0 && point.y() <= 1);
            highest = std::max(highest, point.y());
        }
        QVERIFY(highest > 0.9);
        QVERIFY(std::is_sorted(shape.points.begin(), shape.points.end(),
            [](QPointF a, QPointF b) { return a.x() < b.x(); }));
        QCOMPARE(distributionWords(spec), words);
    }
    void aConstantHasNoPicture_data()
    {
        QTest::addColumn<DurationSpec>("spec");
        QTest::newRow("constant") << DurationSpec(Duration(8s));
        QTest::newRow("uniform without width") << DurationSpec(UniformDuration { 1s, 1s });
        QTest::newRow("normal without width") << DurationSpec(NormalDuration { 1s, 0s });
        QTest::newRow("exponential of 0") << DurationSpec(ExponentialDuration { 0s });
        QTest::newRow("one value") << DurationSpec(SequenceDuration { { 1s } });
        QTest::newRow("only zeros") << DurationSpec(SequenceDuration { { 0s, 0s } });
    }
    void aConstantHasNoPicture()
    {
        QFETCH(DurationSpec, spec);
        QVERIFY(distributionShape(spec).points.isEmpty());
    }
    void theInspectorShowsTheShapeOfTheWork()
    {
        WindowFixture m;
        m.show();
        m.open("buildup");
        auto* picture = m.window->findChild<DistributionPicture*>();
        QVERIFY(!picture->isVisible());
        Action action;
        action.server = "poller_after";
        action.kind = ActionKind::SetWork;
        action.work = UniformDuration { 1s, 3s };
        m.window->document().act(action);
        settle(m.window->controller());
        QVERIFY(picture->isVisible());
        QCOMPARE(picture->accessibleDescription(), QStringLiteral("uniform between 1 s and 3 s"));
        m.window->timeWindow().setSelection(Selection { 1, 0 });
        QVERIFY(!picture->isVisible());
    }
};

QTEST_MAIN(TestDistribution)
#include "tst_distribution.moc"
