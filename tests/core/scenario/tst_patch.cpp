// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/patch.h"
#include "core/scenario/reader.h"
#include "core/scenario/text_tree.h"
#include "core/scenario/writer.h"
#include "tests/support/property.h"
#include "tests/support/scenario_generator.h"

#include <QtTest>

#include <algorithm>
#include <sstream>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

Scenario readOf(const std::string& text)
{
    auto result = readScenario(text, "s.toml");
    if (!result.scenario) {
        std::string why = text;
        for (const Diagnostic& diagnostic : result.diagnostics)
            why += renderLine(diagnostic) + '\n';
        qFatal("%s", why.c_str());
    }
    return *result.scenario;
}

/// What its [[expect]] tables say, in their order.
std::vector<std::string> expectsOf(const std::string& text)
{
    std::vector<std::string> expects;
    for (const ExpectSpec& expect : readScenario(text, "s.toml").expects)
        expects.push_back(tomlText(expect));
    return expects;
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

/// How many lines are left of both when those that are equal at the start and the end are gone.
struct Changed
{
    std::size_t before = 0;
    std::size_t after = 0;
};
Changed changedLines(const std::string& before, const std::string& after)
{
    auto a = linesOf(before);
    auto b = linesOf(after);
    const auto front = std::ranges::mismatch(a, b);
    a.erase(a.begin(), front.in1);
    b.erase(b.begin(), front.in2);
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.pop_back();
        b.pop_back();
    }
    return { a.size(), b.size() };
}

bool chance(int percent)
{
    return *rc::gen::inRange(0, 100) < percent;
}

/// A file as a person might have it: keys in any order, comments, blank lines, defaults spelled
/// out, keys that nobody knows, any line ends, with or without a mark at the start.
std::string genFile(const Scenario& scenario)
{
    const bool hasDefaults = chance(50);
    const auto text = writeScenario(scenario, hasDefaults ? Defaults::Written : Defaults::LeftOut);
    const auto tree = textTree(text);
    const std::string end = chance(30) ? "\r\n" : "\n";
    std::string file = chance(20) ? "\xef\xbb\xbf" : "";
    int unknown = 0;
    const auto noise = [&] {
        if (chance(20))
            file += end;
        if (chance(20))
            file += "# a comment, \"quoted\" = [1]" + end;
    };
    const auto table = [&](const TextTable& one, const auto& self) -> void {
        if (one.hasHeader) {
            file += end;
            noise();
            file += text.substr(one.header.begin, one.header.end - one.header.begin)
                + (chance(20) ? " # here" : "") + end;
        }
        auto keys = one.keys;
        if (chance(50))
            for (std::size_t i = keys.size(); i > 1; --i)
                std::swap(keys[i - 1], keys[*rc::gen::inRange<std::size_t>(0, i)]);
        const std::string indent = one.hasHeader && chance(20) ? "  " : "";
        for (const TextKey& key : keys) {
            noise();
            const auto value = text.substr(key.value.begin, key.value.end - key.value.begin);
            file += indent + key.path.front() + (chance(20) ? "  =\t" : " = ") + value
                + (chance(20) ? "  # why # because" : "") + end;
            if (chance(5))
                file += indent + "x_note_" + std::to_string(++unknown) + " = [ 1, # one" + end
                    + "  2 ]" + end;
        }
        for (const TextTable& inside : one.tables)
            self(inside, self);
    };
    table(tree, table);
    for (int expects = *rc::gen::inRange(0, 3); expects > 0; --expects) {
        noise();
        file += "[[expect]]" + end + "that = 'incidents == " + std::to_string(expects) + "'" + end;
    }
    noise();
    if (chance(20))
        file.erase(file.size() - end.size());
    return file;
}

/// Changes one value of one table.
Scenario genSmallEdit(Scenario scenario)
{
    auto& spec = scenario.servers[*rc::gen::inRange<std::size_t>(0, scenario.servers.size())];
    switch (*rc::gen::inRange(0, 6)) {
    case 0:
        spec.interval = *genInterval();
        break;
    case 1:
        spec.work = *genDurationSpec();
        break;
    case 2: // arm says nothing with idle_timeout
        if (spec.arm == Arm::Init)
            spec.schedule = *rc::gen::elementOf(allSchedules);
        break;
    case 3: // what is said of a load goes with it
        if (spec.arm == Arm::Init && spec.loadOutcomes == OutcomeSpec(OutcomeSequence {}))
            spec.load = chance(50) ? std::optional(*genDurationSpec()) : std::nullopt;
        break;
    case 4:
        scenario.seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
        break;
    default:
        spec.restart = *rc::gen::elementOf(allRestartKinds);
    }
    return scenario;
}

