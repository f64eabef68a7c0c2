// SPDX-License-Identifier: GPL-3.0-only
// What a person reads when the text is no TOML. Each text is read alone and before a good server,
// which must not change what is said.
#include "core/scenario/reader.h"

#include <QtTest>

#include <string>

using namespace tickscope;

namespace {

std::string errorsOf(const std::string& text)
{
    std::string errors;
    for (const Diagnostic& diagnostic : readScenario(text, "t").diagnostics) {
        if (diagnostic.severity != Severity::Error)
            continue;
        errors += errors.empty() ? "" : " | ";
        errors += std::to_string(diagnostic.place.line) + ':'
            + std::to_string(diagnostic.place.column) + ": " + diagnostic.message;
        if (!diagnostic.replacement.empty())
            errors += " -> " + diagnostic.replacement;
    }
    return errors;
}

} // namespace

class tst_TomlErrors : public QObject
{
    Q_OBJECT

private slots:
    void theCauseIsNamed_data();
    void theCauseIsNamed();
    void independentErrorsComeTogether();
    void atMostTwentySyntaxErrorsAreSought();
    void whatIsMissingBecauseOfALeftOutLineIsNotMissed();
    void whatWasAStringIsGuardedAgain();
};

void tst_TomlErrors::theCauseIsNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("errors");
    const auto row = [](const char* text, const char* errors) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(errors);
    };
    row("[ =", "1:3: a table header must start with a key");
    row("[&", "1:2: a table header must start with a key");
    row("[[[1]]]", "1:3: a table header must start with a key");
    row("b == 2", "1:4: there is one = too many");
    row("a = \"unterminated", "1:5: the string that starts here never ends");
    row("a = 'unterminated", "1:5: the string that starts here never ends");
    row("a = \"\"\"unterminated\n", "1:5: the string that starts here never ends");
    row("a = [1, 2", "1:5: the list that starts here never ends");
    row("a = [\n  1,\n", "1:5: the list that starts here never ends");
    row("a = { b = 1", "1:5: the table that starts here does not end on its line");
    row("a = { b = 1, c", "1:5: the table that starts here does not end on its line");
    row("a = 9223372036854775808", "1:5: 9223372036854775808 is out of range");
    row("a = 0xFFFFFFFFFFFFFFFFFF", "1:5: 0xFFFFFFFFFFFFFFFFFF is out of range");
    row("a = 1e999", "1:5: 1e999 is out of range");
    row("a = 99999999999d", "1:5: 99999999999d is not in quotes -> \"99999999999d\"");
    row("a = 5s", "1:5: 5s is not in quotes -> \"5s\"");
    row("a = 5 sec # x", "1:5: 5 sec is not in quotes -> \"5s\"");
    row("a = after_work", "1:5: after_work is not in quotes -> \"after_work\"");
    row("a = [ok, \"ok\"]", "1:6: ok is not in quotes -> \"ok\"");
    row("a = [\"1s\", 3s]", "1:12: 3s is not in quotes -> \"3s\"");
    row("a = [\n\"ok\",\n eror,\n]", "3:2: eror is not in quotes -> \"eror\"");
    row("a = .5", "1:5: .5 is not a number");
    row("a = 1.", "1:5: 1. is not a number");
    row("a = 1_", "1:5: 1_ is not a number");
    row("a = 05", "1:5: 05 starts with a zero");
    row("a =", "1:1: \"a\" has no value");
    row("a = # x", "1:1: \"a\" has no value");
    row("interval 5", "1:1: this line is no key = value");
    row("interval: 5", "1:9: a key ends with =, not with : ->  =");
    row("= 1", "1:1: there is no key before the =");
    row("\x01 = 1", "1:1: \"\\u{1}\" is not allowed here");
    row("a = 1 b = 2", "1:7: something follows the value");
    row("a = 'x' y", "1:9: something follows the value");
    row("[[server]] a = 1", "1:12: something follows the table header");
    row("[[server]", "1:1: the table header is not closed -> [[server]]");
    row("[a", "1:1: the table header is not closed -> [a]");
    row("a = \"\\q\"", "1:7: \\q is no escape");
    row("a = \"x\x01\"", "1:7: the string has a control character");
    row("a = [1 2]", "1:8: a comma is missing here");
    row("a = { b = 1, }", "1:14: a comma comes right before the }");
    row("a = { b = 1\n}", "1:5: the table that starts here does not end on its line");
    row("a = 1\na = 2", "2:1: \"a\" is defined twice");
    row("[x]\na = 1\n[y]\na = 2\nb = 3\na = 4", "6:1: \"a\" is defined twice");
    row("a = { b = 1, b = 2 }", "1:14: \"b\" is defined twice");
    row("[a]\n[a]", "2:1: [a] is defined twice");
    row("[[server]]\nname = \"a\"\ninterval = 1\n[server]",
        "4:1: [server] comes after [[server]] at 1:1 -> [[server]]");
    row("a = 1\rb = 2", "1:6: a carriage return stands alone here");
    row("a.b = 1\na.b = 2", "2:1: \"a.b\" is defined twice");
    row("a = 1\na.b = 2", "2:1: \"a\" is no table");
    row("a = {}\na.b = 1", "2:1: the table \"a\" is complete");
    row("[a]\nx = 1\n[b]\n[a.c]\n[a.c.d]\n[a.c]", "6:1: [a.c] is defined twice");
    row("[a.b]\nx = 1\n[a]\nb.y = 2", "4:1: the table \"b\" has a header of its own");
    row("[[a]]\n[b]\n[a]", "3:1: [a] comes after [[a]] at 1:1 -> [[a]]");
    row("[[a]]\nx = 1\n[a.x]", "3:1: [a.x] is defined twice");
    row("a = 1\n[a]", "2:1: [a] is defined twice");
    row("a = 1\n[a.b]", "2:1: \"a\" is no table");
    row("a = {}\n[a.b]", "2:1: the table \"a\" is complete");
    row("a.b = 1\n[a]", "2:1: [a] is defined twice");
    row("a = []\n[[a]]", "2:1: [[a]] is defined twice");
    row("a = \"\"\"x", "1:5: the string that starts here never ends");
    row("a = '''x", "1:5: the string that starts here never ends");
    row("a = \"\\u12\"", "1:8: \\u needs 4 digits");
    row("a = \"\\ud800\"", "1:8: U+D800 is no character");
    row("a = \"\\U00110000\"", "1:8: U+110000 is no character");
    row("a = \"\\x41\"", "1:7: \\x is no escape");
    row("a = \"\"\"\\ x\"\"\"", "1:9: \\  is no escape");
    row("a = \"C:\\Users\\me\"", "1:10: \\U needs 8 digits");
    row("a = 'it's'", "1:9: something follows the value");
    row("a = \"say \"hi\"\"", "1:11: something follows the value");
    row("# \x02", "1:3: the comment has a control character");
    row("a = 1 # \x7f", "1:9: the comment has a control character");
    row("a = \x02", "1:5: \"\\u{2}\" is not allowed here");
    row("a = 1 \x02", "1:7: something follows the value");
    row("a = 1, 2", "1:6: something follows the value");
    row("a = 1]", "1:6: something follows the value");
    row("a = ]", "1:1: \"a\" has no value");
    row("a = ,", "1:1: \"a\" has no value");
    row("a = [1, 2}", "1:10: a list ends with ], not with } -> ]");
    row("a = {b = 1]", "1:11: a table ends with }, not with ] -> }");
    row("a = [1,, 2]", "1:8: there is one comma too many");
    row("a = [, 1]", "1:6: a list cannot start with a comma");
    row("a = {b = 1,, c = 2}", "1:12: there is one comma too many");
    row("a = {b}", "1:6: \"b\" has no value");
    row("a = {b 1}", "1:6: \"b\" has no value");
    row("a = {= 1}", "1:6: there is no key before the =");
    row("a = {b = 1 c = 2}", "1:12: a comma is missing here");
    row("a = {b: 1}", "1:6: \"b\" has no value");
    row("a = { \"b = 1 }", "1:7: the string that starts here never ends");
    row("a = [\n[1, 2],\n[3, 4\nb = 1", "1:5: the list that starts here never ends");
    row("a = [\n1\n[[server]]", "1:5: the list that starts here never ends");
    row("a = [ 1,\n { b = 1\n }\n]", "2:2: the table that starts here does not end on its line");
    row("a = 1979-13-01", "1:5: 1979-13-01 is not a date");
    row("a = 1979-02-29", "1:5: 1979-02-29 is not a date");
    row("a = 1979-05-27T25:00:00", "1:5: 1979-05-27T25:00:00 is not a time");
    row("a = 25:00:00", "1:5: 25:00:00 is not a time");
    row("a = 1979-05-27 07:32", "1:5: 1979-05-27 07:32 is not a time");
    row("a = [1979-05-27 07:32:00, 1_]", "1:27: 1_ is not a number");
    row("a = 0x", "1:5: 0x is not a number");
    row("a = 0xG", "1:5: 0xG is not in quotes -> \"0xG\"");
    row("a = 1__0", "1:5: 1__0 is not a number");
    row("a = _1", "1:5: _1 is not a number");
    row("a = 1e", "1:5: 1e is not a number");
    row("a = +-1", "1:5: +-1 is not in quotes -> \"+-1\"");
    row("a = -", "1:5: - is not in quotes -> \"-\"");
    row("a = -9223372036854775809", "1:5: -9223372036854775809 is out of range");
    row("a = 1.2.3", "1:5: 1.2.3 is not a number");
    row("a = True", "1:5: True is not in small letters -> true");
    row("a = nil", "1:5: nil is not in quotes -> \"nil\"");
    row("a = [TRUE]", "1:6: TRUE is not in small letters -> true");
    row("a$b = 1", "1:2: \"$\" is not allowed in a key");
    row("a b = 1", "1:3: a key is one word");
    row("a. = 1", "1:4: a part of the key is missing here");
    row(".a = 1", "1:1: \".\" is not allowed here");
    row("a..b = 1", "1:3: a part of the key is missing here");
    row("\"\"\"a\"\"\" = 1", "1:1: a key cannot have three quotes");
    row("\"a = 1", "1:1: the string that starts here never ends");
    row("hello", "1:1: this line is no key = value");
    row("hello, world", "1:1: this line is no key = value");
    row("a := 1", "1:3: a key ends with =, not with : ->  =");
    row("a => 1", "1:3: a key ends with =, not with => -> =");
    row("[a b]", "1:4: \"b\" is not allowed in a table header");
    row("[a]]", "1:1: the table header has more ] than [");
    row("[[a]]]", "1:1: the table header has more ] than [");
    row("[ [a] ]", "1:3: a table header must start with a key");
    row("[a.]", "1:4: a part of the key is missing here");
    row("[a", "1:1: the table header is not closed -> [a]");
    row("[a # x", "1:1: the table header is not closed -> [a]");
    row("[[a] ]", "1:1: the table header is not closed -> [[a]]");
    row("[\"x]", "1:2: the string that starts here never ends");
    row("[a] b = 1", "1:5: something follows the table header");
    row("a = \"b\" \"c\"", "1:9: something follows the value");
    row("a = [1]x", "1:8: something follows the value");
    row("a = \"x\"\r\nb = 5s\r\n", "2:5: 5s is not in quotes -> \"5s\"");
}

