// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/names.h"

#include <QTest>

#include <fmt/ranges.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace tickscope;

namespace {

Scenario named(std::initializer_list<const char*> names, ServerKind kind = ServerKind::Poller)
{
    Scenario scenario;
    for (const char* name : names) {
        ServerSpec spec;
        spec.name = name;
        spec.kind = kind;
        spec.interval = 1s;
        scenario.servers.push_back(spec);
    }
    return scenario;
}

std::string moduleOf(const char* name)
{
    const auto names = serverNames(named({ name }));
    return names ? names->front().module : names.error().message;
}

} // namespace

class TestElixirNames : public QObject
{
    Q_OBJECT

private slots:
    void moduleFollowsTheServersName_data();
    void moduleFollowsTheServersName();
    void namesThatCannotBeUsedAreRefused_data();
    void namesThatCannotBeUsedAreRefused();
    void allRefusalsComeInOneGo();
    void noTwoServersShareAModule();
    void atomsAreQuotedWhereNeeded();
    void textCannotLeaveItsLiteral_data();
    void textCannotLeaveItsLiteral();
    void anyTextStaysOneLiteral();
    void anyTextIsNoMarkup();
    void numbersAreWrittenAsTheFormatterDoes();
    void aPoolHasANameThatNoServerHas();
    void finerThanAMillisecondRoundsUp();
};

void TestElixirNames::moduleFollowsTheServersName_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("module");
    QTest::newRow("one word") << QByteArray("poller") << QByteArray("Poller");
    QTest::newRow("two words") << QByteArray("poller_interval") << QByteArray("PollerInterval");
    QTest::newRow("hyphen") << QByteArray("poller-a") << QByteArray("PollerA");
    QTest::newRow("question") << QByteArray("alive?") << QByteArray("Alive");
    QTest::newRow("capitals inside") << QByteArray("pollHTTP") << QByteArray("PollHTTP");
    QTest::newRow("a module of Elixir") << QByteArray("process") << QByteArray("ProcessServer");
    QTest::newRow("a module of OTP") << QByteArray("timer") << QByteArray("TimerServer");
    QTest::newRow("reserved by the language") << QByteArray("true_") << QByteArray("TrueServer");
    QTest::newRow("nil with a hyphen") << QByteArray("nil-") << QByteArray("NilServer");
    QTest::newRow("the root of modules") << QByteArray("elixir") << QByteArray("ElixirServer");
    QTest::newRow("a module of the compiler")
        << QByteArray("v3_core") << QByteArray("V3CoreServer");
    QTest::newRow("GenServer itself") << QByteArray("gen_server") << QByteArray("GenServerServer");
    QTest::newRow("long names are cut")
        << QByteArray(200, 'a') << QByteArray("A" + QByteArray(47, 'a'));
}

void TestElixirNames::moduleFollowsTheServersName()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, module);
    QCOMPARE(QByteArray::fromStdString(moduleOf(name.constData())), module);
}

void TestElixirNames::namesThatCannotBeUsedAreRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("why");
    const QByteArray noAtom = "is no name that generated code can use";
    QTest::newRow("empty") << QByteArray("") << noAtom;
    QTest::newRow("capital") << QByteArray("Poller") << noAtom;
    QTest::newRow("space") << QByteArray("my poller") << noAtom;
    QTest::newRow("quote") << QByteArray("a\"b") << noAtom;
    QTest::newRow("interpolation") << QByteArray("a#{System.halt()}") << noAtom;
    QTest::newRow("line end") << QByteArray("a\nb") << noAtom;
    QTest::newRow("not ASCII") << QByteArray("p\xC3\xBCller") << noAtom;
    QTest::newRow("nil") << QByteArray("nil") << QByteArray("no process can have the name nil");
    QTest::newRow("undefined") << QByteArray("undefined") << QByteArray("no process can have");
    QTest::newRow("init") << QByteArray("init")
                          << QByteArray("a running BEAM has a process of its own");
    QTest::newRow("too long") << QByteArray(256, 'a') << QByteArray("too long");
}

void TestElixirNames::namesThatCannotBeUsedAreRefused()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, why);
    const auto names = serverNames(named({ name.constData() }));
    QVERIFY(!names);
    QCOMPARE(names.error().code, ErrorCode::InvalidScenario);
    QVERIFY2(names.error().message.find(why.toStdString()) != std::string::npos,
        names.error().message.c_str());
}

void TestElixirNames::allRefusalsComeInOneGo()
{
    const auto names = serverNames(named({ "init", "fine", "nil" }));
    QVERIFY(!names);
    QCOMPARE(names.errors().size(), std::size_t { 2 });
    // A monitor's name counts: it is registered too.
    const std::string name(250, 'a');
    QVERIFY(serverNames(named({ name.c_str() })));
    QVERIFY(!serverNames(named({ name.c_str() }, ServerKind::Heartbeat)));
}

void TestElixirNames::noTwoServersShareAModule()
{
    const auto names = serverNames(named({ "my_poller", "myPoller", "my-poller", "world" }));
    QVERIFY(names);
    std::vector<std::string> modules;
    for (const ServerNames& one : *names)
        modules.push_back(one.module + " " + one.file);
    QCOMPARE(modules,
        (std::vector<std::string> { "MyPoller my_poller", "MyPoller2 my_poller2",
            "MyPoller3 my_poller3", "World2 world2" }));
    // A server has a module of tests, and a heartbeat one of its monitor.
    const auto others
        = serverNames(named({ "pulse", "pulse-monitor", "pulse_test" }, ServerKind::Heartbeat));
    QVERIFY(others);
    QCOMPARE((*others)[1].module, std::string("PulseMonitor2"));
    QCOMPARE((*others)[2].module, std::string("PulseTest2"));
}

