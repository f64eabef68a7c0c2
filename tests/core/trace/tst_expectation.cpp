// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/expectation.h"

#include <QRegularExpression>
#include <QTest>

using namespace tickscope;

class TestExpectation : public QObject
{
    Q_OBJECT

private slots:
    void holdsOrSaysByHowMuch_data();
    void holdsOrSaysByHowMuch();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void refusesWhatItCannotLookUp_data();
    void refusesWhatItCannotLookUp();
    void everyHeadingOfTheTableIsAPath();
    void everyListedPathCanBeLookedUp();
    void readsEveryOperator_data();
    void readsEveryOperator();
};

namespace {

RunSummary summary()
{
    RunSummary result;
    result.facts.events = 500;
    result.facts.untilNs = 41'000'000'000;
    result.facts.fingerprint = 0xabc;
    ServerSummary poller;
    poller.name = poller.group = "poller";
    poller.statistics.ticks = 5;
    poller.statistics.depthMax = 14;
    poller.statistics.depthMean = 1.5;
    poller.statistics.period = { 4, 8'000'000'000, 7'000'000'000, 9'000'000'000 };
    poller.statistics.driftNs = -2'000'000;
    poller.statistics.utilisation = 0.88;
    poller.statistics.growth.kind = GrowthVerdict::Kind::Grows;
    poller.statistics.growth.messagesPerSecond = 0.075;
    result.servers.push_back(poller);
    for (const char* replica : { "beat-1", "beat-2", "beat-3" }) {
        ServerSummary beat;
        beat.name = replica;
        beat.group = "beat";
        beat.statistics.restarts = std::uint32_t(result.servers.size()) - 1; // 0, 1, 2
        result.servers.push_back(beat);
    }
    ServerSummary odd;
    odd.name = odd.group = "ready?";
    result.servers.push_back(odd);
    return result;
}

QString checked(const QString& text, bool* holds = nullptr)
{
    const Result<Expectation> expectation = parseExpectation(text.toStdString());
    if (!expectation)
        return QString::fromStdString(expectation.error().message);
    const Result<ExpectationResult> result = checkExpectation(*expectation, summary());
    if (!result)
        return QString::fromStdString(result.error().message);
    if (holds)
        *holds = result->holds;
    return QString::fromStdString(result->text);
}

} // namespace

void TestExpectation::holdsOrSaysByHowMuch_data()
{
    QTest::addColumn<QString>("expectation");
    QTest::addColumn<bool>("holds");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* expectation, bool holds, const char* text) {
        QTest::newRow(expectation)
            << QString::fromUtf8(expectation) << holds << QString::fromUtf8(text);
    };
    row("poller.depth.max <= 10", false, "poller.depth.max is 14, expected <= 10: 4 too many");
    row("poller.depth.max <= 14", true, "poller.depth.max is 14, as expected (<= 14)");
    row("poller.depth.max<14", false, "poller.depth.max is 14, expected < 14");
    row("poller.depth.max != 14", false, "poller.depth.max is 14, expected != 14");
    row("poller.ticks >= 2000", false, "poller.ticks is 5, expected >= 2000: 1,995 too few");
    row("poller.ticks == 5", true, "poller.ticks is 5, as expected (== 5)");
    row("poller.depth.mean < 1.25", false,
        "poller.depth.mean is 1.5, expected < 1.25: 0.25 too high");
    row("poller.utilisation >= 0.9", false,
        "poller.utilisation is 0.88, expected >= 0.9: 0.02 too low");
    row("poller.period.mean <= 8s", true, "poller.period.mean is 8 s, as expected (<= 8s)");
    row("poller.period.mean <= 7500 ms", false,
        "poller.period.mean is 8 s, expected <= 7500 ms: 500 ms too long");
    row("poller.period.min > 8s", false, "poller.period.min is 7 s, expected > 8s: 1 s too short");
    row("poller.drift >= -1ms", false, "poller.drift is -2 ms, expected >= -1ms: 1 ms too short");
    row("poller.drift <= 0", true, "poller.drift is -2 ms, as expected (<= 0)");
    row("poller.growth.verdict == stable", false,
        "poller.growth.verdict is grows, expected == stable");
    row("poller.growth.verdict != stable", true,
        "poller.growth.verdict is grows, as expected (!= stable)");
    row("poller.growth.rate < 0.1", true, "poller.growth.rate is 0.075, as expected (< 0.1)");
    row("poller.lateness.p99 <= 1s", false, "poller.lateness.p99 has no value, expected <= 1s");
    row("events <= 1000", true, "events is 500, as expected (<= 1000)");
    row("until == 41s", true, "until is 41 s, as expected (== 41s)");
    row("complete == true", true, "complete is true, as expected (== true)");
    row("poller.late p99 <= 1s", false, "poller.lateness.p99 has no value, expected <= 1s");
    row("poller.busy >= 0.8", true, "poller.utilisation is 0.88, as expected (>= 0.8)");
    row("poller.Depth max <= 14", true, "poller.depth.max is 14, as expected (<= 14)");
    row("poller.period <= 8s", true, "poller.period.mean is 8 s, as expected (<= 8s)");
    row("poller.verdict == grows", true, "poller.growth.verdict is grows, as expected (== grows)");
    row("limit.kind == mailbox", false, "limit.kind has no value, expected == mailbox");
    row("limit == null", true, "limit is null, as expected (== null)");
    row("fingerprint == 0x0000000000000abc", true,
        "fingerprint is 0x0000000000000abc, as expected (== 0x0000000000000abc)");
    row("beat-2.restarts == 1", true, "beat-2.restarts is 1, as expected (== 1)");
    row("beat.restarts <= 2", true, "beat-1.restarts is 0, as expected (<= 2)");
    row("beat.restarts == 0", false,
        "beat-2.restarts is 1, expected == 0: 1 too many (and 1 more)");
    row("ready?.restarts != 1", true, "ready?.restarts is 0, as expected (!= 1)");
}

