// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/guard.h"

#include <QtTest>

#include <string>

using namespace tickscope;

namespace {

std::string problemText(const TomlProblem& problem)
{
    return std::to_string(problem.region.line) + ':' + std::to_string(problem.region.column) + ": "
        + problem.message;
}

std::string repeated(std::string_view part, int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += part;
    return text;
}

} // namespace

class tst_Guard : public QObject
{
    Q_OBJECT

private slots:
    void goodTextPasses_data();
    void goodTextPasses();
    void badTextIsRefused_data();
    void badTextIsRefused();
    void refusedLinesAreLeftOut();
    void aRefusedHeaderKeepsItsKeysApart();
    void severalLinesAreRefusedAtOnce();
    void afterTwentyRefusalsItStops();
    void statementsHavePlaces();
    void limitsAreInclusive();
};

void tst_Guard::goodTextPasses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("comments only") << QByteArray("# one\n# two \xc3\xa9");
    QTest::newRow("headers") << QByteArray("[ a . \"b c\" ]\n[[ d ]] # x\n");
    QTest::newRow("letters of any language in strings") << QByteArray("a = \"\u00e9\u4e2d\"\n");
    QTest::newRow("brackets in strings") << QByteArray("a = \"[[[\" # ]]\nb = '{{{'\n");
    QTest::newRow("a list over lines") << QByteArray("a = [\n  [1, 2], # x\n  [3],\n]\n");
    QTest::newRow("a long string") << QByteArray("a = \"\"\"\n[ =\n\u00e9\"\" \"\"\"\"\"\n[b]\n");
    QTest::newRow("an escaped quote") << QByteArray("a = \"\\\"\" # \u00e9\n");
    QTest::newRow("an escaped quote in a long string")
        << QByteArray("a = \"\"\"\\\"\"\"\u00e9\"\"\"\n");
    QTest::newRow("a backslash at the end of a literal string")
        << QByteArray("a = 'x\\' # \u00e9\n");
    QTest::newRow("a literal long string") << QByteArray("a = '''\n\\'\u00e9''' # \u00e9\n");
    QTest::newRow("CRLF") << QByteArray("a = 1\r\n[b]\r\n");
    QTest::newRow("no final newline") << QByteArray("a = 1");
}

void tst_Guard::goodTextPasses()
{
    QFETCH(QByteArray, text);
    const GuardedText guarded = guardText(text.toStdString());
    for (const TomlProblem& problem : guarded.problems)
        qWarning("%s", problemText(problem).c_str());
    QVERIFY(guarded.problems.empty());
    QVERIFY(!guarded.isFatal);
    QCOMPARE(QByteArray::fromStdString(guarded.text), text);
}

void tst_Guard::badTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("problem");
    QTest::addColumn<bool>("isFatal");
    const auto fatal = [](const char* name, const std::string& text, const char* problem) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(problem) << true;
    };
    const auto line = [](const char* name, const char* text, const char* problem) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(problem) << false;
    };
    fatal(
        "more than 1 MiB", std::string((1 << 20) + 1, '\n'), "0:0: the file is larger than 1 MiB");
    fatal(
        "UTF-16, little end first", std::string("\xff\xfe\x61\x00", 4), "0:0: the file is UTF-16");
    fatal("UTF-16, big end first", std::string("\xfe\xff\x00\x61", 4), "0:0: the file is UTF-16");
    fatal("UTF-16 without a mark", std::string("a\0 \0=\0", 6), "0:0: the file is UTF-16");
    fatal("a zero byte", std::string("a = 1\nb\0", 8), "2:2: the byte at offset 7 is zero");
    fatal("a byte that starts nothing", "a = \"\xff\"",
        "1:6: the byte at offset 5, 0xFF, is not valid UTF-8");
    fatal("a byte after a mark",
        "\xef\xbb\xbf"
        "a\x80",
        "1:2: the byte at offset 4, 0x80, is not valid UTF-8");
    fatal("a letter cut short", "# \xc3", "1:3: the byte at offset 2, 0xC3, is not valid UTF-8");
    fatal("an overlong slash", "# \xc0\xaf", "1:3: the byte at offset 2, 0xC0, is not valid UTF-8");
    fatal("half of a surrogate pair", "# \xed\xa0\x80",
        "1:3: the byte at offset 2, 0xED, is not valid UTF-8");
    fatal("past the last code point", "# \xf4\x90\x80\x80",
        "1:3: the byte at offset 2, 0xF4, is not valid UTF-8");
    fatal(
        "a long line", "\n# " + std::string(64 << 10, 'x'), "2:1: the line is longer than 64 KiB");
    fatal("60,000 open brackets", "a = " + repeated("[", 60'000),
        "1:69: lists and tables are nested more than 64 deep");
    fatal("nested inline tables", "a = " + repeated("{a=", 100),
        "1:197: lists and tables are nested more than 64 deep");
    fatal("a dotted key of 30,000 parts", repeated("a.", 30'000) + "a = 1",
        "1:64: the key has more than 32 parts");
    fatal("a dotted header", '[' + repeated("a.", 30'000) + "a]",
        "1:65: the key has more than 32 parts");
    fatal("a dotted key in an inline table", "a = { " + repeated("b.", 40) + "c = 1 }",
        "1:70: the key has more than 32 parts");
    fatal("dots hidden in a string", "a = \"" + repeated(".", 5000) + '"',
        "1:4103: the line has more than 4,096 dots");
    line("a header of an equals sign", "[ =", "1:3: a table header must start with a key");
    line("a header of an ampersand", "[&", "1:2: a table header must start with a key");
    line("a header of numbers in brackets", "[[[1]]]", "1:3: a table header must start with a key");
    line("a header of nothing", "[]", "1:2: a table header must start with a key");
    line("a letter where a value starts", "a = \u0392", "1:5: \"\u0392\" is not allowed here");
    line("a letter in a key", "\u00e9 = 1", "1:1: \"\u00e9\" is not allowed here");
    line("a letter after a header", "[a] \u00e9", "1:5: \"\u00e9\" is not allowed here");
    line("a letter in a header", "[a\u00e9]", "1:3: \"\u00e9\" is not allowed here");
    line("a letter in a list over lines", "a = [\n1,\n\u00e9]",
        "3:1: \"\u00e9\" is not allowed here");
    line("curly quotes", "a = \u201cx\u201d", "1:5: a curly quote does not start or end a string");
    line("a space that does not break",
        "a =\u00a0"
        "1",
        "1:4: a space that does not break is no space here");
    line("a mark that turns the direction",
        "a = \u202e"
        "1",
        "1:5: the character U+202E is not allowed here");
}

void tst_Guard::badTextIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, problem);
    QFETCH(bool, isFatal);
    const GuardedText guarded = guardText(text.toStdString());
    QCOMPARE(guarded.problems.size(), std::size_t(1));
    QCOMPARE(QByteArray::fromStdString(problemText(guarded.problems.front())), problem);
    QCOMPARE(guarded.isFatal, isFatal);
    QVERIFY(!guarded.problems.front().hint.empty());
}

