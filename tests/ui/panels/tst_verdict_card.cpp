// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/scenarios.h"
#include "ui/panels/verdict_card.h"

#include <QTest>

using namespace tickscope;

namespace {

struct Measured
{
    ServerStatistics statistics;
    ServerSpec spec;
};

Measured measured(const char* scenario, ServerIndex server, VirtualTime until)
{
    Run run(builtin(scenario));
    run.advanceTo(until);
    TraceLog log(run.serverCount(), run.watchedServers());
    log.consume(run.trace());
    const auto& spec = run.serverSpec(server);
    return { measure(log.server(server), spec, 0, toNs(until)), spec };
}

} // namespace

class TestVerdictCard : public QObject
{
    Q_OBJECT

private slots:
    void aWaitingEditNamesBothRates()
    {
        const auto [statistics, spec] = measured("buildup-edited", 1, VirtualTime(41s));
        VerdictCard card(m_themes);
        card.setVerdict(statistics, spec.schedule, Duration(10s).count());
        QCOMPARE(card.title(), QStringLiteral("Mailbox grows"));
        QVERIFY(card.words().startsWith(QStringLiteral("By 0.075 messages/s; 1,000 waiting at ")));
        QVERIFY(card.words().endsWith(
            QStringLiteral("With the next interval, 10 s, it drains by 0.025/s.")));
        QVERIFY(card.accessibleDescription().contains(card.words()));
    }
    void withoutAnEditThereIsOneRate()
    {
        const auto [statistics, spec] = measured("buildup", 1, VirtualTime(41s));
        VerdictCard card(m_themes);
        card.setVerdict(statistics, spec.schedule, Duration(5s).count());
        QVERIFY(!card.words().contains(QStringLiteral("next interval")));
    }
    void aLoopThatArmsAfterItsWorkIsStable()
    {
        const auto [statistics, spec] = measured("buildup", 0, VirtualTime(60s));
        VerdictCard card(m_themes);
        card.setVerdict(statistics, spec.schedule, {});
        QCOMPARE(card.title(), QStringLiteral("Stable"));
        QVERIFY(card.words().startsWith(QStringLiteral("Utilisation 0.")));
    }
    void tooFewTicksSayNothing()
    {
        const auto [statistics, spec] = measured("buildup", 0, VirtualTime(6s));
        VerdictCard card(m_themes);
        card.setVerdict(statistics, spec.schedule, {});
        QCOMPARE(card.title(), QStringLiteral("Too few ticks to tell"));
    }

    void whatIsNotGoingOnIsNotStable_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<int>("until");
        QTest::addColumn<QString>("title");
        QTest::newRow("two chains") << "double-chain" << 20 << "Two chains: ticks twice as often";
        QTest::newRow("dead") << "restart-limit" << 15 << "Dead since 4.800 s";
        QTest::newRow("no timer") << "forgot-schedule" << 5 << "No timer armed since 0 s";
        QTest::newRow("missed beats") << "heartbeat" << 33 << "Missed 1 beat";
        QTest::newRow("finished") << "countdown" << 15 << "Finished at 11 s";
    }
    void whatIsNotGoingOnIsNotStable()
    {
        QFETCH(QString, scenario);
        QFETCH(int, until);
        const auto [statistics, spec]
            = measured(qPrintable(scenario), 0, VirtualTime(std::chrono::seconds(until)));
        VerdictCard card(m_themes);
        card.setVerdict(statistics, spec.schedule, {}, QStringLiteral("The supervisor gave up"));
        QTEST(card.title(), "title");
        QCOMPARE(card.words() == QStringLiteral("The supervisor gave up."),
            scenario == QStringLiteral("restart-limit"));
    }

private:
    ThemeController m_themes;
};

QTEST_MAIN(TestVerdictCard)
#include "tst_verdict_card.moc"
