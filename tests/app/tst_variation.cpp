// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/assign_value.h"
#include "app/tickscope-cli/variation.h"

#include <QtTest>

using namespace tickscope;
using namespace tickscope::cli;

namespace {

QStringList values(const Variation& variation)
{
    QStringList list;
    for (const std::string& value : variation.values)
        list.append(QString::fromStdString(value));
    return list;
}

Scenario onePoller()
{
    Scenario scenario;
    ServerSpec server;
    server.name = "poller";
    server.interval = 5s;
    scenario.servers.push_back(server);
    return scenario;
}

} // namespace

class TestVariation : public QObject
{
    Q_OBJECT

private slots:
    void rangesIncludeBothEndsAndListsAreTakenAsWritten_data();
    void rangesIncludeBothEndsAndListsAreTakenAsWritten();
    void whatIsNoVariationIsRefused_data();
    void whatIsNoVariationIsRefused();
    void theLastVariationVariesFastest();
    void aValueLandsInItsPlace();
    void aPathOrValueThatMakesNoSenseIsRefusedWithTheNearestWord_data();
    void aPathOrValueThatMakesNoSenseIsRefusedWithTheNearestWord();
};

void TestVariation::rangesIncludeBothEndsAndListsAreTakenAsWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    using Row = QStringList;
    QTest::newRow("durations") << QStringLiteral("poller.interval=1s..3s/1s")
                               << Row { QStringLiteral("1s"), QStringLiteral("2s"),
                                      QStringLiteral("3s") };
    QTest::newRow("a step that misses the end") << QStringLiteral(
        "poller.interval=1s..2s/600ms") << Row { QStringLiteral("1s"), QStringLiteral("1.6s") };
    QTest::newRow("whole numbers without a step") << QStringLiteral(
        "seed=1..3") << Row { QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3") };
    QTest::newRow("whole numbers with a step")
        << QStringLiteral("poller.count=10..30/10")
        << Row { QStringLiteral("10"), QStringLiteral("20"), QStringLiteral("30") };
    QTest::newRow("one value") << QStringLiteral("poller.work=8s") << Row { QStringLiteral("8s") };
    QTest::newRow("a list") << QStringLiteral("poller.schedule=after_work,send_interval")
                            << Row { QStringLiteral("after_work"),
                                   QStringLiteral("send_interval") };
}

void TestVariation::rangesIncludeBothEndsAndListsAreTakenAsWritten()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const auto variation = parseVariation(text.toStdString());
    QVERIFY2(variation, variation ? "" : variation.error().message.c_str());
    QCOMPARE(values(*variation), expected);
}

void TestVariation::whatIsNoVariationIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
        { "", "poller.interval", "=1s", "poller.interval=", "x=1s..", "x=1s..10s", "x=1s..10s/0s",
            "x=10s..1s/1s", "x=1..10/0", "x=1s..3/1", "x=1us..365000ms/1us" })
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestVariation::whatIsNoVariationIsRefused()
{
    QFETCH(QString, text);
    const auto variation = parseVariation(text.toStdString());
    QVERIFY(!variation);
    QCOMPARE(variation.error().code, ErrorCode::Usage);
    QVERIFY(variation.error().message.find("expected") != std::string::npos);
}

void TestVariation::theLastVariationVariesFastest()
{
    const Combinations all({ { "a", { "1", "2" } }, { "b", { "x", "y", "z" } } });
    QCOMPARE(all.count(), std::size_t { 6 });
    using Values = std::vector<std::string_view>;
    QCOMPARE(all.at(0), (Values { "1", "x" }));
    QCOMPARE(all.at(2), (Values { "1", "z" }));
    QCOMPARE(all.at(3), (Values { "2", "x" }));
    QCOMPARE(all.at(5), (Values { "2", "z" }));
}

void TestVariation::aValueLandsInItsPlace()
{
    Scenario scenario = onePoller();
    QVERIFY(!assignValue(scenario, "poller.interval", "250ms"));
    QVERIFY(!assignValue(scenario, "poller.work", "8s"));
    QVERIFY(!assignValue(scenario, "poller.schedule", "send_interval"));
    QVERIFY(!assignValue(scenario, "poller.count", "7"));
    QVERIFY(!assignValue(scenario, "seed", "18446744073709551615"));
    QVERIFY(!assignValue(scenario, "clock", "beam"));
    QVERIFY(!assignValue(scenario, "supervisor.max_restarts", "9"));
    QVERIFY(!assignValue(scenario, "supervisor.strategy", "one_for_all"));
    QVERIFY(!assignValue(scenario, "supervisor.parent.max_seconds", "60"));
    QVERIFY(!assignValue(scenario, "poller.arm", "after_load"));
    const ServerSpec& server = scenario.servers.front();
    QCOMPARE(server.interval, Duration(250ms));
    QCOMPARE(server.work, DurationSpec(Duration(8s)));
    QCOMPARE(server.schedule, Schedule::SendInterval);
    QCOMPARE(server.count, 7U);
    QCOMPARE(scenario.seed, UINT64_MAX);
    QCOMPARE(scenario.clock, ClockKind::Beam);
    QCOMPARE(scenario.supervisor.maxRestarts, 9U);
    QCOMPARE(scenario.supervisor.strategy, Strategy::OneForAll);
    QVERIFY(scenario.supervisor.parent == (RestartLimits { 3, 60 }));
    QCOMPARE(server.arm, Arm::AfterLoad);
}

void TestVariation::aPathOrValueThatMakesNoSenseIsRefusedWithTheNearestWord_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char* path, const char* value, const char* hint) {
        QTest::newRow(path) << QString::fromLatin1(path) << QString::fromLatin1(value)
                            << QString::fromLatin1(hint);
    };
    row("poller.intervall", "1s", "did you mean \"poller.interval\"?");
    row("seeed", "1", "did you mean \"seed\"?");
    row("nobody.at_all", "1", "expected SERVER.KEY");
    row("poller.interval", "5 parsecs", "not a duration");
    row("poller.schedule", "after-work", "did you mean \"after_work\"?");
    row("poller.count", "-1", "not a whole number");
}

void TestVariation::aPathOrValueThatMakesNoSenseIsRefusedWithTheNearestWord()
{
    QFETCH(QString, path);
    QFETCH(QString, value);
    QFETCH(QString, hint);
    Scenario scenario = onePoller();
    const auto error = assignValue(scenario, path.toStdString(), value.toStdString());
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::Usage);
    QVERIFY2(error->message.find(hint.toStdString()) != std::string::npos, error->message.c_str());
    QCOMPARE(scenario, onePoller());
}

QTEST_APPLESS_MAIN(TestVariation)
#include "tst_variation.moc"
