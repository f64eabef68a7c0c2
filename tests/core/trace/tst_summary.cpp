// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/summary.h"
#include "tests/support/text_files.h"
#include "tests/support/trace_builder.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

class TestSummary : public QObject
{
    Q_OBJECT

private slots:
    void jsonReadsAsDocumented();
    void jsonIsAsLongAsTheRunIsSmall();
    void whatHasNoValueIsNull();
    void limitIsPartOfTheJson();
    void textIsATableWithUnits();
    void textHasAColumnForWhatWentWrong();
    void textSaysWhatIsPartial();
    void textListsNoMoreThanAsked();
    void oddNamesHarmNobody();
};

namespace {

Scenario buildUp(std::vector<std::string> names = { "poller" })
{
    Scenario scenario;
    scenario.title = "Work slower than the interval";
    for (std::string& name : names) {
        ServerSpec spec;
        spec.name = std::move(name);
        spec.schedule = Schedule::SendInterval;
        spec.interval = 5s;
        spec.work = Duration(8s);
        scenario.servers.push_back(std::move(spec));
    }
    return scenario;
}

RunFacts facts(Duration until)
{
    RunFacts result;
    result.scenario = "buildup";
    result.title = "Work slower than the interval";
    result.untilNs = until.count();
    result.events = 1234;
    result.fingerprint = 0x0123456789abcdef;
    return result;
}

RunSummary summaryAt41()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 8s);
    poller.setInterval(30s, 10s);
    poller.runUntil(41s);
    TraceLog log(1, {});
    log.consume(builder.trace());
    const Scenario scenario = buildUp();
    return summarise(facts(41s), scenario, expandServers(scenario), log);
}

QJsonObject parsed(const std::string& json)
{
    QJsonParseError error {};
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(json), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("%s", qPrintable(error.errorString()));
    return document.object();
}

} // namespace

void TestSummary::jsonReadsAsDocumented()
{
    const char* const expected[] = {
        R"({)",
        R"(  "schema": "tickscope-run/1",)",
        R"(  "units": {"durations":"ns","rate":"messages/s"},)",
        R"(  "scenario": "buildup",)",
        R"(  "title": "Work slower than the interval",)",
        R"(  "seed": 1,)",
        R"(  "clock": "ideal",)",
        R"(  "from": 0,)",
        R"(  "until": 41000000000,)",
        R"(  "events": 1234,)",
        R"(  "fingerprint": "0x0123456789abcdef",)",
        R"(  "fingerprint_version": 2,)",
        R"(  "complete": true,)",
        R"(  "limit": null,)",
        R"(  "supervisor": {"gave_up":false,"gave_up_at_ns":null,"restarts":0,"because":null},)",
        R"(  "busiest": {"servers":1,"at_ns":5000000000},)",
        R"(  "servers": {)",
        R"(    "poller": {"kind":"poller","schedule":"send_interval","ticks":5,"ok":4,"errors":0,"crashes":0,"killed":0,"interval":5000000000,"period":{"count":4,"mean":8000000000,"min":8000000000,"max":8000000000,"p50":8000000000,"p90":8000000000,"p95":8000000000,"p99":8000000000,"p99_9":8000000000},"work":{"count":4,"mean":8000000000,"min":8000000000,"max":8000000000},"wait":{"count":5,"mean":6000000000,"min":0,"max":12000000000},"resource_wait":{"count":0,"mean":null,"min":null,"max":null},"lateness":{"count":5,"mean":6000000000,"p50":6000000000,"p90":12000000000,"p95":12000000000,"p99":12000000000,"p99_9":12000000000,"max":12000000000},"drift":12000000000,"utilisation":0.878049,"depth":{"max":4,"last":4,"mean":1.439024},"growth":{"verdict":"grows","rate":0.075,"thousand_at":13321000000000,"empty_at":null,"text":"Grows by 0.075 messages/s; 1,000 waiting at 3 h 42 min"},"restarts":0,"dropped":0,"lost":0,"missed_beats":0,"calls":{"made":0,"answered":0,"timed_out":0,"failed":0,"answer":{"p50":null,"p99":null,"max":null}},"state":{"verdict":"running","since":null,"until":null,"text":"Running"}})",
        R"(  })",
        R"(})",
    };
    const std::vector<std::string> result = lines(summaryJson(summaryAt41()));
    for (std::size_t i = 0; i < std::size(expected) && i < result.size(); ++i)
        QCOMPARE(QString::fromStdString(result[i]), QString::fromUtf8(expected[i]));
    QCOMPARE(result.size(), std::size(expected));
}