void TestElixirNames::atomsAreQuotedWhereNeeded()
{
    QCOMPARE(elixirAtom("poller"), std::string(":poller"));
    QCOMPARE(elixirAtom("poller-1"), std::string(":\"poller-1\""));
    QCOMPARE(elixirKey("poller-1"), std::string("\"poller-1\""));
    QCOMPARE(erlangAtom("poller"), std::string("poller"));
    QCOMPARE(erlangAtom("poller-1"), std::string("'poller-1'"));
    QCOMPARE(erlangAtom("alive?"), std::string("'alive?'"));
    QCOMPARE(erlangAtom("after"), std::string("'after'"));
}

void TestElixirNames::textCannotLeaveItsLiteral_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("literal");
    QTest::newRow("plain") << QByteArray("Build-up") << QByteArray("\"Build-up\"");
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\\\"b\"");
    QTest::newRow("backslash") << QByteArray("a\\") << QByteArray("\"a\\\\\"");
    QTest::newRow("interpolation") << QByteArray("#{1}") << QByteArray("\"\\#{1}\"");
    QTest::newRow("line end") << QByteArray("a\nb") << QByteArray("\"a\\u{A}b\"");
    QTest::newRow("umlaut") << QByteArray("\xC3\xBC") << QByteArray("\"\xC3\xBC\"");
    QTest::newRow("turned text") << QByteArray("\xE2\x80\xAE") << QByteArray("\"\\u{202E}\"");
    QTest::newRow("no UTF-8") << QByteArray("\xFF") << QByteArray("\"\\u{FFFD}\"");
    QTest::newRow("a cut character")
        << QByteArray("\xE2\x80") << QByteArray("\"\\u{FFFD}\\u{FFFD}\"");
}

void TestElixirNames::textCannotLeaveItsLiteral()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, literal);
    QCOMPARE(QByteArray::fromStdString(elixirString(text.toStdString())), literal);
}

void TestElixirNames::anyTextStaysOneLiteral()
{
    QVERIFY(rc::check("no quote, hash or control is left unescaped", [](const std::string& text) {
        const std::string literal = elixirString(text);
        RC_ASSERT(literal.size() >= 2 && literal.front() == '"' && literal.back() == '"');
        for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
            RC_ASSERT(static_cast<unsigned char>(literal[i]) >= 0x20);
            if (literal[i] == '\\')
                ++i;
            else
                RC_ASSERT(literal[i] != '"' && literal[i] != '#');
            RC_ASSERT(i + 1 < literal.size());
        }
    }));
}

void TestElixirNames::anyTextIsNoMarkup()
{
    QCOMPARE(markdownText("a `b` <c>\n# d"), std::string("a \\`b\\` &lt;c> \\# d"));
    QCOMPARE(markdownText("Build-up: poller_after (5 s), 1.5 & 2"),
        std::string("Build-up: poller_after (5 s), 1.5 & 2"));
    QCOMPARE(markdownText("- item"), std::string("\\- item"));
    QCOMPARE(markdownText("  12. item"), std::string("12\\. item"));
    QCOMPARE(markdownText("_a_ b_c &copy;"), std::string("\\_a\\_ b_c \\&copy;"));
    QVERIFY(rc::check("nothing that Markdown reads is left", [](const std::string& text) {
        const std::string line = markdownText(text);
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '\\')
                ++i;
            else
                RC_ASSERT(std::string("`<*[]|~$\n\r").find(line[i]) == std::string::npos);
        }
        RC_ASSERT(line.empty() || std::string(" #+->=:").find(line[0]) == std::string::npos);
    }));
}

void TestElixirNames::numbersAreWrittenAsTheFormatterDoes()
{
    QCOMPARE(elixirNumber(0), std::string("0"));
    QCOMPARE(elixirNumber(999), std::string("999"));
    QCOMPARE(elixirNumber(12345), std::string("12_345"));
    QCOMPARE(elixirNumber(123456), std::string("123_456"));
    QCOMPARE(elixirNumber(31'536'000'000), std::string("31_536_000_000"));
}

void TestElixirNames::aPoolHasANameThatNoServerHas()
{
    Scenario scenario;
    scenario.servers.resize(2);
    scenario.servers[0].name = "db_pool";
    scenario.servers[1].name = "beat";
    for (const char* name : { "db", "API key", "9 lives", "\xE6\x95\xB0", "beat" })
        scenario.resources.push_back({ name, 1, std::nullopt });
    QCOMPARE(fmt::format("{}", fmt::join(poolNames(scenario), " ")),
        std::string("db_pool2 apikey_pool unit_9_lives_pool unit_pool beat_pool"));
}

void TestElixirNames::finerThanAMillisecondRoundsUp()
{
    QCOMPARE(wholeMs(0ns), 0);
    QCOMPARE(wholeMs(1ns), 1);
    QCOMPARE(wholeMs(1500us), 2);
    QCOMPARE(wholeMs(2ms), 2);
}

QTEST_APPLESS_MAIN(TestElixirNames)
#include "tst_elixir_names.moc"
