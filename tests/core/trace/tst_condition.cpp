// SPDX-License-Identifier: GPL-3.0-only
#include "core/run/run.h"
#include "core/scenario/builtin.h"
#include "core/scenario/condition.h"
#include "core/scenario/reader.h"
#include "core/trace/condition_watch.h"

#include <QtTest>

#include <fmt/format.h>

using namespace tickscope;

class tst_Condition : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatBindsCloser_data();
    void readsWhatBindsCloser();
    void refusesWithThePlace_data();
    void refusesWithThePlace();
    void refusesWhatNoRunHas_data();
    void refusesWhatNoRunHas();
    void holdsFirstAt_data();
    void holdsFirstAt();
    void isTheSameLookedAtLaterOrAtOnce_data();
    void isTheSameLookedAtLaterOrAtOnce();
    void findsWhatChangesBetweenEvents();
    void everyLivePathHasAValueAndAnExample();
    void looksUpValues_data();
    void looksUpValues();
};

namespace {

/// With parentheses around whatever belongs together.
std::string shown(const Condition& condition)
{
    using Kind = Condition::Kind;
    if (condition.kind == Kind::Comparison)
        return condition.comparison.text;
    if (condition.kind == Kind::Not)
        return "(not " + shown(condition.parts.front()) + ")";
    std::string text = "(";
    for (const Condition& part : condition.parts)
        text += (text == "(" ? "" : condition.kind == Kind::And ? " and " : " or ") + shown(part);
    return text + ")";
}

Scenario builtin(std::string_view name)
{
    return *readScenario(findBuiltin(name)->text, name).scenario;
}

/// A run of a built-in scenario, looked at as a whole.
struct Ran
{
    Scenario scenario;
    Run run;
    TraceLog log;

    explicit Ran(std::string_view name, bool toItsEnd = true)
        : scenario(builtin(name))
        , run(scenario)
        , log(scenario, run.watchedServers())
    {
        if (toItsEnd)
            advanceTo(VirtualTime { scenario.duration });
    }
    void advanceTo(VirtualTime until)
    {
        run.advanceTo(until);
        log.consume(run.trace());
    }
};

Condition parsed(const QByteArray& text)
{
    ParsedCondition condition = parseCondition(text.toStdString());
    return condition.value ? *condition.value : Condition {};
}

} // namespace

void tst_Condition::readsWhatBindsCloser_data()
{
    QTest::addColumn<QByteArray>("grouped");
    const auto row
        = [](const char* text, const char* grouped) { QTest::newRow(text) << QByteArray(grouped); };
    row("a.depth > 1", "a.depth > 1");
    row("a.depth>1", "a.depth>1");
    row("a.depth > 1 and b.depth > 2 or c.depth > 3",
        "((a.depth > 1 and b.depth > 2) or c.depth > 3)");
    row("a.depth > 1 or b.depth > 2 and c.depth > 3",
        "(a.depth > 1 or (b.depth > 2 and c.depth > 3))");
    row("a.depth > 1 and (b.depth > 2 or c.depth > 3)",
        "(a.depth > 1 and (b.depth > 2 or c.depth > 3))");
    row("not a.depth > 1 and b.depth > 2", "((not a.depth > 1) and b.depth > 2)");
    row("not (a.depth > 1 and b.depth > 2)", "(not (a.depth > 1 and b.depth > 2))");
    row("not not supervisor.gave_up", "(not (not supervisor.gave_up))");
    row("a.state == \"working\" and b.lateness >= 1.5 ms",
        "(a.state == working and b.lateness >= 1.5 ms)");
    row("  a.depth > 1\n  and b.depth > 2 ", "(a.depth > 1 and b.depth > 2)");
    row("and.depth > 1 and or.depth > 1", "(and.depth > 1 and or.depth > 1)");
    row("ready?.depth != 1", "ready?.depth != 1");
    row("a.late p99 <= 50ms and b.busy < 0.9", "(a.late p99 <= 50ms and b.busy < 0.9)");
    row("a.drift > -2ms", "a.drift > -2ms");
}

