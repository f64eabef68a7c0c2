// SPDX-License-Identifier: GPL-3.0-only
// What the window shows of a source is what the command line writes, byte for byte; and what is
// read off it: colours, sub-goals, differences.
#include "core/elixir/elixir_project.h"
#include "core/elixir/server_sources.h"
#include "core/elixir/source_diff.h"
#include "core/elixir/source_tokens.h"
#include "core/elixir/sub_goals.h"
#include "core/scenario/builtin.h"
#include "core/scenario/reader.h"
#include "tests/core/elixir/all_servers.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

using Tokens = std::vector<SourceToken>;

std::string fileOf(const ElixirProject& project, const std::string& path)
{
    for (const ProjectFile& file : project.files)
        if (file.path == path)
            return file.contents;
    return "no file " + path;
}

QByteArray differences(const Scenario& scenario)
{
    for (const Clauses clauses : { Clauses::Used, Clauses::All }) {
        const auto elixir = elixirProject(scenario, clauses);
        const auto erlang = erlangProject(scenario, clauses);
        for (std::uint32_t i = 0; i < scenario.servers.size(); ++i) {
            for (const SourceLanguage language :
                { SourceLanguage::Elixir, SourceLanguage::Erlang }) {
                const auto& project = language == SourceLanguage::Elixir ? elixir : erlang;
                const auto sources = serverSources(scenario, i, language, clauses);
                if (bool(sources) != bool(project))
                    return QByteArray("only one of both refuses ")
                        + scenario.servers[i].name.c_str();
                if (!sources)
                    continue;
                for (const SourceModule& source : *sources)
                    if (source.text() != fileOf(*project, projectPath(source)))
                        return QByteArray::fromStdString(projectPath(source));
            }
        }
    }
    return {};
}

Scenario read(std::string_view text)
{
    return *readScenario(text, "test.toml").scenario;
}

Scenario withActions(std::vector<ServerSpec> servers)
{
    Scenario scenario;
    scenario.servers = std::move(servers);
    std::vector<Action> actions;
    for (const ServerSpec& spec : scenario.servers) {
        for (const ActionKind kind : { ActionKind::SetInterval, ActionKind::Cancel,
                 ActionKind::Resume, ActionKind::Call, ActionKind::Tick }) {
            Action action;
            action.kind = kind;
            action.server = spec.count > 1 ? spec.name + "-1" : spec.name;
            action.interval = 1s;
            actions.push_back(action);
        }
    }
    scenario.actions = std::move(actions);
    return scenario;
}

SourceModule moduleOf(std::string_view builtin, std::uint32_t server)
{
    return serverSources(read(findBuiltin(builtin)->text), server, SourceLanguage::Elixir)->front();
}

} // namespace

class TestServerSources : public QObject
{
    Q_OBJECT

private slots:
    void builtinsAreShownAsTheyAreWritten()
    {
        for (const BuiltinScenario& builtin : builtinScenarios())
            QCOMPARE(differences(read(builtin.text)), QByteArray());
    }
    void everyKindScheduleAndOptionIsShownAsItIsWritten()
    {
        for (const Variant variant : allVariants) {
            for (const ServerSpec& spec : allServers(variant)) {
                Scenario scenario;
                scenario.servers = { spec };
                QCOMPARE(differences(scenario), QByteArray());
                QCOMPARE(differences(withActions({ spec })), QByteArray());
            }
        }
    }
    void aNameThatCannotBeIsRefusedInBoth()
    {
        Scenario scenario = read(findBuiltin("self-scheduling")->text);
        scenario.servers.front().name = "nil";
        const auto sources = serverSources(scenario, 0, SourceLanguage::Elixir);
        const auto project = elixirProject(scenario);
        QVERIFY(!sources);
        QVERIFY(!project);
        QCOMPARE(sources.error().message, project.error().message);
    }