/// Anything that a window may do to a scenario.
Scenario genEdit(Scenario scenario, const std::vector<int>& kinds = { 0, 1, 2, 3, 4, 5, 6, 7, 8 })
{
    const auto servers = scenario.servers.size();
    const auto place = *rc::gen::inRange<std::size_t>(0, servers);
    switch (*rc::gen::elementOf(kinds)) {
    case 0:
        scenario.actions.push_back(*genAction(scenario.servers));
        return inTimeOrder(std::move(scenario));
    case 1:
        if (!scenario.actions.empty())
            scenario.actions.erase(scenario.actions.begin());
        return scenario;
    case 2: {
        if (servers < 2)
            return scenario;
        const auto gone = scenario.servers[place].name;
        scenario.servers.erase(scenario.servers.begin() + std::ptrdiff_t(place));
        std::erase_if(scenario.actions,
            [&gone](const Action& action) { return action.server.rfind(gone, 0) == 0; });
        std::erase_if(scenario.clients,
            [&gone](const ClientSpec& client) { return client.server.rfind(gone, 0) == 0; });
        return scenario;
    }
    case 3:
        std::swap(scenario.servers[place], scenario.servers.back());
        return scenario;
    case 4: {
        auto spec = *genServer(int(servers) + 20);
        scenario.servers.insert(scenario.servers.begin() + std::ptrdiff_t(place), spec);
        return scenario;
    }
    case 5:
        scenario.markers.push_back(*genMarker());
        return scenario;
    case 6:
        scenario.supervisor.maxRestarts = *rc::gen::inRange(0U, 10U);
        scenario.supervisor.maxSeconds = *rc::gen::element(5U, 1U);
        return scenario;
    case 7:
        scenario.title = *genText();
        scenario.description = *genText("\n\n");
        return scenario;
    default:
        return genSmallEdit(std::move(scenario));
    }
}

/// What a file can say of a scenario: fields that a kind does not have are not in it.
Scenario inFile(const Scenario& scenario)
{
    return inTimeOrder(readOf(writeScenario(scenario)));
}

} // namespace

class tst_Patch : public QObject
{
    Q_OBJECT

private slots:
    void nothingChangesNothing();
    void theResultReadsAsTheScenario();
    void whatIsAddedOrMovedTakesNoCommentAway();
    void oneValueChangesOneLine();
    void editsAndUndosGiveTheSameFile();
    void aHandWrittenFileStays_data();
    void aHandWrittenFileStays();
    void unusualWaysOfWriting_data();
    void unusualWaysOfWriting();
};

void tst_Patch::nothingChangesNothing()
{
    TICKSCOPE_PROPERTY("patch(file, what it says) == file", [](const Scenario& scenario) {
        const auto file = genFile(scenario);
        RC_ASSERT(patchScenario(file, readOf(file)) == file);
        RC_ASSERT(patchScenario(file, inTimeOrder(readOf(file))) == file);
    });
}

void tst_Patch::theResultReadsAsTheScenario()
{
    TICKSCOPE_PROPERTY("read(patch(file, s)) == s", [](const Scenario& scenario) {
        const auto file = genFile(scenario);
        auto wanted = scenario;
        for (int edits = *rc::gen::inRange(1, 5); edits > 0; --edits)
            wanted = genEdit(std::move(wanted));
        wanted = inFile(wanted);
        const auto patched = patchScenario(file, wanted);
        RC_ASSERT(expectsOf(patched) == expectsOf(file));
        if (inTimeOrder(readOf(patched)) != wanted)
            RC_FAIL(file + "\n--- patched\n" + patched + "\n--- wanted\n" + writeScenario(wanted));
    });
}

void tst_Patch::whatIsAddedOrMovedTakesNoCommentAway()
{
    TICKSCOPE_PROPERTY("all comments stay", [](const Scenario& scenario) {
        const auto file = genFile(scenario);
        auto wanted = readOf(file);
        for (int edits = *rc::gen::inRange(1, 5); edits > 0; --edits)
            wanted = genEdit(std::move(wanted), { 0, 3, 4, 5, 8 });
        const auto patched = patchScenario(file, wanted);
        if (std::ranges::count(patched, '#') < std::ranges::count(file, '#'))
            RC_FAIL(file + "\n--- patched\n" + patched);
    });
}