void tst_Condition::readsWhatBindsCloser()
{
    QFETCH(QByteArray, grouped);
    const ParsedCondition condition = parseCondition(QTest::currentDataTag());
    QVERIFY2(condition.value, condition.problem.message.c_str());
    QCOMPARE(QByteArray::fromStdString(shown(*condition.value)), grouped);
}

void tst_Condition::refusesWithThePlace_data()
{
    QTest::addColumn<QByteArray>("said");
    const auto row
        = [](const char* text, const char* said) { QTest::newRow(text) << QByteArray(said); };
    row("", "1: the condition is empty; write a comparison, such as poller.depth >= 10");
    row("   ", "1: the condition is empty; write a comparison, such as poller.depth >= 10");
    row("and", "1: \"and\" comes too early; write a comparison, such as poller.depth >= 10");
    row("a.depth > 1 and",
        "16: something is missing here; write a comparison, such as poller.depth >= 10");
    row("a.depth > 1 or and b.depth > 2",
        "16: \"and\" comes too early; write a comparison, such as poller.depth >= 10");
    row("not", "4: something is missing here; write a comparison, such as poller.depth >= 10");
    row("()", "2: \")\" comes too early; write a comparison, such as poller.depth >= 10");
    row("(a.depth > 1", "1: this parenthesis is never closed; add a ) after it");
    row("a.depth > 1)", "12: this parenthesis closes nothing; leave it out, or open one before");
    row("(a.depth > 1) b.depth > 2",
        "15: nothing joins this to what stands before; write and or or between them");
    row("a.depth > 1 and b.depth = 2",
        "25: \"=\" is no comparison, use ==; write a comparison, such as poller.depth >= 10");
    row("a.depth > ",
        "10: nothing stands after the comparison; write a comparison, such as poller.depth >= 10");
    row("> 3",
        "1: nothing stands before the comparison; write a comparison, such as poller.depth >= 10");
    row("a.depth > 1 an b.depth > 2",
        "11: \"1 an b.depth > 2\" is no number, duration or word; did you mean \"and\"?");
    row("a.depth > 1 && b.depth > 2",
        "11: \"1 && b.depth > 2\" is no number, duration or word; did you mean \"and\"?");
    row("a.depth > 1 OR b.depth > 2",
        "11: \"1 OR b.depth > 2\" is no number, duration or word; did you mean \"or\"?");
    row("a.state > working",
        "11: \"working\" has no order, use == or !=; write a comparison, such as poller.depth >= "
        "10");
    row("\xc3\xa4.depth > 1 and b.depth => 2",
        "25: \"=>\" is no comparison, use >=; write a comparison, such as poller.depth >= 10");
}

void tst_Condition::refusesWithThePlace()
{
    QFETCH(QByteArray, said);
    const ParsedCondition condition = parseCondition(QTest::currentDataTag());
    QVERIFY(!condition.value);
    const ConditionProblem& problem = condition.problem;
    QCOMPARE(QByteArray::fromStdString(fmt::format("{}: {}{}{}", problem.column, problem.message,
                 problem.hint.empty() ? "" : "; ", problem.hint)),
        said);
}