    void tokensOfALine_data()
    {
        QTest::addColumn<bool>("isElixir");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("tokens");
        const auto row = [](const char* name, bool isElixir, const char* line, const char* tokens) {
            QTest::addRow("%s", name) << isElixir << QByteArray(line) << QByteArray(tokens);
        };
        row("a head", true, "  def handle_info(:poll, state) do", "k[def] a[:poll] k[do]");
        row("a map", true, "{:ok, %{interval: 5_000, data: nil}}",
            "a[:ok] y[interval:] n[5_000] y[data:] k[nil]");
        row("an attribute", true, "  @impl true", "k[@impl] k[true]");
        row("a comment", true, "  x # says \"so\"", "c[# says \"so\"]");
        row("a string with a number", true, "say(\"a #{1}\")", "s[\"a #{1}\"]");
        row("a quoted atom", true, "name: :\"poller-1\"", "y[name:] a[:\"poller-1\"]");
        row("a call of Erlang", true, ":timer.cancel(state.timer)", "a[:timer]");
        row("a field is no keyword", true, "state.in and x", "k[and]");
        row("a type", true, "a :: b", "");
        row("Erlang's head", false, "handle_info(poll, State) ->", "a[poll]");
        row("Erlang's map", false, "#{interval => 5000, due := Due}", "y[interval] n[5000] y[due]");
        row("Erlang's attribute", false, "-module(poller).", "k[-module] a[poller]");
        row("Erlang's quoted atom", false, "'poller-1' andalso ok",
            "a['poller-1'] k[andalso] a[ok]");
        row("Erlang's comment", false, "%% the world", "c[%% the world]");
    }
    void tokensOfALine()
    {
        QFETCH(bool, isElixir);
        QFETCH(QByteArray, line);
        const char letters[] = { 'k', 'a', 'y', 's', 'n', 'c' };
        QByteArrayList words;
        SourceTokens reader(isElixir ? SourceLanguage::Elixir : SourceLanguage::Erlang);
        for (const SourceToken& token : reader.next(line.toStdString()))
            words << letters[int(token.kind)]
                    + QByteArray("[" + line.mid(int(token.start), int(token.length)) + "]");
        QTEST(words.join(' '), "tokens");
    }
    void aTextInThreeQuotesGoesOnOverLines()
    {
        SourceTokens reader(SourceLanguage::Elixir);
        const auto first = reader.next("  @doc \"\"\"");
        QCOMPARE(first.back().kind, TokenKind::String);
        QCOMPARE(reader.next("def in words"), (Tokens { { 0, 12, TokenKind::String } }));
        QVERIFY(reader.next("").empty());
        QCOMPARE(reader.next("  \"\"\""), (Tokens { { 0, 5, TokenKind::String } }));
        QCOMPARE(reader.next("def x"), (Tokens { { 0, 3, TokenKind::Keyword } }));
    }
    void tokensNeverOverlapNorLeaveTheLine()
    {
        for (const Variant variant : allVariants) {
            const Scenario scenario = withActions(allServers(variant));
            for (std::uint32_t i = 0; i < scenario.servers.size(); i += 7) {
                for (const SourceLanguage language :
                    { SourceLanguage::Elixir, SourceLanguage::Erlang }) {
                    const auto sources = serverSources(scenario, i, language);
                    for (const SourceModule& source : *sources) {
                        SourceTokens reader(language);
                        for (const SourceLine& line : source.lines) {
                            std::size_t end = 0;
                            for (const SourceToken& token : reader.next(line.text)) {
                                QVERIFY2(token.start >= end, line.text.c_str());
                                QVERIFY(token.length > 0);
                                end = token.start + token.length;
                            }
                            QVERIFY2(end <= line.text.size(), line.text.c_str());
                        }
                    }
                }
            }
        }
    }

    void subGoalsNameWhatALineIsFor()
    {
        const auto goalOf = [](const SourceModule& module, const std::string& part) {
            const auto goals = subGoalsOf(module);
            for (std::size_t i = 0; i < goals.size(); ++i)
                if (module.lines[i].text.find(part) != std::string::npos)
                    return std::string(toText(goals[i]));
            return std::string("no such line");
        };
        const SourceModule after = moduleOf("buildup", 0);
        QCOMPARE(goalOf(after, "    schedule_poll(interval)"), std::string("arm"));
        QCOMPARE(goalOf(after, "data = fetch_latest_data()"), std::string("work"));
        QCOMPARE(goalOf(after, "schedule_poll(state.interval)"), std::string("re-arm"));
        QCOMPARE(goalOf(after, "{:noreply, %{state |"), std::string("state"));
        QCOMPARE(goalOf(after, "def handle_info"), std::string());
        const SourceModule interval = moduleOf("buildup", 1);
        QCOMPARE(goalOf(interval, ":timer.send_interval"), std::string("arm"));
        // The timer arms itself: no line does it.
        const auto goals = subGoalsOf(interval);
        QVERIFY(std::find(goals.begin(), goals.end(), SubGoal::Rearm) == goals.end());
    }

    void sidesShareWhatIsTheSame()
    {
        const SourceModule left = moduleOf("buildup", 0);
        const SourceModule right = moduleOf("buildup", 1);
        const auto rows = sideBySide(left, right);
        int lastLeft = 0;
        int lastRight = 0;
        std::size_t same = 0;
        for (const DiffRow& row : rows) {
            QVERIFY(row.left > 0 || row.right > 0);
            if (row.left > 0)
                QCOMPARE(row.left, ++lastLeft);
            if (row.right > 0)
                QCOMPARE(row.right, ++lastRight);
            if (!row.isSame)
                continue;
            ++same;
            QCOMPARE(left.lines[std::size_t(row.left) - 1].text,
                right.lines[std::size_t(row.right) - 1].text);
        }
        QCOMPARE(std::size_t(lastLeft), left.lines.size());
        QCOMPARE(std::size_t(lastRight), right.lines.size());
        QVERIFY(same > left.lines.size() / 2);
        QVERIFY(same < left.lines.size());
    }
    void aSourceBesideItselfIsTheSame()
    {
        const SourceModule module = moduleOf("buildup", 0);
        const auto rows = sideBySide(module, module);
        QCOMPARE(rows.size(), module.lines.size());
        QVERIFY(std::all_of(rows.begin(), rows.end(),
            [](const DiffRow& row) { return row.isSame && row.left == row.right; }));
    }
    void aSideWithoutLinesIsAllNew()
    {
        const auto rows = sideBySide({}, moduleOf("buildup", 0));
        QVERIFY(!rows.empty());
        QVERIFY(std::all_of(rows.begin(), rows.end(),
            [](const DiffRow& row) { return row.left == 0 && !row.isSame; }));
    }
};

QTEST_APPLESS_MAIN(TestServerSources)
#include "tst_server_sources.moc"
