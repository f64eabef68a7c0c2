// SPDX-License-Identifier: GPL-3.0-only
#include "core/lesson/builtin_lessons.h"
#include "core/lesson/lesson_reader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace tickscope;

class tst_LessonReader : public QObject
{
    Q_OBJECT

private slots:
    void saysWhereAndWhatWasExpected_data();
    void saysWhereAndWhatWasExpected();
    void allErrorsComeInOneGo();
    void theRestOfABrokenLessonStaysUsable();
    void aBrokenScenarioIsToldInItsOwnPlace();
    void windowsLineEndsAndAByteOrderMarkChangeNothing();
    void anyTextIsSurvived_data();
    void anyTextIsSurvived();
    void countsWords_data();
    void countsWords();
    void readsAFolder();
};

namespace {

constexpr const char* scenarioText = "format = 1\nduration = \"60s\"\n"
                                     "[[server]]\nname = \"poller\"\nschedule = \"send_interval\"\n"
                                     "interval = \"5s\"\nwork = \"8s\"\n"
                                     "[[marker]]\nat = \"10s\"\nname = \"The first that waits\"\n";

constexpr const char* frontText
    = "---\ntitle: Build-up\nminutes: 4\nscenario: scenario.toml\n---\n"; // lines 1 to 5

constexpr const char* questionText = "```predict\n" // line 7
                                     "question = \"How many wait?\"\n"
                                     "compute = \"poller.depth\"\n"
                                     "at = \"60s\"\n" // line 10
                                     "options = [\"5\", \"0\"]\n"
                                     "because = { \"0\" = \"It works 8 s.\" }\n"
                                     "```\n";

constexpr const char* exerciseText = "```do\n" // line 7
                                     "say = \"Empty it\"\n"
                                     "until = \"poller.depth <= 0\"\n"
                                     "not = \"restarts > 0\"\n" // line 10
                                     "fail = \"It is gone.\"\n"
                                     "hint = \"Work faster.\"\n"
                                     "solution = [{ at = \"21.5s\", server = \"poller\", do = "
                                     "\"set_work\", value = \"1s\" }]\n"
                                     "```\n";

Result<std::string> beside(const std::string& file)
{
    if (file == "scenario.toml")
        return std::string(scenarioText);
    return Error { ErrorCode::Io, "there is no such file", {} };
}

LessonReadResult read(const QByteArray& text)
{
    return readLesson(text.toStdString(), "build-up", "lesson.md", beside,
        { false, { "self-scheduling", "build-up" } });
}

/// The diagnostics, a line for each.
QByteArray said(const LessonReadResult& result)
{
    std::string text;
    for (const Diagnostic& diagnostic : result.diagnostics)
        text += renderLine(diagnostic).substr(std::string("lesson.md:").size()) + "\n";
    return QByteArray::fromStdString(text);
}

QByteArray replaced(const char* text, const char* from, const char* to)
{
    QByteArray result(text);
    if (!result.contains(from))
        qFatal("nothing to replace: %s", from);
    return result.replace(from, to);
}

} // namespace