void tst_Condition::refusesWhatNoRunHas_data()
{
    QTest::addColumn<QByteArray>("said");
    const auto row
        = [](const char* text, const char* said) { QTest::newRow(text) << QByteArray(said); };
    row("poler_after.depth > 1",
        "1: no server is called \"poler_after\"; did you mean \"poller_after\"?");
    row("heartbeat.depth > 1 and poller_after.dept > 1",
        "25: nothing in the summary is called \"poller_after.dept\"; did you mean "
        "\"poller_after.depth\"?");
    row("poller_after.wating_for > 1s",
        "1: nothing in the summary is called \"poller_after.wating_for\"; did you mean "
        "\"poller_after.waiting_for\"?");
    row("restart > 1", "1: no server is called \"restart\"; did you mean \"restarts\"?");
    row("poller_after.state == worknig",
        "1: poller_after.state is never \"worknig\"; did you mean \"working\"?; it is one of idle, "
        "working, loading, waiting, dead");
    row("poller_after.state == 3",
        "1: poller_after.state is a word: idle, working, loading, waiting, dead");
    row("poller_after.lateness > 2",
        "1: poller_after.lateness is a duration; write a unit, such as 2s");
    row("poller_after.depth > 2s",
        "1: poller_after.depth is a plain number, and \"2s\" is a duration");
    row("poller_after.depth",
        "1: poller_after.depth is neither true nor false; compare it, such as "
        "poller_after.depth >= 1");
    row("poller_after", "1: \"poller_after\" is a server; name one of its values: ");
    row("poller_after.cancel_result == maybe",
        "1: poller_after.cancel_result is never \"maybe\"; it is one of number, false, ok");
}

void tst_Condition::refusesWhatNoRunHas()
{
    QFETCH(QByteArray, said);
    const ParsedCondition condition = parseCondition(QTest::currentDataTag());
    QVERIFY2(condition.value, condition.problem.message.c_str());
    const auto problem = problemOf(*condition.value, builtin("buildup"));
    QVERIFY(problem);
    const std::string text = fmt::format("{}: {}{}{}", problem->column, problem->message,
        problem->hint.empty() ? "" : "; ", problem->hint);
    QVERIFY2(QByteArray::fromStdString(text).startsWith(said), text.c_str());
}

