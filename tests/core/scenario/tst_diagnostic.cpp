// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/diagnostic.h"
#include "core/scenario/words.h"

#include <QtTest>

#include <string>

using namespace tickscope;

namespace {

Diagnostic unknownSchedule()
{
    return { Severity::Error, { "buildup.toml", 2, 12 }, 12, "unknown schedule \"after-work\"",
        "did you mean \"after_work\"?", "\"after_work\"", DiagnosticCode::UnknownWord };
}

QByteArray bytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
}

} // namespace

class tst_Diagnostic : public QObject
{
    Q_OBJECT

private slots:
    void aLineNamesThePlace();
    void aWindowGetsSentences();
    void carets_data();
    void carets();
    void dangerousCharactersAreNotPrinted();
    void theGravestAreShownInOrder();
    void errorsAreHandedOn();
    void quotedTextIsSafeAndShort();
};

void tst_Diagnostic::aLineNamesThePlace()
{
    QCOMPARE(bytes(renderLine(unknownSchedule())),
        QByteArray("buildup.toml:2:12: error: unknown schedule \"after-work\"; did you mean "
                   "\"after_work\"? [unknown-word]"));
    Diagnostic plain;
    plain.severity = Severity::Warning;
    plain.place.file = "a.toml";
    plain.message = "the file is UTF-16";
    plain.code = DiagnosticCode::Syntax;
    QCOMPARE(
        bytes(renderLine(plain)), QByteArray("a.toml:1:1: warning: the file is UTF-16 [syntax]"));
    plain.hint = "a minimal one is\n    [[server]]";
    QCOMPARE(bytes(renderLine(plain)),
        QByteArray("a.toml:1:1: warning: the file is UTF-16; a minimal one is [syntax]\n"
                   "    [[server]]"));
}

void tst_Diagnostic::aWindowGetsSentences()
{
    QCOMPARE(bytes(renderSentences(unknownSchedule())),
        QByteArray("Unknown schedule \"after-work\". Did you mean \"after_work\"?"));
    QCOMPARE(bytes(sentences("the interval is 0 s", "it must be longer than 0")),
        QByteArray("The interval is 0 s. It must be longer than 0."));
    QCOMPARE(bytes(sentences("\"8 sec\" is not a duration", "")),
        QByteArray("\"8 sec\" is not a duration."));
}

void tst_Diagnostic::carets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("excerpt");
    QTest::newRow("under a word") << QByteArray("a = \"b\"") << 5 << 3
                                  << QByteArray("    1 | a = \"b\"\n      |     ^~~\n");
    QTest::newRow("after the end")
        << QByteArray("a =\n") << 4 << 1 << QByteArray("    1 | a =\n      |    ^\n");
    QTest::newRow("letters of two bytes")
        << QByteArray("\u00e9 = x") << 5 << 1 << QByteArray("    1 | \u00e9 = x\n      |     ^\n");
    QTest::newRow("a tab is one column")
        << QByteArray("\ta") << 2 << 1 << QByteArray("    1 |  a\n      |  ^\n");
    QTest::newRow("CRLF and a mark") << QByteArray("\xef\xbb\xbf"
                                                   "ab\r\n")
                                     << 1 << 2 << QByteArray("    1 | ab\n      | ^~\n");
    QTest::newRow("longer than the line")
        << QByteArray("ab") << 2 << 9 << QByteArray("    1 | ab\n      |  ^\n");
}

void tst_Diagnostic::carets()
{
    QFETCH(QByteArray, text);
    QFETCH(int, column);
    QFETCH(int, length);
    QFETCH(QByteArray, excerpt);
    Diagnostic diagnostic;
    diagnostic.place = { "f", 1, static_cast<std::uint32_t>(column) };
    diagnostic.length = static_cast<std::uint32_t>(length);
    diagnostic.message = "m";
    QCOMPARE(bytes(renderDiagnostics({ diagnostic }, text.toStdString())),
        "f:1:" + QByteArray::number(column) + ": error: m [invalid-value]\n" + excerpt);
}

void tst_Diagnostic::dangerousCharactersAreNotPrinted()
{
    Diagnostic diagnostic;
    diagnostic.place = { "\x1b[31m.toml", 1, 1 };
    diagnostic.message = "m";
    const std::string text = renderDiagnostics({ diagnostic }, "a \x1b[2J \u202e \xff b");
    QVERIFY(text.find('\x1b') == std::string::npos);
    QVERIFY(text.find("\u202e") == std::string::npos);
    QVERIFY(text.find("a ?[2J ? ? b") != std::string::npos);
    QVERIFY(text.starts_with("\\u{1b}[31m.toml:1:1: error: m [invalid-value]\n"));
}

void tst_Diagnostic::theGravestAreShownInOrder()
{
    std::vector<Diagnostic> all;
    for (std::uint32_t line = 1; line <= 30; ++line) {
        Diagnostic diagnostic;
        diagnostic.severity = line % 2 == 0 ? Severity::Error : Severity::Note;
        diagnostic.place = { "f", line, 1 };
        diagnostic.message = "m";
        all.push_back(diagnostic);
    }
    const QByteArray text = bytes(renderDiagnostics(all, {}, 20));
    QCOMPARE(text.count(":1: error: m "), 15);
    QCOMPARE(text.count("note: m"), 5);
    QVERIFY(text.endsWith("\n10 more not shown\n"));
    QVERIFY(text.indexOf("f:1:1: note") < text.indexOf("f:2:1: error: m"));
}

void tst_Diagnostic::errorsAreHandedOn()
{
    Diagnostic warning = unknownSchedule();
    warning.severity = Severity::Warning;
    const std::vector<Error> errors = toErrors({ warning, unknownSchedule() });
    QCOMPARE(errors.size(), std::size_t(1));
    QCOMPARE(errors.front().code, ErrorCode::InvalidScenario);
    QCOMPARE(bytes(errors.front().message),
        QByteArray("unknown schedule \"after-work\"; did you mean \"after_work\"?"));
    QVERIFY(errors.front().place == (Place { "buildup.toml", 2, 12 }));
    QVERIFY(!hasErrors({ warning }));
}

void tst_Diagnostic::quotedTextIsSafeAndShort()
{
    const std::string tooLong(61, 'x');
    QCOMPARE(bytes(inQuotes("a\nb\t\x1b\u202e")), QByteArray("\"a\\nb\\t\\u{1b}\\u{202e}\""));
    QCOMPARE(bytes(inQuotes(std::string_view { tooLong })),
        QByteArray("\"") + QByteArray(60, 'x') + "...\"");
    QCOMPARE(bytes(inQuotes("caf\u00e9")), QByteArray("\"caf\u00e9\""));
}

QTEST_APPLESS_MAIN(tst_Diagnostic)
#include "tst_diagnostic.moc"
