// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/fake_clock.h"
#include "tests/ui/support/scenarios.h"
#include "ui/models/actions_model.h"
#include "ui/models/server_list_model.h"
#include "ui/models/statistics_model.h"
#include "ui/text/server_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tickscope;

namespace {

using Tester = QAbstractItemModelTester;
constexpr auto mode = Tester::FailureReportingMode::QtTest;

QString value(const StatisticsModel& model, const QString& name)
{
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.index(row, StatisticsModel::NameColumn).data().toString() == name)
            return model.index(row, StatisticsModel::ValueColumn).data().toString();
    return QStringLiteral("(no such row)");
}

} // namespace

class TestModels : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_controller = std::make_unique<RunController>(m_clock); }

    void serversSayWhatTheyDo_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("waiting");
        QTest::newRow("idle") << 0 << QStringLiteral("Idle, tick 4 due in 3.000 s") << 0;
        QTest::newRow("working") << 1 << QStringLiteral("Working on tick 5 for 4.000 s") << 4;
        QTest::newRow("a heartbeat") << 2 << QStringLiteral("Idle, tick 21 due in 1.000 s") << 0;
        QTest::newRow("finished") << 3 << QStringLiteral("Finished at 11.000 s") << 0;
    }
    void serversSayWhatTheyDo()
    {
        QFETCH(int, row);
        QFETCH(QString, text);
        QFETCH(int, waiting);
        ServerListModel model(*m_controller);
        loadTo(*m_controller, builtin("buildup-edited"), VirtualTime(41s));
        const auto index = model.index(row);
        QCOMPARE(index.data(ServerListModel::StateTextRole).toString(), text);
        QCOMPARE(index.data(ServerListModel::DepthRole).toInt(), waiting);
        QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(text));
    }
    void aKilledServerHasNoProcess()
    {
        ServerListModel model(*m_controller);
        auto scenario = builtin("self-scheduling");
        scenario.servers[0].restart = RestartKind::Temporary;
        loadTo(*m_controller, scenario, VirtualTime(13s));
        Action action;
        action.server = scenario.servers[0].name;
        action.kind = ActionKind::Crash;
        m_controller->apply(action);
        QCOMPARE(model.index(0).data(ServerListModel::StateTextRole).toString(),
            QStringLiteral("No process since 13.000 s"));
        QCOMPARE(model.index(0).data(ServerListModel::StateRole).toInt(), int(ServerState::Dead));
    }
    void theListOfServersIsAGoodModel()
    {
        ServerListModel model(*m_controller);
        Tester tester(&model, mode);
        QCOMPARE(model.rowCount(), 0);
        loadTo(*m_controller, builtin("buildup"), VirtualTime(10s));
        QCOMPARE(model.rowCount(), 4);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        m_controller->restart();
        settle(*m_controller);
        QCOMPARE(reset.count(), 0);
        m_controller->unload();
        QCOMPARE(model.rowCount(), 0);
    }
    void actionsStandInTheOrderOfTime()
    {
        ActionsModel model(*m_controller);
        Tester tester(&model, mode);
        loadTo(*m_controller, builtin("buildup"), VirtualTime(30s));
        Action action;
        action.server = "poller_interval";
        action.kind = ActionKind::SetInterval;
        action.interval = 10s;
        m_controller->apply(action);
        m_controller->goTo(VirtualTime(6s));
        settle(*m_controller);
        action.server = "poller_after";
        action.kind = ActionKind::Cancel;
        m_controller->apply(action);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(
            model.index(0, ActionsModel::TimeColumn).data().toString(), QStringLiteral("6.000"));
        QCOMPARE(model.index(1, ActionsModel::WhatColumn).data().toString(),
            QStringLiteral("set_interval 10 s"));
    }
    void actionsShowWhatTheyReturned()
    {
        ActionsModel model(*m_controller);
        loadTo(*m_controller, builtin("self-scheduling"), VirtualTime(3166ms));
        Action action;
        action.server = m_controller->run().processNames().front();
        action.kind = ActionKind::Cancel;
        m_controller->apply(action);
        QCOMPARE(model.index(0, ActionsModel::ResultColumn).data().toString(),
            QStringLiteral("cancel_timer → 1834 ms"));
        m_controller->apply(action);
        QCOMPARE(model.index(1, ActionsModel::ResultColumn).data().toString(),
            QStringLiteral("cancel_timer → false"));
    }
    void statisticsAreThoseOfTheTrace()
    {
        loadTo(*m_controller, builtin("buildup-edited"), VirtualTime(41s));
        StatisticsModel model;
        Tester tester(&model, mode);
        model.setStatistics(measure(
            m_controller->log().server(1), m_controller->run().serverSpec(1), 0, 41'000'000'000));
        QCOMPARE(value(model, QStringLiteral("Ticks handled")), QStringLiteral("4"));
        QCOMPARE(value(model, QStringLiteral("Start to start")), QStringLiteral("8.000 s"));
        QCOMPARE(value(model, QStringLiteral("Nominal interval")), QStringLiteral("5.000 s"));
        QCOMPARE(value(model, QStringLiteral("Lateness, median")), QStringLiteral("6.000 s"));
        QCOMPARE(value(model, QStringLiteral("Lateness, max")), QStringLiteral("12.000 s"));
        QCOMPARE(value(model, QStringLiteral("Utilisation")), QStringLiteral("0.88"));
        QCOMPARE(value(model, QStringLiteral("Mailbox, mean")), QStringLiteral("1.41"));
        QCOMPARE(value(model, QStringLiteral("Mailbox, max")), QStringLiteral("4"));
    }
    void allValuesCanBeShown()
    {
        StatisticsModel model;
        Tester tester(&model, mode);
        model.setStatistics({});
        const int few = model.rowCount();
        model.setDetail(StatisticsModel::Detail::All);
        QVERIFY(model.rowCount() > few);
        QCOMPARE(value(model, QStringLiteral("Restarts")), QStringLiteral("0"));
        model.setDetail(StatisticsModel::Detail::Short);
        QCOMPARE(model.rowCount(), few);
    }
    void whatWentWrongIsAlwaysShown()
    {
        ServerStatistics statistics;
        statistics.restarts = 2;
        StatisticsModel model;
        model.setStatistics(statistics);
        QCOMPARE(value(model, QStringLiteral("Restarts")), QStringLiteral("2"));
    }

private:
    FakeClock m_clock;
    std::unique_ptr<RunController> m_controller;
};

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
