// SPDX-License-Identifier: GPL-3.0-only
// What is read and not in the table does not compile (KnownKey), or is refused as unknown. Here:
// what is in the table is read, and as the table says.
#include "core/scenario/keys.h"
#include "core/scenario/reader.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <string>

using namespace tickscope;

namespace {

const std::string poller = "[[server]]\nname = \"poller\"\ninterval = \"5s\"\n";

std::string quoted(std::string_view word)
{
    return '"' + std::string(word) + '"';
}

std::string pairOf(std::string_view key, std::string_view value)
{
    return std::string(key) + " = " + std::string(value);
}

/// A word beside which a key is read.
std::string wordFor(const KeyInfo& key)
{
    const KeyCondition& condition = key.rules.onlyWith;
    const auto all = findKey(key.table, condition.key)->rules.words();
    const auto found = std::ranges::find_if(
        all, [&](std::string_view word) { return isReadWith(key.table, key.name, word); });
    return quoted(*found);
}

/// A value that is right for a key that must be there.
std::string goodValue(const KeyInfo& key)
{
    static const std::map<std::string_view, std::string> examples {
        { "server", "\"poller\"" },
        { "that", "\"poller.ticks > 0\"" },
        { "name", "\"other\"" },
        { "capacity", "1" },
        { "do", "\"call\"" },
        { "uniform", "[1, 2]" },
        { "value", "1" },
    };
    return examples.contains(key.name) ? examples.at(key.name) : "\"5s\"";
}

/// What a table cannot do without, besides the key that is tried, and what makes it read that key.
std::vector<std::string> companions(const KeyInfo& tried)
{
    std::vector<std::string> pairs;
    const KeyCondition& condition = tried.rules.onlyWith;
    for (const KeyInfo& key : keysOf(tried.table)) {
        if (key.name == tried.name)
            continue;
        if (key.name == condition.key)
            pairs.push_back(pairOf(key.name, wordFor(tried)));
        else if (key.rules.isRequired && key.name != "value")
            pairs.push_back(pairOf(key.name, goodValue(key)));
    }
    if (tried.table == KeyTable::Server && tried.name == "load_outcomes")
        pairs.emplace_back("load = 1");
    if (tried.name == "repeat" && tried.table == KeyTable::DurationRule)
        pairs.emplace_back("sequence = [1]");
    if (tried.name == "repeat" && tried.table == KeyTable::OutcomeRule)
        pairs.emplace_back("sequence = [\"ok\"]");
    return pairs;
}

std::string joined(const std::vector<std::string>& pairs, const char* between)
{
    std::string text;
    for (const std::string& pair : pairs)
        text += pair + (&pair == &pairs.back() ? "" : between);
    return text;
}

/// A whole file that gives a key a value, in its place.
std::string fileWith(const KeyInfo& key, std::string_view value)
{
    std::vector<std::string> pairs = companions(key);
    if (key.table == KeyTable::Scenario)
        return pairOf(key.name, value) + "\n" + (key.name == "server" ? "" : poller);
    pairs.push_back(pairOf(key.name, value));
    switch (key.table) {
    case KeyTable::DurationRule:
        return poller + "work = { " + joined(pairs, ", ") + " }\n";
    case KeyTable::FirstSteps:
        return poller + "first = { " + joined(pairs, ", ") + " }\n";
    case KeyTable::JitterRule:
        return poller + "jitter = { " + joined(pairs, ", ") + " }\n";
    case KeyTable::OutcomeRule:
        return poller + "outcomes = { " + joined(pairs, ", ") + " }\n";
    default:
        return (key.table == KeyTable::Server ? "" : poller) + std::string(headerOf(key.table))
            + "\n" + joined(pairs, "\n") + "\n";
    }
}

std::string saidOf(const ReadResult& result)
{
    std::string text;
    for (const Diagnostic& diagnostic : result.diagnostics)
        text += renderLine(diagnostic) + '\n';
    return text;
}

bool isGood(const std::string& text)
{
    return readScenario(text, "f", { .strict = true }).scenario.has_value();
}

/// Whether a default is a value of TOML, or words for people.
bool isToml(std::string_view fallback)
{
    return !fallback.empty() && fallback.find(' ') == std::string_view::npos
        && (std::string_view("\"[0123456789").find(fallback.front()) != std::string_view::npos
            || fallback == "true" || fallback == "false");
}

void addKeyRows()
{
    QTest::addColumn<int>("index");
    for (std::size_t index = 0; index < keyTable.size(); ++index)
        QTest::newRow(
            (std::string(headerOf(keyTable[index].table)) + ' ' + std::string(keyTable[index].name))
                .c_str())
            << static_cast<int>(index);
}

} // namespace

