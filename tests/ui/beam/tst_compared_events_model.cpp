// SPDX-License-Identifier: GPL-3.0-only
#include "ui/beam/beam_box.h"
#include "ui/beam/compared_events_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace tickscope;

class TestComparedEventsModel : public QObject
{
    Q_OBJECT

private slots:
    void itIsAProperModel()
    {
        ComparedEventsModel model(both("done", "done"));
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 2);
        for (int column = 0; column < ComparedEventsModel::ColumnCount; ++column)
            QVERIFY(
                !model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
    }
    void aRowHasBothTimesAndTheirDifference()
    {
        ComparedEventsModel model(both("done", "done"));
        QCOMPARE(texts(model, 0),
            (QStringList { QStringLiteral("51.150"), QStringLiteral("51.100"),
                QStringLiteral("-0.050"), QStringLiteral("p: tick 1") }));
    }
    void aMissingSideIsADash()
    {
        auto comparison = std::make_shared<Comparison>();
        comparison->events.push_back({ std::nullopt, BeamEvent { 5'000'000, "tick", "p", 2, {} } });
        ComparedEventsModel model(comparison);
        QCOMPARE(texts(model, 0),
            (QStringList { QStringLiteral("–"), QStringLiteral("5.000"), QString(),
                QStringLiteral("p: tick 2  (real only)") }));
    }
    void theVerdictIsSaidInWords()
    {
        const auto same = both("done", "done");
        QVERIFY(same->verdict == Comparison::Verdict::Agrees);
        QCOMPARE(verdictHeadline(*same), QStringLiteral("The real BEAM agrees"));
        QVERIFY(verdictWords(*same).startsWith(QStringLiteral("1 ticks and 0 mailbox depths")));
        const auto other = both("done", "crash");
        QCOMPARE(verdictHeadline(*other), QStringLiteral("The real BEAM differs"));
        QVERIFY(verdictWords(*other).contains(QStringLiteral("real p: crash 1")));
    }

private:
    static std::shared_ptr<const Comparison> both(const char* simulated, const char* real)
    {
        Recording left, right;
        left.events = { { 51'150'000, "tick", "p", 1, {} }, { 57'150'000, simulated, "p", 1, {} } };
        right.events = { { 51'100'000, "tick", "p", 1, {} }, { 57'100'000, real, "p", 1, {} } };
        right.isComplete = true;
        return std::make_shared<const Comparison>(compareRecordings(left, right, 1'000'000'000));
    }
    static QStringList texts(const ComparedEventsModel& model, int row)
    {
        QStringList texts;
        for (int column = 0; column < ComparedEventsModel::ColumnCount; ++column)
            texts << model.index(row, column).data().toString();
        return texts;
    }
};

QTEST_APPLESS_MAIN(TestComparedEventsModel)
#include "tst_compared_events_model.moc"