void tst_LessonReader::saysWhereAndWhatWasExpected_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray front(frontText);
    const auto row = [](const char* name, const QByteArray& text, const char* expected) {
        QTest::newRow(name) << text << QByteArray(expected);
    };
    const auto question
        = [&](const char* name, const char* from, const char* to, const char* expected) {
              row(name, front + "Text.\n" + replaced(questionText, from, to), expected);
          };
    const auto exercise
        = [&](const char* name, const char* from, const char* to, const char* expected) {
              row(name, front + "Text.\n" + replaced(exerciseText, from, to), expected);
          };
    const auto frontRow
        = [&](const char* name, const char* from, const char* to, const char* expected) {
              row(name, replaced(frontText, from, to) + "Text.\n", expected);
          };

    row("good", front + "Text.\n" + questionText, "");
    row("good exercise", front + "Text.\n" + exerciseText, "");
    row("empty", "", "1:1: error: the lesson has no front matter; begin with a line ---");
    row("no front matter", "# A lesson\n", "1:1: error: the lesson has no front matter");
    row("open front matter", "---\ntitle: A\n", "1:1: error: the front matter is never closed");
    row("no step", front, "5:1: error: the lesson has no step");
    row("empty step", front + "Text.\n---\n---\nText.\n", "8:1: error: this step is empty");
    frontRow("no title", "title: Build-up\n", "",
        "1:1: error: the front matter has no title; add one, such as title: Message build-up");
    frontRow("empty title", "title: Build-up", "title:", "2:1: error: the title is empty");
    frontRow("misspelt key", "minutes", "minut",
        "3:1: error: unknown key \"minut\"; did you mean \"minutes\"?");
    frontRow("key of nobody", "minutes: 4", "minutes: 4\nzzz: 1",
        "4:1: error: the front matter has no key \"zzz\"; it has title, minutes, scenario or "
        "after");
    frontRow("no key", "minutes: 4", "minutes: 4\nsomething",
        "4:1: error: \"something\" is no key with a value");
    frontRow(
        "twice", "minutes: 4", "minutes: 4\nminutes: 5", "4:1: error: \"minutes\" stands twice");
    frontRow("no number", "4", "four",
        "3:10: error: \"four\" is no number of minutes; write a whole number from 1 to 60");
    frontRow("too long a lesson", "4", "600", "3:10: error: \"600\" is no number of minutes");
    frontRow("no scenario", "scenario.toml", "other.toml",
        "4:11: error: \"other.toml\" cannot be read; there is no such file");
    frontRow("scenario elsewhere", "scenario.toml", "../scenario.toml",
        "4:11: error: \"../scenario.toml\" is no file beside lesson.md");
    frontRow("after no list", "minutes: 4", "minutes: 4\nafter: self-scheduling",
        "4:8: error: after must be a list of lessons");
    frontRow("after nothing", "minutes: 4", "minutes: 4\nafter: [self-schedulin]",
        "4:8: error: no lesson is called \"self-schedulin\"; did you mean \"self-scheduling\"?");

    row("open block", front + "```predict\nquestion = \"A?\"\n",
        "6:1: error: this block is never closed; end it with a line ```");
    row("misspelt block", front + "```predit\n```\n",
        "6:4: error: unknown block \"predit\"; did you mean \"predict\"?");
    row("code is no block", front + "```elixir\ndef a, do: 1\n```\n", "");
    row("too long", front + QByteArray("word ").repeated(91) + "\n",
        "6:1: error: this step has 91 words; at most 90");
    row("two questions", front + "Text.\n" + questionText + questionText,
        "14:1: error: this step has two blocks ```predict");
    question("no TOML", "\"60s\"", "60s", "10:");
    question("no question", "question = \"How many wait?\"\n", "",
        "7:1: error: ```predict has no question; add one, such as question = ");
    question("misspelt question", "question", "qestion",
        "8:1: error: unknown key \"qestion\"; did you mean \"question\"?");
    question(
        "question is a number", "\"How many wait?\"", "5", "8:12: error: the question must be");
    question("misspelt server", "poller.depth", "poler.depth",
        "9:11: error: no server is called \"poler\"; did you mean \"poller\"?");
    question("misspelt path", "poller.depth", "poller.dept",
        "9:11: error: nothing in the summary is called \"poller.dept\"; did you mean "
        "\"poller.depth\"?");
    question("a group", "poller.depth", "poller.work", "9:11: error: \"poller.work\" is a group");
    question("no duration", "60s", "60 parsecs", "10:6: error: \"60 parsecs\" is not a duration");
    question("no marker", "\"60s\"", "\"The first that wait\"",
        "10:6: error: the scenario has no marker \"The first that wait\"; did you mean \"The first "
        "that waits\"?");
    question("a marker", "\"60s\"\noptions = [\"5\", \"0\"]\nbecause = { \"0\" =",
        "\"The first that waits\"\noptions = [\"1\", \"0\"]\nbecause = { \"0\" =", "");
    question("after the end", "60s", "61s",
        "10:6: error: 1 min 1 s is after the end of the run at 1 min");
    question("one option", "[\"5\", \"0\"]", "[\"5\"]", "11:11: error: 1 options are no choice");
    question("option twice", "[\"5\", \"0\"]", "[\"5\", \"0\", \"5\"]",
        "11:22: error: the option \"5\" stands twice");
    question("option is a number", "[\"5\", \"0\"]", "[\"5\", 0]",
        "11:17: error: an option must be a text, not a whole number");
    question("answer missing", "[\"5\", \"0\"]", "[\"4\", \"0\"]",
        "7:1: error: poller.depth at 1 min is 5, and that is not among the options; add \"5\" to "
        "them");
    question("reply missing", "[\"5\", \"0\"]", "[\"5\", \"0\", \"12\"]",
        "7:1: error: the wrong option \"12\" has no reply; add one to because: \"12\" = \"...\"");
    question("reply to nothing", "\"0\" = \"It works 8 s.\"", "\"0\" = \"It.\", \"7\" = \"No.\"",
        "12:26: error: no option is called \"7\"; the options are 5 or 0");
    question("replies no table", "{ \"0\" = \"It works 8 s.\" }", "\"It works.\"",
        "12:11: error: because must be a table, not a string");

    exercise("no goal", "until = \"poller.depth <= 0\"\n", "", "7:1: error: ```do has no until");
    exercise("broken goal", "poller.depth <= 0", "poller.depth <= 0 and",
        "9:31: error: something is missing here");
    exercise("goal of nobody", "poller.depth <= 0", "poller.state == idle and poler.depth == 0",
        "9:35: error: no server is called \"poler\"; did you mean \"poller\"?");
    exercise("broken not", "restarts > 0", "restarts >", "10:18: error: nothing stands after");
    exercise("not without fail", "fail = \"It is gone.\"\n", "",
        "10:1: error: nothing is said when it fails; add fail = \"...\"");
    exercise("fail without not", "not = \"restarts > 0\"\n", "",
        "10:1: error: fail is said when not holds, and there is no not");
    exercise("no solution",
        "solution = [{ at = \"21.5s\", server = \"poller\", do = \"set_work\", "
        "value = \"1s\" }]\n",
        "", "7:1: error: ```do has no solution");
    exercise("solution no list",
        "[{ at = \"21.5s\", server = \"poller\", do = \"set_work\", value = "
        "\"1s\" }]",
        "\"cancel\"", "13:12: error: the solution must be a list of actions, not a string");
    exercise("unknown action", "set_work", "set_wrok",
        "13:53: error: unknown action \"set_wrok\"; did you mean \"set_work\"?");
    exercise("unknown server in it", "server = \"poller\"", "server = \"polle\"",
        "13:38: error: no server is named \"polle\"; did you mean \"poller\"?");
    exercise("does not reach it", "\"1s\"", "\"7s\"",
        "7:1: error: the solution does not reach the goal by 1 min: poller.depth is ");
    exercise("reaches it by failing", "do = \"set_work\", value = \"1s\"", "do = \"crash\"",
        "7:1: error: the solution makes the exercise fail at 21.500 s: restarts > 0");
    exercise("holds already", "poller.depth <= 0", "poller.depth >= 1",
        "7:1: error: the goal holds already at 21.500 s, where the exercise begins");
    exercise("fails already", "restarts > 0", "poller.depth >= 1",
        "7:1: error: what makes it fail holds already at 21.500 s");
    exercise("happens by itself", "poller.depth <= 0", "poller.depth >= 4",
        "7:1: error: the goal is reached at 50 s without the solution");
    row("note without source", front + "```field\ntext = \"A.\"\n```\n",
        "6:1: error: ```field has no source");
}