void TestSummary::jsonIsAsLongAsTheRunIsSmall()
{
    const std::string json = summaryJson({ facts(0s), {} });
    QVERIFY(parsed(json)[QStringLiteral("servers")].toObject().isEmpty());
    QVERIFY(json.ends_with("\n}\n"));
}

void TestSummary::whatHasNoValueIsNull()
{
    const Scenario scenario = buildUp();
    const RunSummary summary
        = summarise(facts(41s), scenario, expandServers(scenario), TraceLog(1, {}));
    const QJsonObject root = parsed(summaryJson(summary));
    const QJsonValue server = root[QStringLiteral("servers")][u"poller"];
    QVERIFY(server[u"period"][u"mean"].isNull());
    QVERIFY(server[u"lateness"][u"p99"].isNull());
    QVERIFY(server[u"growth"][u"thousand_at"].isNull());
    QCOMPARE(server[u"growth"][u"verdict"].toString(), QStringLiteral("too_few_ticks"));
    QCOMPARE(server[u"depth"][u"mean"].toDouble(-1), 0.0);
}

void TestSummary::limitIsPartOfTheJson()
{
    RunFacts partial = facts(41s);
    partial.complete = false;
    partial.limit = SummaryLimit { "mailbox", 41, "poller", "two\nlines" };
    const QJsonObject root = parsed(summaryJson({ partial, {} }));
    QCOMPARE(root[QStringLiteral("complete")].toBool(true), false);
    QCOMPARE(root[QStringLiteral("limit")][u"kind"].toString(), QStringLiteral("mailbox"));
    QCOMPARE(root[QStringLiteral("limit")][u"message"].toString(), QStringLiteral("two\nlines"));
}

void TestSummary::textIsATableWithUnits()
{
    const std::vector<std::string> expected {
        "Work slower than the interval",
        "41 s of virtual time, seed 1, ideal clock, 1,234 events, fingerprint 0x0123456789abcdef",
        "",
        "server  ticks  ok  period  late p50  late p99  late max  drift  busy  depth max  last  "
        "mean  verdict",
        "poller      5   4     8 s       6 s      12 s      12 s   12 s  0.88          4     4  "
        "1.44  Grows by 0.075 messages/s; 1,000 waiting at 3 h 42 min",
    };
    const std::vector<std::string> result = lines(summaryText(summaryAt41()));
    for (std::size_t i = 0; i < expected.size() && i < result.size(); ++i)
        QCOMPARE(QString::fromStdString(result[i]), QString::fromStdString(expected[i]));
    QCOMPARE(result.size(), expected.size());
}

void TestSummary::textHasAColumnForWhatWentWrong()
{
    RunSummary summary = summaryAt41();
    QVERIFY(summaryText(summary).find("crashes") == std::string::npos);
    summary.servers.front().statistics.crashes = 1;
    QVERIFY(summaryText(summary).find("crashes") != std::string::npos);
    QVERIFY(summaryText(summary).find("dropped") == std::string::npos);
}

void TestSummary::textSaysWhatIsPartial()
{
    RunFacts stopped = facts(41s);
    stopped.complete = false;
    QVERIFY(summaryText({ stopped, {} }).find("Partial: the run was stopped") != std::string::npos);
    stopped.limit = SummaryLimit { "mailbox", 41'000'000'000, "poller", "poller has 1,000,000" };
    const std::string text = summaryText({ stopped, {} });
    QVERIFY(text.find("Partial: a limit ended the run at 41 s.\npoller has") != std::string::npos);
}

void TestSummary::textListsNoMoreThanAsked()
{
    RunSummary summary { facts(41s), {} };
    for (int i = 0; i < 100; ++i)
        summary.servers.push_back({ "poller-" + std::to_string(i), "poller", {}, {}, {} });
    const std::vector<std::string> result = lines(summaryText(summary, 40));
    QCOMPARE(result.size(), std::size_t(2 + 1 + 1 + 40 + 1));
    QCOMPARE(result.back(), std::string("60 more servers are not listed."));
}

void TestSummary::oddNamesHarmNobody()
{
    RunSummary summary { facts(1s), {} };
    summary.facts.title = "a\x1b[31m\"\xff";
    summary.servers.push_back({ "x\"\n\xff", "x", {}, {}, {} });
    QCOMPARE(parsed(summaryJson(summary))[QStringLiteral("servers")].toObject().size(), 1);
    QVERIFY(summaryText(summary).find('\x1b') == std::string::npos);
}

QTEST_APPLESS_MAIN(TestSummary)
#include "tst_summary.moc"