void TestExpectation::holdsOrSaysByHowMuch()
{
    QFETCH(QString, expectation);
    bool holds = false;
    QTEST(checked(expectation, &holds), "text");
    QTEST(holds, "holds");
}

void TestExpectation::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QString>("expectation");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* expectation, const char* reason) {
        QTest::newRow(expectation) << QString::fromUtf8(expectation) << QString::fromUtf8(reason);
    };
    row("", "no comparison (< <= > >= == !=)");
    row("poller.depth.max", "no comparison (< <= > >= == !=)");
    row("poller.depth.max = 3", "\"=\" is no comparison, use ==");
    row("<= 10", "nothing stands before the comparison");
    row("poller.depth.max <=", "nothing stands after the comparison");
    row("poller.depth.max <= 10 20", "\"10 20\" is no number, duration or word");
    row("poller.depth.max <= nan", "has no order");
    row("poller.growth.verdict <= stable", "\"stable\" has no order, use == or !=");
}

void TestExpectation::refusesWhatItCannotRead()
{
    QFETCH(QString, expectation);
    QFETCH(QString, reason);
    const Result<Expectation> result = parseExpectation(expectation.toStdString());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Usage);
    const QString message = QString::fromStdString(result.error().message);
    QVERIFY2(message.contains(reason), qPrintable(message));
}

void TestExpectation::refusesWhatItCannotLookUp_data()
{
    QTest::addColumn<QString>("expectation");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* expectation, const char* message) {
        QTest::newRow(expectation) << QString::fromUtf8(expectation) << QString::fromUtf8(message);
    };
    row("poler.depth.max <= 1", "no server is called \"poler\"; did you mean \"poller\"?");
    row("event <= 1", "no server is called \"event\"; did you mean \"events\"?");
    row("poller.dept.max <= 1",
        "nothing in the summary is called \"poller.dept\"; did you mean \"poller.depth\"?");
    row("poller.depth.maxi <= 1",
        "nothing in the summary is called \"poller.depth.maxi\"; did you mean "
        "\"poller.depth.max\"?");
    row("poller.depth <= 1",
        "\"poller.depth\" is a group; name one of its values: max, last, mean");
    row("poller.depth.max.more <= 1", "nothing in the summary is called \"poller.depth.max.more\"");
    row("poller.period.mean <= 8", "poller.period.mean is a duration; write a unit, such as 8s");
    row("poller.lateness.p99 <= 8", // which this run does not even have
        "poller.lateness.p99 is a duration; write a unit, such as 8s");
    row("poller.ticks <= 8s", "poller.ticks is a plain number, and \"8s\" is a duration");
    row("poller.ticks == many", "poller.ticks is 5, which cannot be compared with \"many\"");
    row("poller.growth.verdict != growing",
        "poller.growth.verdict is never \"growing\"; did you mean \"grows\"?; it is one of "
        "too_few_ticks, stable, grows, drains");
    row("poller.growth.verdict == stabel",
        "poller.growth.verdict is never \"stabel\"; did you mean \"stable\"?; it is one of "
        "too_few_ticks, stable, grows, drains");
    row("beat.schedule == later",
        "beat-1.schedule is never \"later\"; it is one of after_work, before_work, send_interval, "
        "absolute, absolute_skip, idle_timeout");
    row("complete == yes", "complete is never \"yes\"; it is one of true, false");
    row("limit.kind == mailbx",
        "limit.kind is never \"mailbx\"; did you mean \"mailbox\"?; it is one of events, mailbox, "
        "instant, memory, timeout");
    row("poller.state.verdict == alive",
        "poller.state.verdict is never \"alive\"; it is one of running, not_started, dead, "
        "crashing, double_chain, no_timer, finished, missed_beats");
    row("poller.resource_wait.max <= 8",
        "poller.resource_wait.max is a duration; write a unit, such as 8s");
    row("limit.knd == mailbox", "nothing in the summary is called \"limit.knd\"");
    row("poller.growth.verdict <= 3", "poller.growth.verdict is a word; compare it with == or !=");
}

