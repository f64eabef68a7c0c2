// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/kind_templates.h"
#include "core/elixir/template.h"
#include "core/elixir/template_names.h"
#include "core/scenario/scenario_lists.h"

#include <QTest>

using namespace tickscope;

namespace {

const TemplateNames names { { { "tick", "poll" }, { "next", "state.interval" } },
    { { "is_late", true }, { "is_idle", false } } };

Template templateOf(const char* text)
{
    return Template(std::vector<TemplateText> { { "a.ex.in", text } });
}

QByteArray written(const char* text, SourceLanguage language = SourceLanguage::Elixir)
{
    SourceModule module;
    module.language = language;
    templateOf(text).write("module", names, module);
    return QByteArray::fromStdString(module.text());
}

QByteArrayList problems(const char* text)
{
    QByteArrayList all;
    for (const std::string& problem : templateOf(text).problems(names))
        all << QByteArray::fromStdString(problem);
    return all;
}

} // namespace

class TestTemplate : public QObject
{
    Q_OBJECT

private slots:
    void valuesAndSectionsAreFilledIn_data();
    void valuesAndSectionsAreFilledIn();
    void optionalFieldsAreTidied_data();
    void optionalFieldsAreTidied();
    void aPartIsWrittenAsDeepAsItIsUsed();
    void theFirstTextsPartCounts();
    void aMarkSaysWhichRecordsRunTheLine();
    void aStateThatIsTooLongGetsALineOfItsOwn();
    void aMistakeHasItsPlace_data();
    void aMistakeHasItsPlace();
    void theServersTemplatesHaveNoMistake_data();
    void theServersTemplatesHaveNoMistake();
};

void TestTemplate::valuesAndSectionsAreFilledIn_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* source, const char* expected) {
        QTest::newRow(name) << QByteArray(source) << QByteArray(expected);
    };
    row("a value", "  :$tick, $next", "  :poll, state.interval\n");
    row("a value before a letter", "${tick}er", "poller\n");
    row("a part of one line", "$use_it(1)\n$part use_it\n:$tick", ":poll(1)\n");
    row("a section that is taken", "$if is_late\na\n$else\nb\n$end\nc", "a\nc\n");
    row("one that is not", "$if is_idle\na\n$elif is_late\nb\n$else\nc\n$end", "b\n");
    row("not and and", "$if not is_idle and is_late\na\n$end", "a\n");
    row("sections in sections", "$if is_idle\n$if is_late\na\n$else\nb\n$end\n$else\nc\n$end",
        "c\n");
    row("within a line", "x$?is_late{, {a, b}}$?is_idle{ no}", "x, {a, b}\n");
    row("one or the other", "$?is_idle{%{a | b}|%{c | :$tick}}", "%{c | :poll}\n");
    row("a comment", "$# nothing\na", "a\n");
}

void TestTemplate::valuesAndSectionsAreFilledIn()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, expected);
    const QByteArray text = "$part module\n" + source + "\n";
    QCOMPARE(problems(text), QByteArrayList());
    QCOMPARE(written(text), expected);
}

void TestTemplate::optionalFieldsAreTidied_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* source, const char* expected) {
        QTest::newRow(source) << QByteArray(source) << QByteArray(expected);
    };
    row("%{state | , a: 1}", "%{state | a: 1}");
    row("%{state | a: 1, }", "%{state | a: 1}");
    row("{:noreply, %{state | }}", "{:noreply, state}");
    row("State#{, a := 1}", "State#{a := 1}");
    row("{noreply, State#{}}", "{noreply, State}");
    row("f(#{} = State) ->", "f(State) ->");
}

void TestTemplate::optionalFieldsAreTidied()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, expected);
    QCOMPARE(written("$part module\n" + source), expected + "\n");
}

void TestTemplate::aPartIsWrittenAsDeepAsItIsUsed()
{
    QCOMPARE(written("$part module\ndef f do\n    $use body\nend\n\n$part body\n  a\n\n  b\n"),
        QByteArray("def f do\n      a\n\n      b\nend\n"));
}