void tst_LessonReader::saysWhereAndWhatWasExpected()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const LessonReadResult result = read(text);
    const QByteArray all = said(result);
    QVERIFY2(expected.isEmpty() ? all.isEmpty() : ('\n' + all).contains('\n' + expected),
        all.constData());
    QCOMPARE(result.hasErrors(), !expected.isEmpty());
}

void tst_LessonReader::allErrorsComeInOneGo()
{
    const LessonReadResult result = read(replaced(frontText, "minutes: 4", "minutes: 0") + "Text.\n"
        + replaced(questionText, "poller.depth", "poler.depth") + "---\n"
        + replaced(questionText, "[\"5\", \"0\"]", "[\"4\", \"0\"]") + "---\n"
        + replaced(exerciseText, "\"1s\"", "\"7s\""));
    QCOMPARE(said(result).count('\n'), 4);
}

void tst_LessonReader::theRestOfABrokenLessonStaysUsable()
{
    const LessonReadResult result = read(QByteArray(frontText) + "First.\n"
        + replaced(questionText, "poller.depth", "poler.depth") + "---\nSecond.\n" + questionText
        + replaced(exerciseText, "\"1s\"", "\"7s\"") + "---\nThird.\n" + exerciseText);
    QVERIFY(result.hasErrors() && result.isUsable);
    QCOMPARE(result.lesson.steps.size(), std::size_t(3));
    QVERIFY(!result.lesson.steps[0].predict);
    QVERIFY(result.lesson.steps[1].predict && result.lesson.steps[1].exercises.empty());
    QCOMPARE(result.lesson.steps[1].predict->answerText(), std::string("5"));
    QCOMPARE(result.lesson.steps[2].exercises.size(), std::size_t(1));
}