class TestKeys : public QObject
{
    Q_OBJECT

private slots:
    void noKeyStandsTwice();
    void everyConditionNamesWordsOfAKey();
    void everyKeyOfTheTableIsRead_data() { addKeyRows(); }
    void everyKeyOfTheTableIsRead();
    void everyKeyThatMustBeThereIsMissed_data() { addKeyRows(); }
    void everyKeyThatMustBeThereIsMissed();
    void aKeyIsReadOnlyWhereTheTableSaysSo_data() { addKeyRows(); }
    void aKeyIsReadOnlyWhereTheTableSaysSo();
    void everyDefaultIsWhatTheReaderTakes_data() { addKeyRows(); }
    void everyDefaultIsWhatTheReaderTakes();
    void everyWordIsRead_data() { addKeyRows(); }
    void everyWordIsRead();
    void everyIntegerKeepsItsLimits_data() { addKeyRows(); }
    void everyIntegerKeepsItsLimits();
    void aKeyThatChangesARunIsRefusedWhereNobodyReadsIt_data();
    void aKeyThatChangesARunIsRefusedWhereNobodyReadsIt();
    void aSlipOrAWordForPeopleIsAWarning_data();
    void aSlipOrAWordForPeopleIsAWarning();
};

void TestKeys::noKeyStandsTwice()
{
    for (const KeyInfo& key : keyTable)
        QCOMPARE(std::ranges::count(keysOf(key.table), key.name, &KeyInfo::name), 1);
}

void TestKeys::everyConditionNamesWordsOfAKey()
{
    for (const KeyInfo& key : keyTable) {
        const KeyCondition& condition = key.rules.onlyWith;
        if (condition.key.empty())
            continue;
        const KeyInfo* other = findKey(key.table, condition.key);
        QVERIFY(other != nullptr && other->type == KeyType::Word);
        for (const std::string_view word : condition.words)
            QVERIFY(word.empty() || std::ranges::count(other->rules.words(), word) == 1);
    }
}

// A date is what no key takes.
void TestKeys::everyKeyOfTheTableIsRead()
{
    QFETCH(const int, index);
    const std::string text = fileWith(keyTable[static_cast<std::size_t>(index)], "1979-05-27");
    const ReadResult result = readScenario(text, "f");
    const auto line = std::count(
        text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("1979")), '\n');
    const bool isRefused = std::ranges::any_of(result.diagnostics, [line](const Diagnostic& one) {
        return one.severity == Severity::Error && one.place.line == line + 1
            && one.code != DiagnosticCode::UnknownKey;
    });
    QVERIFY2(isRefused, (text + saidOf(result)).c_str());
}

void TestKeys::everyKeyThatMustBeThereIsMissed()
{
    QFETCH(const int, index);
    const KeyInfo& key = keyTable[static_cast<std::size_t>(index)];
    if (key.type == KeyType::Tables || key.type == KeyType::Table)
        return;
    const std::string with = fileWith(key, "1979-05-27");
    const std::size_t from = with.find(pairOf(key.name, "1979"));
    std::string text = with;
    text.erase(from, pairOf(key.name, "1979-05-27").size());
    const std::size_t comma = text.find(",  }");
    if (comma != std::string::npos)
        text.erase(comma, 1);
    if (text.find("{  }") != std::string::npos && !key.rules.isRequired)
        return; // a rule of no key, which is none
    QVERIFY2(isGood(text) != key.rules.isRequired, text.c_str());
}

void TestKeys::aKeyIsReadOnlyWhereTheTableSaysSo()
{
    QFETCH(const int, index);
    const KeyInfo& key = keyTable[static_cast<std::size_t>(index)];
    const KeyCondition& condition = key.rules.onlyWith;
    if (condition.key.empty())
        return;
    std::string value = goodValue(key);
    if (key.type == KeyType::Integer)
        value = "1";
    if (key.type == KeyType::Boolean)
        value = "true";
    if (key.type == KeyType::Word)
        value = quoted(key.rules.words().front());
    for (const std::string_view word : findKey(key.table, condition.key)->rules.words()) {
        std::string text = fileWith(key, word == "set_outcomes" ? "[\"ok\"]" : value);
        const std::string pair = pairOf(condition.key, wordFor(key));
        text.replace(text.find(pair), pair.size(), pairOf(condition.key, quoted(word)));
        const std::string server = "server = \"poller\"\n";
        if (key.name != "server" && word == "stall")
            text.erase(text.find(server), server.size());
        const ReadResult result = readScenario(text, "f");
        const bool hasNoEffect = std::ranges::any_of(result.diagnostics,
            [](const Diagnostic& one) { return one.code == DiagnosticCode::NoEffect; });
        const bool forgetsNothing = key.name == "forgets_timeout"; // but on idle_timeout
        QVERIFY2(forgetsNothing || hasNoEffect != isReadWith(key.table, key.name, word),
            (text + saidOf(result)).c_str());
    }
}