void TestTemplate::theFirstTextsPartCounts()
{
    SourceModule module;
    const Template both(std::vector<TemplateText> { { "own", "$part body\nmine" },
        { "shared", "$part module\n$use body\n\n$part body\nshared" } });
    QVERIFY(both.problems(names).empty());
    both.write("module", names, module);
    QCOMPARE(module.text(), std::string("mine\n"));
}

void TestTemplate::aMarkSaysWhichRecordsRunTheLine()
{
    SourceModule module;
    templateOf("$part module\n$in resume\na   @@ send_after tick.return:stops\nb @@ work\nc")
        .write("module", names, module);
    QCOMPARE(module.lines[0].text, std::string("a"));
    const std::vector<LineRule>& rules = module.lines[0].rules;
    QCOMPARE(rules.size(), std::size_t { 2 });
    QCOMPARE(rules[0].event, Event::SendAfter);
    QCOMPARE(rules[0].callback, Callback::Resume);
    QCOMPARE(rules[1].event, Event::Return);
    QCOMPARE(rules[1].callback, Callback::Tick);
    QCOMPARE(rules[1].when, LineRule::When::Stops);
    QCOMPARE(module.lines[1].rules.size(), std::size_t { 2 });
    QCOMPARE(module.lines[1].rules[1].event, Event::WorkEnd);
    QVERIFY(module.lines[2].rules.empty());
}

void TestTemplate::aStateThatIsTooLongGetsALineOfItsOwn()
{
    const QByteArray value(60, 'x');
    const QByteArray map = "%{state | a: " + value + "}";
    const QByteArray line = "    {:noreply, " + map + ", jittered(state.interval)}\n";
    const QByteArray source = "$part module\n    data = f()\n\n    # Says why\n" + line;
    QCOMPARE(written(source),
        QByteArray("    data = f()\n    state = " + map
            + "\n\n    # Says why\n    {:noreply, state, jittered(state.interval)}\n"));
    QCOMPARE(written(source, SourceLanguage::Erlang).count("state = "), 0);
}

void TestTemplate::aMistakeHasItsPlace_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* source, const char* expected) {
        QTest::newRow(source) << QByteArray(source) << QByteArray(expected);
    };
    row("$tock", "there is no value \"tock\", nor a part of one line");
    row("$?is_lat{a}", "there is no flag \"is_lat\"");
    row("$?is_late a", "\"$?is_late\" needs its text in braces");
    row("$?is_idle{$tock}", "there is no value \"tock\", nor a part of one line");
    row("$if is_lat\n$end", "there is no flag \"is_lat\"");
    row("$end", "\"$end\" without an \"$if\"");
    row("$if is_late", "an \"$if\" has no \"$end\"");
    row("$use finale", "there is no part \"finale\"");
    row("$in tock", "there is no callback \"tock\"");
    row("a @@ give_back", "no record is called \"give_back\"");
    row("a @@ return:never", "no record is called \"return:never\"");
    row("a @@ tock.return", "no record is called \"tock.return\"");
    row("$part module", "there is a part \"module\" already");
}

void TestTemplate::aMistakeHasItsPlace()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, expected);
    QCOMPARE(problems("$part module\nfine\n" + source + "\n"),
        QByteArrayList { "a.ex.in:3: " + expected });
}

void TestTemplate::theServersTemplatesHaveNoMistake_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("language");
    for (const ServerKind kind : allServerKinds) {
        for (const SourceLanguage language : { SourceLanguage::Elixir, SourceLanguage::Erlang })
            QTest::addRow("%s %d", toText(kind), static_cast<int>(language))
                << static_cast<int>(kind) << static_cast<int>(language);
    }
}

void TestTemplate::theServersTemplatesHaveNoMistake()
{
    QFETCH(int, kind);
    QFETCH(int, language);
    ServerSpec spec;
    spec.kind = static_cast<ServerKind>(kind);
    const auto source = static_cast<SourceLanguage>(language);
    const ServerPlan plan(spec, { "server", "Server", "server" }, {});
    for (const std::string& problem :
        kindTemplate(spec.kind, source).problems(templateNames(plan, source)))
        QVERIFY2(false, problem.c_str());
}

QTEST_APPLESS_MAIN(TestTemplate)
#include "tst_template.moc"
