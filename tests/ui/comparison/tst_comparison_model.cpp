// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/fake_clock.h"
#include "tests/ui/support/scenarios.h"
#include "ui/comparison/comparison_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tickscope;

namespace {

using Tester = QAbstractItemModelTester;
constexpr auto mode = Tester::FailureReportingMode::QtTest;

Action actionOn(const char* server, ActionKind kind, Duration interval = {})
{
    Action action;
    action.server = server;
    action.kind = kind;
    action.interval = interval;
    return action;
}

} // namespace

class TestComparisonModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_controller = std::make_unique<RunController>(m_clock); }

    void eachCellSaysWhatWasMeasured_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("detail");
        const auto add = [](const char* name, ComparisonRow row, int column, const char* headline,
                             const char* detail) {
            QTest::newRow(name) << int(row) << column << QString::fromUtf8(headline)
                                << QString::fromUtf8(detail);
        };
        using Row = ComparisonRow;
        add("period of after_work", Row::Scheduling, 0, "13.000 s start to start",
            "The server arms the next timer when the work is done: 5 s + 8 s.");
        add("period of send_interval", Row::Scheduling, 1, "8.000 s start to start",
            "The timer sends every 5 s by itself; the work sets the real period.");
        add("work of after_work", Row::Work, 0, "8.000 s, adds to the period",
            "Each tick moves the next one later. Drift after 3 ticks: 16.000 s.");
        add("work of send_interval", Row::Work, 1, "8.000 s, does not move the timer",
            "A tick is due on time and starts late: up to 12.000 s so far.");
        add("build-up of after_work", Row::BuildUp, 0, "0 waiting, at most 0",
            "Stable, utilisation 0.59. One chain has at most one tick on its way.");
        add("build-up of send_interval", Row::BuildUp, 1, "4 waiting, grows by 0.075 messages/s",
            "1,000 waiting at 3 h 42 min. Nothing stops the timer.");
        add("no edit yet", Row::DynamicInterval, 0, "Not tried in this run",
            "It would apply when the next timer is armed.");
        add("an edit that waits", Row::DynamicInterval, 1, "Asked at 31.000 s, still waiting",
            "The edit is a message: 10.000 s in the mailbox, 1 message ahead.");
        add("cancelling an idle server", Row::Cancellation, 0,
            "Asked now: handled at once, 3,000 ms left",
            "Nothing waits, so no tick runs after it.");
        add("cancelling behind a queue", Row::Cancellation, 1, "Asked now: handled at 69.000 s",
            "It waits behind 4 messages: 3 ticks run before it and 3 after it.");
        add("advice for after_work", Row::Recommendation, 0,
            "Use it when work may outlast the interval", "As here: 8 s of work, 5 s interval.");
        add("advice for send_interval", Row::Recommendation, 1,
            "Use it when work always fits the interval", "Not here: 8 s of work, 5 s interval.");
    }
    void eachCellSaysWhatWasMeasured()
    {
        QFETCH(int, row);
        QFETCH(int, column);
        QFETCH(QString, headline);
        QFETCH(QString, detail);
        loadTo(*m_controller, builtin("buildup-edited"), VirtualTime(41s));
        ComparisonModel model(*m_controller);
        model.setServers({ 0, 1 });
        model.measure({}, true);
        const auto index = model.index(row, column);
        QCOMPARE(index.data().toString(), headline);
        QCOMPARE(index.data(ComparisonModel::DetailRole).toString(), detail);
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
            headline + QStringLiteral(". ") + detail);
    }
    void theForecastIsWhatThenHappens()
    {
        loadTo(*m_controller, builtin("buildup-edited"), VirtualTime(41s));
        const auto forecast = forecastCancels(m_controller->run(), { 1 }, 100'000).front();
        QVERIFY(forecast.has_value());
        m_controller->apply(actionOn("poller_interval", ActionKind::Cancel));
        m_controller->goTo(VirtualTime(100s));
        settle(*m_controller);
        ComparisonModel model(*m_controller);
        model.setServers({ 1 });
        model.measure({}, false);
        const auto cell = model.cell(model.index(int(ComparisonRow::Cancellation), 0));
        QCOMPARE(cell.headline,
            QStringLiteral("Asked at 41.000 s, handled at 69.000 s: {:ok, :cancel}"));
        QCOMPARE(cell.detail,
            QStringLiteral("3 ticks ran all the same: cancelling takes nothing back."));
        QCOMPARE(forecast->handledNs, std::int64_t(69'000'000'000));
        QCOMPARE(forecast->ticksAfter, 3U);
        const TimeSpan place { 41'000'000'000, 69'000'000'000 };
        QCOMPARE(cell.place->startNs, place.startNs);
        QCOMPARE(cell.place->endNs, place.endNs);
    }
    void aForecastLeavesTheRunAlone()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(41s));
        const auto events = m_controller->run().trace().size();
        forecastCancels(m_controller->run(), { 0, 1, 2, 3 }, 100'000);
        QCOMPARE(m_controller->run().trace().size(), events);
        QVERIFY(m_controller->run().actions().empty());
    }
    void aLongRunIsNotRepeatedForAForecast()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(41s));
        QVERIFY(!forecastCancels(m_controller->run(), { 0 }, 10).front());
    }
    void anEditThatWasHandledSaysWhatItChanged()
    {
        loadTo(*m_controller, builtin("buildup-edited"), VirtualTime(60s));
        ComparisonModel model(*m_controller);
        model.setServers({ 1 });
        model.measure({}, false);
        const auto cell = model.cell(model.index(int(ComparisonRow::DynamicInterval), 0));
        QCOMPARE(cell.headline, QStringLiteral("Asked at 31.000 s, handled at 53.000 s"));
        QCOMPARE(cell.detail,
            QStringLiteral("It waited 22.000 s in the mailbox. A new timer sends every 10 s from "
                           "there on."));
    }
    void whatWasNotTriedCanBeTried()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(41s));
        ComparisonModel model(*m_controller);
        model.setServers({ 0 });
        model.measure({}, false);
        const auto interval = model.cell(model.index(int(ComparisonRow::DynamicInterval), 0));
        QCOMPARE(interval.offerText, QStringLiteral("Try 10 s"));
        QCOMPARE(interval.offer->interval, Duration(10s));
        const auto cancel = model.cell(model.index(int(ComparisonRow::Cancellation), 0));
        QCOMPARE(cancel.offer->kind, ActionKind::Cancel);
        QCOMPARE(cancel.headline, QStringLiteral("Not tried in this run"));
    }
    void aRangeRestrictsEveryNumber()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(41s));
        ComparisonModel model(*m_controller);
        model.setServers({ 0, 1 });
        model.measure(TimeSpan { 20'000'000'000, 32'000'000'000 }, true);
        QCOMPARE(model.span().startNs, std::int64_t(20'000'000'000));
        QCOMPARE(model.index(int(ComparisonRow::Work), 1).data().toString(),
            QStringLiteral("8.000 s, does not move the timer"));
        QCOMPARE(
            model.index(int(ComparisonRow::BuildUp), 1).data(ComparisonModel::MarkRole).toInt(),
            int(ComparisonCell::Mark::None));
    }
    void itIsAGoodModelWhateverHappensToTheRun()
    {
        ComparisonModel model(*m_controller);
        Tester tester(&model, mode);
        QCOMPARE(model.columnCount(), 0);
        loadTo(*m_controller, builtin("buildup"), VirtualTime(10s));
        model.setServers({ 0, 1 });
        model.measure({}, true);
        model.addServer(3);
        model.addServer(3);
        QCOMPARE(model.columnCount(), 3);
        model.removeServer(0);
        QCOMPARE(model.server(0), 1U);
        model.measure({}, true);
        m_controller->unload();
        QCOMPARE(model.columnCount(), 0);
    }
    void columnsFollowTheirServersByName()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(10s));
        ComparisonModel model(*m_controller);
        Tester tester(&model, mode);
        model.setServers({ 1, 2 });
        auto scenario = m_controller->run().scenario();
        scenario.servers.erase(scenario.servers.begin());
        m_controller->change(scenario);
        settle(*m_controller);
        QCOMPARE(model.columnCount(), 2);
        QCOMPARE(model.server(0), 0U);
        QVERIFY(model.headerData(0, Qt::Horizontal, Qt::DisplayRole)
                    .toString()
                    .startsWith(QStringLiteral("poller_interval")));
        scenario.servers.erase(scenario.servers.begin());
        m_controller->change(scenario);
        settle(*m_controller);
        QCOMPARE(model.columnCount(), 1);
    }
    void theTextHasEveryCell()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(41s));
        ComparisonModel model(*m_controller);
        model.setServers({ 0, 1 });
        model.measure({}, true);
        const auto lines = model.toText().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), comparisonRowCount + 1);
        for (const auto& line : lines)
            QCOMPARE(line.count(u'\t'), 2);
    }
    void everyScheduleHasItsWords()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(0s));
        for (const auto schedule :
            { Schedule::AfterWork, Schedule::BeforeWork, Schedule::SendInterval, Schedule::Absolute,
                Schedule::AbsoluteSkip, Schedule::IdleTimeout }) {
            auto scenario = builtin("self-scheduling");
            scenario.servers[0].schedule = schedule;
            loadTo(*m_controller, scenario, VirtualTime(30s));
            ComparisonModel model(*m_controller);
            model.setServers({ 0 });
            model.measure({}, true);
            for (int row = 0; row < comparisonRowCount; ++row) {
                QVERIFY(!model.index(row, 0).data().toString().isEmpty());
                QVERIFY(
                    !model.index(row, 0).data(ComparisonModel::DetailRole).toString().isEmpty());
            }
        }
    }

private:
    FakeClock m_clock;
    std::unique_ptr<RunController> m_controller;
};

QTEST_GUILESS_MAIN(TestComparisonModel)
#include "tst_comparison_model.moc"
