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
        card.setVerdict(
            statistics.growth, spec.schedule, statistics.nominalNs, Duration(10s).count());
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
        card.setVerdict(
            statistics.growth, spec.schedule, statistics.nominalNs, Duration(5s).count());
        QVERIFY(!card.words().contains(QStringLiteral("next interval")));
    }
    void aLoopThatArmsAfterItsWorkIsStable()
    {
        const auto [statistics, spec] = measured("buildup", 0, VirtualTime(60s));
        VerdictCard card(m_themes);
        card.setVerdict(statistics.growth, spec.schedule, statistics.nominalNs, {});
        QCOMPARE(card.title(), QStringLiteral("Stable"));
        QVERIFY(card.words().startsWith(QStringLiteral("Utilisation 0.")));
    }
    void tooFewTicksSayNothing()
    {
        const auto [statistics, spec] = measured("buildup", 0, VirtualTime(6s));
        VerdictCard card(m_themes);
        card.setVerdict(statistics.growth, spec.schedule, statistics.nominalNs, {});
        QCOMPARE(card.title(), QStringLiteral("Too few ticks to tell"));
    }

private:
    ThemeController m_themes;
};

QTEST_MAIN(TestVerdictCard)
#include "tst_verdict_card.moc"
