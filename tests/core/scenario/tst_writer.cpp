// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/reader.h"
#include "core/scenario/writer.h"
#include "tests/support/property.h"
#include "tests/support/scenario_generator.h"

#include <QtTest>

using namespace tickscope;

namespace {

std::string problemsOf(const ReadResult& result)
{
    std::string text;
    for (const Diagnostic& diagnostic : result.diagnostics)
        text += renderLine(diagnostic) + '\n';
    return text;
}

} // namespace

class tst_Writer : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenReadsBack();
    void whatIsWrittenHasNoWarnings();
    void writingTwiceChangesNothing();
    void defaultsAreLeftOut();
    void keysHaveOneOrder();
    void triesAreWrittenAsTables();
    void textIsEscaped_data();
    void textIsEscaped();
};

void tst_Writer::whatIsWrittenReadsBack()
{
    TICKSCOPE_PROPERTY("read(write(s)) == s", [](const Scenario& scenario) {
        const std::string text = writeScenario(scenario);
        const ReadResult result = readScenario(text, "s.toml");
        RC_TAG(scenario.servers.size());
        if (!result.scenario)
            RC_FAIL(problemsOf(result) + text);
        if (*result.scenario != scenario)
            RC_FAIL(text + "--- reads as\n" + writeScenario(*result.scenario));
    });
}

void tst_Writer::whatIsWrittenHasNoWarnings()
{
    TICKSCOPE_PROPERTY("strict reading accepts it", [](const Scenario& scenario) {
        const std::string text = writeScenario(scenario);
        const ReadResult result = readScenario(text, "s.toml", { .strict = true });
        if (!result.scenario)
            RC_FAIL(problemsOf(result) + text);
        for (const Diagnostic& diagnostic : result.diagnostics) {
            const bool isWithoutEffect = diagnostic.code == DiagnosticCode::NoEffect;
            RC_ASSERT(diagnostic.severity == Severity::Note || isWithoutEffect);
        }
    });
}

void tst_Writer::writingTwiceChangesNothing()
{
    TICKSCOPE_PROPERTY("write(read(write(s))) == write(s)", [](const Scenario& scenario) {
        const std::string text = writeScenario(scenario);
        RC_ASSERT(writeScenario(*readScenario(text, "s.toml").scenario) == text);
    });
}

void tst_Writer::defaultsAreLeftOut()
{
    Scenario scenario;
    scenario.servers.resize(1);
    scenario.servers.front().name = "poller";
    scenario.servers.front().interval = 5s;
    QCOMPARE(QByteArray::fromStdString(writeScenario(scenario)),
        QByteArray("format = 1\n"
                   "\n"
                   "[[server]]\n"
                   "name = \"poller\"\n"
                   "interval = \"5s\"\n"));
}

void tst_Writer::keysHaveOneOrder()
{
    const char* text = R"(format = 1
title = "All of it"
description = """
Two "lines",
one \\ backslash."""
seed = 7
clock = "beam"
duration = "90s"

[supervisor]
strategy = "one_for_all"
max_restarts = 1

[supervisor.parent]
max_seconds = 60

[[server]]
name = "beat"
kind = "heartbeat"
schedule = "before_work"
interval = "2s"
work = { uniform = ["1ms", "2ms"] }
outcomes = { error = 0.1, crash = 0.01 }
load = { exponential = "2s" }
load_outcomes = { stop = 0.5, no_rearm = 0.25 }
load_in = "init"
address = "name"
restart = "transient"
schedule_in_init = false
count = 2
first = { normal = ["2s", "300ms"] }
jitter = "100ms"
timeout = "5s"

[[server]]
name = "backoff"
kind = "backoff_poller"
interval = "1s"
work = { sequence = ["15ms", "265ms"] }
outcomes = ["ok", "error", "crash", "stop", "no_rearm"]
load = "1s"
arm = "after_load"
jitter = "full"
factor = 3
max_interval = "1m"
growth = "exponential"

[[action]]
at = "20s"
server = "beat-2"
do = "set_outcomes"
value = ["crash"]

[[action]]
at = "30s"
server = "backoff"
do = "call"
timeout = "1s"

[[marker]]
at = "45s"
name = "The \"edit\" is handled"

[[marker]]
at = "20s"
name = "It crashes"
)";
    const ReadResult result = readScenario(text, "all.toml");
    QVERIFY2(result.scenario, problemsOf(result).c_str());
    QCOMPARE(QByteArray::fromStdString(writeScenario(*result.scenario)), QByteArray(text));
}

void tst_Writer::triesAreWrittenAsTables()
{
    const std::string tries = R"([[try]]
say = "Ask at 30 s"
at = "30s"
server = "backoff"
do = "call"
timeout = "1s"

[[try]]
say = "Compare with absolute"
server = "backoff"
do = "compare"
value = "absolute"

[[try]]
say = "Cancel"
server = "backoff"
do = "cancel"
)";
    const std::string text = "[[server]]\nname = \"backoff\"\ninterval = \"1s\"\n\n" + tries;
    std::string written;
    for (const TrySpec& spec : readScenario(text, "tries.toml").tries)
        written += (written.empty() ? "" : "\n") + tomlText(spec);
    QCOMPARE(QByteArray::fromStdString(written), QByteArray::fromStdString(tries));
}

void tst_Writer::textIsEscaped_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("quotes") << QByteArray("say \"hi\"") << QByteArray(R"(title = "say \"hi\"")");
    QTest::newRow("a backslash") << QByteArray("a\\b") << QByteArray(R"(title = "a\\b")");
    QTest::newRow("control characters")
        << QByteArray("\x01\x1b\x7f\t\r") << QByteArray(R"(title = "\u0001\u001B\u007F\t\r")");
    QTest::newRow("other letters") << QByteArray("h\u00e9") << QByteArray("title = \"h\u00e9\"");
}

void tst_Writer::textIsEscaped()
{
    QFETCH(QByteArray, title);
    QFETCH(QByteArray, line);
    Scenario scenario;
    scenario.title = title.toStdString();
    const QByteArray text = QByteArray::fromStdString(writeScenario(scenario));
    QCOMPARE(text.split('\n').at(1), line);
}

QTEST_APPLESS_MAIN(tst_Writer)
#include "tst_writer.moc"