void TestExpectation::refusesWhatItCannotLookUp()
{
    QFETCH(QString, expectation);
    QTEST(checked(expectation), "message");
}

void TestExpectation::everyHeadingOfTheTableIsAPath()
{
    RunSummary all = summary();
    all.servers.erase(all.servers.begin() + 1, all.servers.end());
    ServerStatistics& troubled = all.servers.front().statistics; // so that no column is left out
    troubled.errors = troubled.crashes = troubled.restarts = troubled.dropped = troubled.lost = 1;
    const QString text = QString::fromStdString(summaryText(all));
    const QString heading = text.section(QStringLiteral("\n\n"), 1).section(u'\n', 0, 0);
    const auto names
        = heading.split(QRegularExpression(QStringLiteral("\\s{2,}")), Qt::SkipEmptyParts);
    QVERIFY(names.size() > 10);
    for (const QString& name : names) {
        if (name == QStringLiteral("server"))
            continue;
        const auto values = expectationValues("poller." + name.toStdString(), all);
        QVERIFY2(values, qPrintable(name));
    }
}

void TestExpectation::everyListedPathCanBeLookedUp()
{
    QVERIFY(serverExpectationPaths().size() > 20);
    for (const ExpectationPath& path : serverExpectationPaths()) {
        QVERIFY2(expectationValues("poller." + path.path, summary()), path.path.c_str());
        QVERIFY2(!path.unit.empty(), path.path.c_str());
    }
    for (const ExpectationPath& path : runExpectationPaths())
        QVERIFY2(expectationValues(path.path, summary()), path.path.c_str());
    const auto unitOf = [](const std::string& name) {
        for (const ExpectationPath& path : serverExpectationPaths()) {
            if (path.path == name)
                return path.unit;
        }
        return std::string();
    };
    QCOMPARE(unitOf("lateness.p99"), std::string("duration"));
    QCOMPARE(unitOf("depth.max"), std::string("number"));
    QCOMPARE(unitOf("growth.rate"), std::string("messages/s"));
    QCOMPARE(unitOf("growth.verdict"), std::string("too_few_ticks, stable, grows, drains"));
    QCOMPARE(unitOf("resource_wait.max"), std::string("duration"));
    QCOMPARE(unitOf("resource_wait.count"), std::string("number"));
    QCOMPARE(unitOf("calls.answer.p99"), std::string("duration"));
    QCOMPARE(unitOf("state.verdict"),
        std::string("running, not_started, dead, crashing, double_chain, no_timer, finished, "
                    "missed_beats"));
}

void TestExpectation::readsEveryOperator_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("below"); // 4 against 5, 5 against 5, 6 against 5
    QTest::addColumn<bool>("equal");
    QTest::addColumn<bool>("above");
    QTest::newRow("less") << QStringLiteral("<") << true << false << false;
    QTest::newRow("less or equal") << QStringLiteral("<=") << true << true << false;
    QTest::newRow("greater") << QStringLiteral(">") << false << false << true;
    QTest::newRow("greater or equal") << QStringLiteral(">=") << false << true << true;
    QTest::newRow("equal") << QStringLiteral("==") << false << true << false;
    QTest::newRow("not equal") << QStringLiteral("!=") << true << false << true;
}

void TestExpectation::readsEveryOperator()
{
    QFETCH(QString, text);
    const auto holds = [&](int expected) {
        bool result = false;
        checked(QStringLiteral("poller.ticks %1 %2").arg(text).arg(expected), &result);
        return result;
    };
    QTEST(holds(6), "below");
    QTEST(holds(5), "equal");
    QTEST(holds(4), "above");
}

QTEST_APPLESS_MAIN(TestExpectation)
#include "tst_expectation.moc"