void tst_Patch::oneValueChangesOneLine()
{
    TICKSCOPE_PROPERTY("the same bytes but for a line", [](const Scenario& scenario) {
        const auto file = genFile(scenario);
        auto wanted = genSmallEdit(readOf(file));
        const auto patched = patchScenario(file, wanted);
        const auto changed = changedLines(file, patched);
        if (changed.before > 1 || changed.after > 1)
            RC_FAIL(file + "\n--- patched\n" + patched);
    });
}

void tst_Patch::editsAndUndosGiveTheSameFile()
{
    TICKSCOPE_PROPERTY("there and back", [](const Scenario& scenario) {
        const auto file = genFile(scenario);
        const auto before = readOf(file);
        auto wanted = before;
        auto text = file;
        for (int edits = *rc::gen::inRange(1, 4); edits > 0; --edits) {
            wanted = genSmallEdit(std::move(wanted));
            text = patchScenario(text, wanted);
        }
        // From the text on the way it reads the same; from the file that was open it is the same.
        RC_ASSERT(readOf(patchScenario(text, before)) == before);
        RC_ASSERT(patchScenario(file, before) == file);
    });
}

void tst_Patch::aHandWrittenFileStays_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray head = "# Why we poll.\n# Ask Joan before you change it.\n\n"
                            "format = 1 # the only one\nduration = \"60s\"\n\n"
                            "# The slow one.\n[[server]]\nname = \"a\"\n"
                            "schedule = \"after_work\"   # spelled out\n";
    const QByteArray rest = "\n# The quick one.\n[[server]]\ninterval = 200\nname = \"b\"\n"
                            "colour = \"red\"\n\n# the end\n";
    QTest::newRow("nothing changed")
        << head + "interval = 5000 # ms\n" + rest << head + "interval = 5000 # ms\n" + rest;
    QTest::newRow("a value") << head + "interval = 5000 # ms\n" + rest
                             << head + "interval = \"2s\" # ms\n" + rest;
    QTest::newRow("a new key") << head + "interval = \"5s\"\n" + rest
                               << head + "interval = \"5s\"\nwork = \"1s\"\n" + rest;
    QTest::newRow("a new action") << head + "interval = \"5s\"\n" + rest
                                  << head + "interval = \"5s\"\n" + rest
            + "\n[[action]]\nat = \"3s\"\nserver = \"a\"\ndo = \"crash\"\n";
    QTest::newRow("a list over lines")
        << head + "interval = \"5s\"\noutcomes = [\n  \"ok\", # first\n]  # then\n" + rest
        << head + "interval = \"5s\"\noutcomes = [\"crash\"]  # then\n" + rest;
    QTest::newRow("a value that becomes the default")
        << head + "interval = \"5s\"\nload = \"2s\" # cold\n" + rest
        << head + "interval = \"5s\"\n# cold\n" + rest;
    QByteArray windows = head + "interval = \"5s\"\r\n" + rest;
    windows.replace("\r\n", "\n").replace("\n", "\r\n");
    auto windowsAfter = windows;
    QTest::newRow("line ends of Windows and a mark")
        << "\xef\xbb\xbf" + windows
        << "\xef\xbb\xbf" + windowsAfter.replace("\"5s\"\r\n", "\"5s\"\r\nwork = \"1s\"\r\n");
    const QByteArray expects("# must hold\n[[expect]]\nthat = 'a.depth.max <= 1' # at most\n"
                             "name = \"keeps up\"\n[[expect]]\nthat = \"a.ticks > 1\"\n");
    QTest::newRow("expectations at the end") << head + "interval = \"5s\"\n"
            + expects << head + "interval = \"5s\"\nwork = \"1s\"\n" + expects;
    QTest::newRow("expectations first")
        << "title = \"t\"\n" + expects + "[[server]]\nname = \"a\"\ninterval = \"5s\"\n"
        << "title = \"t\"\n" + expects + "[[server]]\nname = \"a\"\ninterval = \"7s\"\n";
    QTest::newRow("expectations in one list")
        << QByteArray("expect = [ { that = 'a.ticks > 1' } ]\n[[server]]\nname = \"a\"\n"
                      "interval = \"5s\"\n")
        << QByteArray("expect = [ { that = 'a.ticks > 1' } ]\n[[server]]\nname = \"a\"\n"
                      "interval = \"7s\"\n");
    const QByteArray renamed("# must hold\n[[expect]]\nthat = 'feed.depth.max <= 1' # at most\n"
                             "name = \"keeps up\"\n[[expect]]\nthat = \"feed.ticks > 1\"\n");
    QTest::newRow("another name, and what is expected of it")
        << QByteArray("[[server]]\nname = \"a\"\ninterval = \"5s\"\n") + expects
        << QByteArray("[[server]]\nname = \"feed\"\ninterval = \"5s\"\n") + renamed;
    QTest::newRow("another name, and what is expected of replicas and of all")
        << QByteArray("[[server]]\nname = \"a\"\ninterval = 5\ncount = 3\n"
                      "[[server]]\nname = \"ab\"\ninterval = 7\n"
                      "[[expect]]\nthat = \"a-2.ticks > 1\"\n"
                      "[[expect]]\nthat = 'busiest.groups.a.servers < 3'\n"
                      "[[expect]]\nthat = \"ab.ticks > 1\"\n")
        << QByteArray("[[server]]\nname = \"b\"\ninterval = 5\ncount = 3\n"
                      "[[server]]\nname = \"ab\"\ninterval = 7\n"
                      "[[expect]]\nthat = \"b-2.ticks > 1\"\n"
                      "[[expect]]\nthat = 'busiest.groups.b.servers < 3'\n"
                      "[[expect]]\nthat = \"ab.ticks > 1\"\n");
    QTest::newRow("no line end at the end")
        << QByteArray("[[server]]\nname = \"a\"\ninterval = 5")
        << QByteArray("[[server]]\nname = \"a\"\ninterval = 5\nwork = \"1s\"\n");
}