void tst_TomlErrors::theCauseIsNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, errors);
    const std::string alone = text.toStdString();
    QCOMPARE(QByteArray::fromStdString(errorsOf(alone)), errors);
    const std::string before = alone + "\n[[server]]\nname = \"other\"\ninterval = \"5s\"\n";
    QCOMPARE(QByteArray::fromStdString(errorsOf(before)), errors);
}

void tst_TomlErrors::independentErrorsComeTogether()
{
    const char* text = "title = Build-up\n"
                       "[[server]\n"
                       "name = \"a\"\n"
                       "interval = 5s\n"
                       "[[server]]\n"
                       "name = \"b\"\n"
                       "schedule = \"send-interval\"\n"
                       "interval = \"8 sec\"\n";
    QCOMPARE(QByteArray::fromStdString(errorsOf(text)),
        QByteArray("1:9: Build-up is not in quotes -> \"Build-up\" | "
                   "2:1: the table header is not closed -> [[server]] | "
                   "4:12: 5s is not in quotes -> \"5s\" | "
                   "7:12: unknown schedule \"send-interval\" -> \"send_interval\" | "
                   "8:12: \"8 sec\" is not a duration -> \"8s\""));
}

void tst_TomlErrors::atMostTwentySyntaxErrorsAreSought()
{
    std::string text;
    for (int i = 0; i < 5000; ++i)
        text += "a" + std::to_string(i) + " = x\n";
    QCOMPARE(readScenario(text, "t").diagnostics.size(), std::size_t(20));
}

void tst_TomlErrors::whatIsMissingBecauseOfALeftOutLineIsNotMissed()
{
    // Neither a missing interval, nor a missing server, nor an unknown one.
    QCOMPARE(QByteArray::fromStdString(errorsOf("[[server]]\nname = a\n[[action]]\nat = 1\n"
                                                "server = \"a\"\ndo = \"cancel\"\n")),
        QByteArray("2:8: a is not in quotes -> \"a\""));
}

void tst_TomlErrors::whatWasAStringIsGuardedAgain()
{
    std::string text = "a = 1 x\nb = \"\"\"\n";
    for (int i = 0; i < 100; ++i)
        text += "a.";
    // The long string never ends: without its first line, the dots are a key.
    QCOMPARE(QByteArray::fromStdString(errorsOf(text + "a = 1\n")),
        QByteArray("1:5: 1 x is not in quotes -> \"1 x\" | "
                   "2:5: the string that starts here never ends"));
}

QTEST_APPLESS_MAIN(tst_TomlErrors)
#include "tst_toml_errors.moc"