void tst_Guard::refusedLinesAreLeftOut()
{
    const GuardedText guarded = guardText("a = 1\nb = \u00e9\nc = 2\n");
    QCOMPARE(QByteArray::fromStdString(guarded.text), QByteArray("a = 1\n\nc = 2\n"));
}

void tst_Guard::aRefusedHeaderKeepsItsKeysApart()
{
    const GuardedText guarded = guardText("[a]\nx = 1\n[&]\nx = 2\n");
    QCOMPARE(guarded.statements.size(), std::size_t(4));
    QCOMPARE(guarded.statements[2].kind, TomlStatement::Kind::Table);
    QVERIFY(guarded.text.find("[&]") == std::string::npos);
}

void tst_Guard::severalLinesAreRefusedAtOnce()
{
    const GuardedText guarded = guardText("[ =\na = \u00e9\u00e9\u00e9\n[&\n");
    QCOMPARE(guarded.problems.size(), std::size_t(3));
    QVERIFY(!guarded.isFatal);
}

void tst_Guard::afterTwentyRefusalsItStops()
{
    const GuardedText guarded = guardText(repeated("[&\n", 300'000));
    QCOMPARE(guarded.problems.size(), std::size_t(20));
    QVERIFY(guarded.isFatal);
}

void tst_Guard::statementsHavePlaces()
{
    const GuardedText guarded = guardText("  key = [\n1,\n]\n\n[[ a.b ]] # x\n");
    QCOMPARE(guarded.statements.size(), std::size_t(2));
    const TomlStatement& key = guarded.statements[0];
    QCOMPARE(key.name, std::string("key"));
    QVERIFY(key.key == (TextRegion { 1, 3, 3 }));
    QCOMPARE(key.lastLine, 3U);
    const TomlStatement& header = guarded.statements[1];
    QCOMPARE(header.name, std::string("a.b"));
    QCOMPARE(header.kind, TomlStatement::Kind::TableOfList);
    QVERIFY(header.key == (TextRegion { 5, 1, 9 }));
}

void tst_Guard::limitsAreInclusive()
{
    const auto passes = [](const std::string& text) { return guardText(text).problems.empty(); };
    QVERIFY(passes("a = " + repeated("[", 64) + repeated("]", 64)));
    QVERIFY(!passes("a = " + repeated("[", 65) + repeated("]", 65)));
    QVERIFY(passes(repeated("a.", 31) + "a = 1"));
    QVERIFY(!passes(repeated("a.", 32) + "a = 1"));
    QVERIFY(passes('#' + std::string(maxLineBytes - 1, 'x')));
    QVERIFY(!passes('#' + std::string(maxLineBytes, 'x')));
    QVERIFY(passes(std::string(maxTextBytes, '\n')));
}

QTEST_APPLESS_MAIN(tst_Guard)
#include "tst_guard.moc"