void tst_LessonReader::aBrokenScenarioIsToldInItsOwnPlace()
{
    const LessonReadResult result = readLesson(frontText + std::string("Text.\n") + questionText,
        "a", "folder/lesson.md", [](const std::string&) -> Result<std::string> {
            return std::string("[[server]]\nname = \"poller\"\n");
        });
    QVERIFY(result.hasErrors() && !result.isUsable);
    QVERIFY2(
        renderLine(result.diagnostics.front())
            .starts_with("folder/lesson.md:4:11: error: the scenario \"scenario.toml\" has errors"),
        renderLine(result.diagnostics.front()).c_str());
    const auto missing
        = std::ranges::find(result.scenarioDiagnostics, Severity::Error, &Diagnostic::severity);
    QVERIFY(missing != result.scenarioDiagnostics.end());
    QVERIFY2(renderLine(*missing).starts_with("folder/scenario.toml:1:1: error: "),
        renderLine(*missing).c_str());
}

void tst_LessonReader::windowsLineEndsAndAByteOrderMarkChangeNothing()
{
    QByteArray text = QByteArray(frontText) + "Text.\n" + questionText + exerciseText;
    const LessonReadResult plain = read(text);
    const LessonReadResult windows = read("\xef\xbb\xbf" + text.replace("\n", "\r\n"));
    QCOMPARE(said(windows), QByteArray());
    QCOMPARE(windows.lesson.steps.size(), plain.lesson.steps.size());
    QCOMPARE(windows.lesson.steps[0].text, plain.lesson.steps[0].text);
    QCOMPARE(windows.lesson.title, plain.lesson.title);
}

void tst_LessonReader::anyTextIsSurvived_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray whole = QByteArray(frontText) + "Text.\n" + questionText + exerciseText;
    for (qsizetype cut = 0; cut < whole.size(); cut += 7)
        QTest::addRow("cut at %lld", static_cast<long long>(cut)) << whole.left(cut);
    for (qsizetype at = 0; at < whole.size(); at += 11) {
        QByteArray text = whole;
        text[at] = '"';
        QTest::addRow("quote at %lld", static_cast<long long>(at)) << text;
        text[at] = '\n';
        QTest::addRow("line break at %lld", static_cast<long long>(at)) << text;
    }
    QTest::newRow("zero") << QByteArray(1, '\0');
    QTest::newRow("no UTF-8") << QByteArray("---\ntitle: \xff\n---\n");
    QTest::newRow("long line") << QByteArray(100'000, 'a');
    QTest::newRow("large") << QByteArray(2'000'000, '\n');
    QTest::newRow("deep") << frontText + QByteArray("```do\nsay = ") + QByteArray(5'000, '[')
            + "\n```\n";
    QTest::newRow("nested condition") << frontText + QByteArray("```do\nsay = \"A\"\nuntil = \"")
            + QByteArray(5'000, '(') + "\"\nsolution = []\n```\n";
}

void tst_LessonReader::anyTextIsSurvived()
{
    QFETCH(QByteArray, text);
    const LessonReadResult result = read(text);
    for (const Diagnostic& diagnostic : result.diagnostics)
        QVERIFY(!diagnostic.message.empty());
}

void tst_LessonReader::countsWords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("two lines") << QByteArray("One two\nthree") << 3;
    QTest::newRow("marks") << QByteArray("- **one** - `two`\n# three") << 3;
    QTest::newRow("code") << QByteArray("one\n```elixir\na b c\n```\ntwo") << 2;
    QTest::newRow("umlaut") << QByteArray("\xc3\xa4 \xc3\xb6") << 2;
}

void tst_LessonReader::countsWords()
{
    QFETCH(QByteArray, text);
    QFETCH(int, count);
    QCOMPARE(wordCount(text.toStdString()), std::size_t(count));
}

void tst_LessonReader::readsAFolder()
{
    QTemporaryDir folder;
    QDir(folder.path()).mkdir(QStringLiteral("07-mine"));
    const auto write = [&folder](const char* name, const QByteArray& text) {
        QFile file(folder.filePath(QStringLiteral("07-mine/") + QString::fromUtf8(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write("lesson.md", QByteArray(frontText) + "Text.\n" + questionText);
    write("scenario.toml", scenarioText);
    write("teacher.md", "Notes.\n");
    const std::string path = folder.filePath(QStringLiteral("07-mine")).toStdString();
    QVERIFY(isLessonPath(path) && isLessonPath(path + "/lesson.md"));
    QVERIFY(!isLessonPath(path + "/scenario.toml") && !isLessonPath(path + "/nothing.md"));
    for (const std::string& named : { path, path + "/lesson.md" }) {
        const auto result = readLessonFile(named);
        QVERIFY(result && !result->hasErrors());
        QCOMPARE(result->lesson.name, std::string("mine"));
        QCOMPARE(result->lesson.teacherNotes, std::string("Notes.\n"));
    }
    QVERIFY(!readLessonFile(path + "/nothing.md"));
}

QTEST_APPLESS_MAIN(tst_LessonReader)
#include "tst_lesson_reader.moc"
