// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/fake_clock.h"
#include "tests/ui/support/scenarios.h"
#include "ui/models/event_log_model.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tickscope;

namespace {

using Column = EventLogModel::Column;

QString cell(const EventLogModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

/// The rows of one server from a moment on, as "time event what".
QStringList rowsFrom(const EventLogModel& model, qint64 fromNs)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.index(row, 0).data(EventLogModel::TimeRole).toLongLong() >= fromNs)
            rows << QStringLiteral("%1 %2 %3")
                        .arg(cell(model, row, Column::TimeColumn),
                            cell(model, row, Column::EventColumn),
                            cell(model, row, Column::WhatColumn))
                        .trimmed();
    return rows;
}

void complete(const EventLogModel& model)
{
    while (!model.isComplete())
        QCoreApplication::processEvents();
}

} // namespace

class TestEventLogModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_controller = std::make_unique<RunController>(m_clock); }

    void itShowsEveryRecordOnce()
    {
        EventLogModel model(*m_controller);
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        loadTo(*m_controller, builtin("buildup"), VirtualTime(60s));
        complete(model);
        QCOMPARE(std::uint64_t(model.rowCount()), m_controller->run().trace().size());
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.index(row, 0).data(EventLogModel::SeqRole).toInt(), row);
    }
    void rowsAreAppendedInBatches()
    {
        EventLogModel model(*m_controller);
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_controller->load(builtin("buildup"));
        settle(*m_controller);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        m_controller->goTo(VirtualTime(30s));
        settle(*m_controller);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(reset.count(), 0);
    }
    void theWordsAreThoseOfTheTrace()
    {
        EventLogModel model(*m_controller);
        loadTo(*m_controller, builtin("buildup-edited"), VirtualTime(41s));
        model.setFilter({ { 1 }, {}, {} });
        complete(model);
        const QStringList expected {
            QStringLiteral("35.000 timeout timer armed with 5 s"),
            QStringLiteral("35.000 receive tick 7, depth 4"),
            QStringLiteral("37.000 work_end tick 4, 8 s"),
            QStringLiteral("37.000 return"),
            QStringLiteral("37.000 dequeue tick 5, waited 12.000 s, depth 3"),
            QStringLiteral("37.000 handle_info :poll"),
            QStringLiteral("37.000 work_start tick 5"),
            QStringLiteral("40.000 timeout timer armed with 5 s"),
            QStringLiteral("40.000 receive tick 8, depth 4"),
        };
        QCOMPARE(rowsFrom(model, 35'000'000'000), expected);
    }
    void whatAPersonDidIsMarked()
    {
        EventLogModel model(*m_controller);
        loadTo(*m_controller, builtin("buildup-edited"), VirtualTime(41s));
        model.setFilter({ { 1 }, {}, { QStringLiteral("set_interval 10 s") } });
        complete(model);
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.index(0, Column::WhatColumn).data(EventLogModel::LiveEditRole).toBool());
        QVERIFY(!model.index(0, Column::TimeColumn).data(EventLogModel::LiveEditRole).toBool());
    }
    void filtersNarrowEachOther()
    {
        EventLogModel model(*m_controller);
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        loadTo(*m_controller, builtin("buildup"), VirtualTime(60s));
        model.setFilter({ { 1 }, { Event::WorkStart }, {} });
        complete(model);
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(cell(model, row, Column::ServerColumn), QStringLiteral("poller_interval"));
            QCOMPARE(cell(model, row, Column::EventColumn), QStringLiteral("work_start"));
        }
        const int starts = model.rowCount();
        QVERIFY(starts > 2);
        model.setFilter({ { 1 }, { Event::WorkStart }, { QStringLiteral("TICK 3") } });
        complete(model);
        QCOMPARE(model.rowCount(), 1);
        model.setFilter({});
        complete(model);
        QCOMPARE(std::uint64_t(model.rowCount()), m_controller->run().trace().size());
    }
    void aMonitorIsNotMixedInWithItsHeartbeat()
    {
        EventLogModel model(*m_controller);
        loadTo(*m_controller, builtin("buildup"), VirtualTime(10s));
        const auto& names = m_controller->run().processNames();
        const auto heartbeat = std::find(names.begin(), names.end(), "heartbeat") - names.begin();
        model.setFilter({ { std::uint32_t(heartbeat) }, {}, {} });
        complete(model);
        QVERIFY(model.rowCount() > 0);
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(cell(model, row, Column::ServerColumn), QStringLiteral("heartbeat"));
        const auto monitor
            = std::find(names.begin(), names.end(), "heartbeat_monitor") - names.begin();
        model.setFilter({ { std::uint32_t(monitor) }, {}, {} });
        complete(model);
        QVERIFY(model.rowCount() > 0);
    }
    void aFilteredLogGoesOnWithTheRun()
    {
        EventLogModel model(*m_controller);
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        loadTo(*m_controller, builtin("buildup"), VirtualTime(10s));
        model.setFilter({ { 1 }, { Event::Timeout }, {} });
        complete(model);
        QCOMPARE(model.rowCount(), 2);
        m_controller->goTo(VirtualTime(30s));
        settle(*m_controller);
        complete(model);
        QCOMPARE(model.rowCount(), 6);
        m_controller->goTo(VirtualTime(5s));
        settle(*m_controller);
        complete(model);
        QCOMPARE(model.rowCount(), 1);
    }
    void onlyTheLatestRowsAreKept()
    {
        EventLogModel model(*m_controller);
        loadTo(*m_controller, scenarioOf(R"(
format = 1
duration = "1h"
[[server]]
name = "poller"
interval = "1ms"
)"),
            VirtualTime(40s));
        complete(model);
        const auto size = m_controller->run().trace().size();
        QVERIFY(size > EventLogModel::rowLimit);
        QVERIFY(model.isCut());
        QCOMPARE(std::size_t(model.rowCount()), EventLogModel::rowLimit);
        const auto last = model.index(model.rowCount() - 1, 0).data(EventLogModel::SeqRole);
        QCOMPARE(last.toULongLong(), size - 1);
        m_controller->goTo(VirtualTime(41s));
        settle(*m_controller);
        complete(model);
        QCOMPARE(std::size_t(model.rowCount()), EventLogModel::rowLimit);
        // A filter that lets few pass finds those that were left out before.
        model.setFilter({ {}, { Event::Spawn }, {} });
        complete(model);
        QCOMPARE(model.rowCount() > 0, true);
        QVERIFY(!model.isCut());
    }
    void theSelectedTickIsMarked()
    {
        EventLogModel model(*m_controller);
        loadTo(*m_controller, builtin("buildup"), VirtualTime(41s));
        const auto& messages = m_controller->log().server(1).messages;
        model.setFilter({ { 1 }, {}, {} });
        complete(model);
        model.setSelectedMessage(1, messages[3].number);
        QStringList marked;
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, 0).data(EventLogModel::RelatedRole).toBool())
                marked << cell(model, row, Column::EventColumn);
        const QStringList expected { QStringLiteral("receive"), QStringLiteral("dequeue"),
            QStringLiteral("handle_info"), QStringLiteral("work_start"), QStringLiteral("work_end"),
            QStringLiteral("return") };
        QCOMPARE(marked, expected);
    }
    void rowsAreFoundByTheirNumber()
    {
        EventLogModel model(*m_controller);
        loadTo(*m_controller, builtin("buildup"), VirtualTime(41s));
        model.setFilter({ { 1 }, { Event::Timeout }, {} });
        complete(model);
        const auto seq = model.index(2, 0).data(EventLogModel::SeqRole).toULongLong();
        QCOMPARE(model.rowOf(seq), 2);
        QCOMPARE(model.rowOf(seq + 1), 3);
        QCOMPARE(model.rowOf(1'000'000), model.rowCount());
    }
    void everyRecordOfEveryExampleHasWords()
    {
        for (const auto& example : builtinScenarios()) {
            RunController controller(m_clock);
            EventLogModel model(controller);
            loadTo(controller, scenarioOf(example.text), VirtualTime(20s));
            complete(model);
            for (int row = 0; row < std::min(model.rowCount(), 5'000); ++row)
                for (int column = 0; column < EventLogModel::ColumnCount; ++column)
                    QVERIFY(!cell(model, row, column).contains(u'%'));
        }
    }

private:
    FakeClock m_clock;
    std::unique_ptr<RunController> m_controller;
};

QTEST_GUILESS_MAIN(TestEventLogModel)
#include "tst_event_log_model.moc"