void TestKeys::everyDefaultIsWhatTheReaderTakes()
{
    QFETCH(const int, index);
    const KeyInfo& key = keyTable[static_cast<std::size_t>(index)];
    if (!isToml(key.fallback) || key.table == KeyTable::OutcomeRule)
        return;
    const std::string with = fileWith(key, key.fallback);
    std::string without = with;
    const std::string pair = pairOf(key.name, key.fallback);
    without.erase(without.find(pair), pair.size());
    const std::size_t comma = without.find(",  }");
    if (comma != std::string::npos)
        without.erase(comma, 1);
    const ReadResult first = readScenario(with, "f");
    const ReadResult second = readScenario(without, "f");
    QVERIFY2(first.scenario && second.scenario, (with + saidOf(first) + saidOf(second)).c_str());
    QVERIFY2(*first.scenario == *second.scenario, with.c_str());
}

void TestKeys::everyWordIsRead()
{
    QFETCH(const int, index);
    const KeyInfo& key = keyTable[static_cast<std::size_t>(index)];
    if (key.type != KeyType::Word)
        return;
    for (const std::string_view word : key.rules.words()) {
        const ReadResult result = readScenario(fileWith(key, quoted(word)), "f");
        QVERIFY2(std::ranges::none_of(result.diagnostics,
                     [](const Diagnostic& one) { return one.code == DiagnosticCode::UnknownWord; }),
            saidOf(result).c_str());
    }
    QVERIFY(!isGood(fileWith(key, "\"no_word_of_it\"")));
}

void TestKeys::everyIntegerKeepsItsLimits()
{
    QFETCH(const int, index);
    const KeyInfo& key = keyTable[static_cast<std::size_t>(index)];
    if (key.type != KeyType::Integer)
        return;
    QVERIFY(isGood(fileWith(key, std::to_string(key.rules.least))));
    QVERIFY(!isGood(fileWith(key, std::to_string(key.rules.least - 1))));
    if (key.rules.most == INT64_MAX)
        return;
    QVERIFY(isGood(fileWith(key, std::to_string(key.rules.most))));
    QVERIFY(!isGood(fileWith(key, std::to_string(key.rules.most + 1))));
}

void TestKeys::aKeyThatChangesARunIsRefusedWhereNobodyReadsIt_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    const QByteArray server = QByteArray::fromStdString(poller);
    const QByteArray action = server + "[[action]]\nat = 1\nserver = \"poller\"\ndo = \"cancel\"\n";
    QTest::newRow("of a server, in an action")
        << action + "interval = \"3s\"\n"
        << QByteArray("f:8:1: error: [[action]] has no key \"interval\"; it belongs to [[server]] "
                      "[unknown-key]\n");
    QTest::newRow("of the top, in a server")
        << server + "seed = 3\n"
        << QByteArray("f:4:1: error: [[server]] has no key \"seed\"; it belongs to the top of the "
                      "file [unknown-key]\n");
    QTest::newRow("of several tables")
        << server + "every = 3\n[supervisor]\ntimeout = 3\n"
        << QByteArray("it belongs to [[server]], [[resource]], [[client]], [[action]] or [[try]]");
    QTest::newRow("of a rule, in another")
        << server + "work = { uniform = [1, 2], start = 1 }\n"
        << QByteArray("work = { ... } has no key \"start\"; it belongs to first = { ... }");
    QTest::newRow("of a supervisor, in its parent")
        << server + "[supervisor.parent]\nstrategy = \"one_for_all\"\n"
        << QByteArray("[supervisor.parent] has no key \"strategy\"; it belongs to [supervisor]");
    const QByteArray later
        = "this version does not read it, so the run would not be the one that is meant";
    for (const char* key : { "file", "source", "module", "args", "tick", "calls", "config" })
        QTest::newRow(key) << server + key + " = \"a\"\n" << later;
    QTest::newRow("message") << action + "message = \":now\"\n" << later;
}

void TestKeys::aKeyThatChangesARunIsRefusedWhereNobodyReadsIt()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    const ReadResult result = readScenario(text.toStdString(), "f");
    QVERIFY(!result.scenario);
    const QByteArray said = QByteArray::fromStdString(saidOf(result));
    QVERIFY2(said.contains(message), said.constData());
}

void TestKeys::aSlipOrAWordForPeopleIsAWarning_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("a slip") << QByteArray("outcoms = [\"ok\"]")
                            << QByteArray("f:4:1: warning: unknown key \"outcoms\"; did you mean "
                                          "\"outcomes\"? [unknown-key]");
    QTest::newRow("a title") << QByteArray("title = \"of a server\"")
                             << QByteArray("warning: unknown key \"title\"");
    QTest::newRow("of nothing") << QByteArray("owner = \"me\"")
                                << QByteArray("warning: unknown key \"owner\"; nothing reads it");
}

void TestKeys::aSlipOrAWordForPeopleIsAWarning()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, message);
    const std::string text = poller + line.toStdString() + "\n";
    const ReadResult result = readScenario(text, "f");
    QVERIFY2(result.scenario, saidOf(result).c_str());
    const QByteArray said = QByteArray::fromStdString(saidOf(result));
    QVERIFY2(said.contains(message), said.constData());
    QVERIFY(!isGood(text));
}

QTEST_APPLESS_MAIN(TestKeys)
#include "tst_keys.moc"