void tst_Condition::holdsFirstAt_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<qint64>("ms"); // below 0: never
    const auto row = [](const char* scenario, const char* text, qint64 ms) {
        QTest::addRow("%s: %s", scenario, text) << QByteArray(scenario) << ms;
    };
    row("buildup", "poller_interval.depth >= 1", 10'000);
    row("buildup", "poller_interval.depth >= 5", 60'000);
    row("buildup", "poller_interval.depth > 5", -1);
    row("buildup", "poller_after.depth >= 1", -1);
    row("buildup", "poller_interval.state == working", 5'000);
    row("buildup", "poller_interval.state == \"working\" and poller_interval.depth == 2", 20'000);
    row("buildup", "poller_interval.lateness >= 3s", 13'000);
    row("buildup", "poller_interval.lateness >= 10s", 37'000);
    row("buildup", "poller_interval.waiting_for >= 2s", 12'000);
    row("buildup", "poller_interval.waiting_for >= 10s", 35'000);
    row("buildup", "poller_interval.ticks >= 3", 21'000);
    row("buildup", "poller_interval.waits >= 2", 15'000);
    row("buildup", "poller_interval.depth.max >= 3", 35'000);
    row("buildup", "ticks >= 3", 2'000);
    row("buildup", "not poller_interval.depth < 2", 20'000);
    row("buildup", "poller_after.ticks >= 3 or poller_interval.ticks >= 3", 21'000);
    row("cancel", "poller.cancel_result >= 1", 9'500);
    row("cancel", "poller.cancel_result == false", 11'000);
    row("restart-limit", "supervisor.gave_up", 4'800);
}

void tst_Condition::holdsFirstAt()
{
    QFETCH(QByteArray, scenario);
    QFETCH(qint64, ms);
    const Ran ran(scenario.toStdString());
    const QByteArray text = QByteArray(QTest::currentDataTag()).mid(scenario.size() + 2);
    const Condition condition = parsed(text);
    const auto problem = problemOf(condition, ran.scenario);
    QVERIFY2(!problem, problem ? problem->message.c_str() : "");
    const ConditionWatch watch(condition, ran.scenario);
    const auto first = watch.firstHolding(ran.log, -1, ran.scenario.duration.count());
    QCOMPARE(first ? qint64(*first / 1'000'000) : -1, ms);
}

void tst_Condition::isTheSameLookedAtLaterOrAtOnce_data()
{
    QTest::addColumn<QByteArray>("scenario");
    for (const BuiltinScenario& scenario : builtinScenarios()) {
        const QByteArray name(scenario.name.data(), qsizetype(scenario.name.size()));
        QTest::newRow(name.constData()) << name;
    }
}

/// Each live value of each server at each instant: while the run stands there, and in the log of
/// the whole run.
void tst_Condition::isTheSameLookedAtLaterOrAtOnce()
{
    QFETCH(QByteArray, scenario);
    const Ran whole(scenario.toStdString());
    Ran live(scenario.toStdString(), false);
    int compared = 0;
    while (const auto next = live.run.nextEventAt()) {
        if (*next > VirtualTime { live.scenario.duration } || compared > 20'000)
            break;
        live.advanceTo(*next);
        for (std::size_t server = 0; server < live.log.serverCount(); ++server) {
            for (const LivePath& path : livePaths()) {
                const LiveValue now = path.of(live.log.server(server), toNs(*next));
                const LiveValue later = path.of(whole.log.server(server), toNs(*next));
                const std::string what
                    = fmt::format("{} of server {} at {} ns", path.name, server, toNs(*next));
                QVERIFY2(
                    now.kind == later.kind && now.number == later.number && now.word == later.word,
                    what.c_str());
                ++compared;
            }
        }
    }
    QVERIFY(compared > 0);
}

void tst_Condition::findsWhatChangesBetweenEvents()
{
    Ran ran("buildup", false);
    ran.advanceTo(VirtualTime { 16s });
    const ConditionWatch watch(parsed("poller_interval.waiting_for >= 2500ms"), ran.scenario);
    QVERIFY(!watch.holdsAt(ran.log, toNs(ran.run.now())));
    // Tick 3 arrived at 15 s.
    QCOMPARE(watch.nextChange(ran.log, toNs(ran.run.now())), std::optional(17'500'000'000));
    QVERIFY(watch.holdsAt(ran.log, 17'500'000'000));
    QVERIFY(!watch.holdsAt(ran.log, 17'499'999'999));
}

void tst_Condition::everyLivePathHasAValueAndAnExample()
{
    const Scenario scenario = builtin("cancel");
    for (const LivePath& path : livePaths()) {
        const std::string text = "poller." + std::string(path.name);
        QVERIFY2(!problemOfPath(text, scenario), text.c_str());
        QVERIFY(!path.unit.empty() && !path.sentence.empty());
    }
}

void tst_Condition::looksUpValues_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* scenario, const char* path, qint64 ms, const char* text) {
        QTest::addRow("%s %s %lld", scenario, path, ms)
            << QByteArray(scenario) << QByteArray(path) << ms << QByteArray(text);
    };
    row("buildup", "poller_interval.depth", 60'000, "5");
    row("buildup", "poller_interval.depth.last", 60'000, "5");
    row("buildup", "poller_interval.waits", 60'000, "11");
    row("buildup", "poller_after.waits", 60'000, "0");
    row("buildup", "poller_interval.lateness", 60'000, "18 s");
    row("buildup", "poller_after.state", 14'000, "idle");
    row("buildup", "poller_after.state", 12'999, "working");
    row("buildup", "poller_after.period.mean", 60'000, "13 s");
    row("buildup", "supervisor.gave_up", 60'000, "false");
    row("buildup", "restarts", 60'000, "0");
    row("cancel", "poller.cancel_result", 5'000, "no value");
    row("cancel", "poller.cancel_result", 10'000, "2500");
    row("cancel", "poller.cancel_result", 12'000, "false");
}

void tst_Condition::looksUpValues()
{
    QFETCH(QByteArray, scenario);
    QFETCH(QByteArray, path);
    QFETCH(qint64, ms);
    QFETCH(QByteArray, text);
    const Ran ran(scenario.toStdString());
    const auto value = valueAt(path.toStdString(), ran.scenario, ran.log, ms * 1'000'000);
    QVERIFY2(value, value ? "" : value.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(value->text), text);
}

QTEST_APPLESS_MAIN(tst_Condition)
#include "tst_condition.moc"