void tst_Patch::aHandWrittenFileStays()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const auto wanted = readOf(after.toStdString());
    QCOMPARE(QByteArray::fromStdString(patchScenario(before.toStdString(), wanted)), after);
}

void tst_Patch::unusualWaysOfWriting_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("inline tables")
        << QByteArray("# kept\nsupervisor = { max_restarts = 1 }\n"
                      "server = [{ name = \"a\", interval = \"5s\" }]\n");
    QTest::newRow("dotted keys") << QByteArray("# kept\nsupervisor.max_restarts = 1\n[[server]]\n"
                                               "name = \"a\"\ninterval = \"5s\"\n"
                                               "work.uniform = [\"1s\", \"2s\"]\n");
    QTest::newRow("a table for a value")
        << QByteArray("# kept\n[supervisor]\nmax_restarts = 1\n[[server]]\nname = \"a\"\n"
                      "interval = \"5s\"\n[server.work]\nuniform = [\"1s\", \"2s\"]\n");
    QTest::newRow("keys in quotes")
        << QByteArray("# kept\n[ \"supervisor\" ]\n'max_restarts' = 1\n[[ 'server' ]]\n"
                      "\"name\" = \"a\"\n\"interval\" = \"5s\"\n\"\\u0077ork\" = \"1s\"\n");
    QTest::newRow("the supervisor in the middle")
        << QByteArray("# kept\n[[server]]\nname = \"b\"\ninterval = 1\n[supervisor]\n"
                      "max_restarts = 1\n[[server]]\nname = \"a\"\ninterval = \"5s\"");
}

void tst_Patch::unusualWaysOfWriting()
{
    QFETCH(QByteArray, text);
    auto wanted = readOf(text.toStdString());
    QCOMPARE(wanted.supervisor.maxRestarts, 1U);
    wanted.supervisor.maxRestarts = 7;
    auto& spec = wanted.servers.back();
    spec.interval = 2s;
    spec.work = Duration(3s);
    Action action;
    action.at = VirtualTime(4s);
    action.server = "a";
    wanted.actions.push_back(action);
    const auto patched = patchScenario(text.toStdString(), wanted);
    QVERIFY2(readOf(patched) == wanted, patched.c_str());
    QVERIFY2(patched.find("# kept") != std::string::npos, patched.c_str());
}

QTEST_APPLESS_MAIN(tst_Patch)
#include "tst_patch.moc"
