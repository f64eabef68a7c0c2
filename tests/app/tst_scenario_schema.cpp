// SPDX-License-Identifier: GPL-3.0-only
// The JSON Schema against every scenario of the tree, and against what the reader refuses.
#include "app/tickscope-cli/scenario_schema.h"
#include "core/scenario/guard.h"
#include "core/scenario/reader.h"
#include "core/scenario/toml_document.h"

#include <QDirIterator>
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <regex>
#include <string>

using namespace tickscope;
using Json = nlohmann::json;

namespace {

/// The part of JSON Schema (draft 7) that our schema uses. A rule that it does not know ends the
/// test: it would check nothing.
class Validator
{
public:
    explicit Validator(const Json& root)
        : m_root(root)
    {
    }

    bool accepts(const Json& schema, const Json& value) const
    {
        return std::ranges::all_of(schema.items(),
            [&](const auto& rule) { return obeys(schema, rule.key(), rule.value(), value); });
    }

private:
    bool obeys(const Json& schema, const std::string& rule, const Json& of, const Json& value) const
    {
        if (rule == "$schema" || rule == "title" || rule == "description" || rule == "definitions")
            return true;
        if (rule == "$ref")
            return accepts(m_root.at(Json::json_pointer(of.get<std::string>().substr(1))), value);
        if (rule == "type")
            return isOfType(of.get<std::string>(), value);
        if (rule == "enum")
            return std::ranges::count(of, value) > 0;
        if (rule == "not")
            return !accepts(of, value);
        if (rule == "anyOf")
            return std::ranges::any_of(of, [&](const Json& one) { return accepts(one, value); });
        if (rule == "allOf")
            return std::ranges::all_of(of, [&](const Json& one) { return accepts(one, value); });
        if (rule == "pattern")
            return !value.is_string()
                || std::regex_search(value.get<std::string>(), std::regex(of.get<std::string>()));
        if (rule == "minimum")
            return !value.is_number() || value.get<double>() >= of.get<double>();
        if (rule == "maximum")
            return !value.is_number() || value.get<double>() <= of.get<double>();
        if (rule == "minItems")
            return !value.is_array() || value.size() >= of.get<std::size_t>();
        if (rule == "maxItems")
            return !value.is_array() || value.size() <= of.get<std::size_t>();
        if (rule == "minProperties")
            return !value.is_object() || value.size() >= of.get<std::size_t>();
        if (rule == "items")
            return !value.is_array()
                || std::ranges::all_of(value, [&](const Json& item) { return accepts(of, item); });
        if (rule == "required")
            return !value.is_object() || std::ranges::all_of(of, [&](const Json& key) {
                return value.contains(key.get<std::string>());
            });
        if (rule == "properties" || rule == "additionalProperties")
            return obeysProperties(schema, rule, value);
        qFatal("the validator of this test does not know %s", rule.c_str());
    }

    bool obeysProperties(const Json& schema, const std::string& rule, const Json& value) const
    {
        if (!value.is_object())
            return true;
        return std::ranges::all_of(value.items(), [&](const auto& entry) {
            const Json& properties = schema.at("properties");
            if (!properties.contains(entry.key()))
                return rule == "properties";
            return rule != "properties" || accepts(properties[entry.key()], entry.value());
        });
    }

    static bool isOfType(const std::string& type, const Json& value)
    {
        if (type == "integer")
            return value.is_number_integer();
        if (type == "number")
            return value.is_number();
        if (value.is_object() || value.is_array())
            return type == (value.is_object() ? "object" : "array");
        if (value.is_string() || value.is_boolean())
            return type == (value.is_string() ? "string" : "boolean");
        return false;
    }

    const Json& m_root;
};

Json jsonOf(const TomlValue& value);

Json jsonOf(const TomlTable& table)
{
    Json json = Json::object();
    for (const TomlEntry& entry : table.entries)
        json[entry.key] = jsonOf(entry.value);
    return json;
}

Json jsonOf(const TomlValue& value)
{
    return std::visit(
        [](const auto& data) -> Json {
            using Data = std::decay_t<decltype(data)>;
            if constexpr (std::is_same_v<Data, TomlDate>) {
                return nullptr; // of no type that a scenario has
            } else if constexpr (std::is_same_v<Data, TomlList>) {
                Json list = Json::array();
                for (const TomlValue& item : data.items)
                    list.push_back(jsonOf(item));
                return list;
            } else if constexpr (std::is_same_v<Data, TomlTable>) {
                return jsonOf(data);
            } else {
                return data;
            }
        },
        value.data);
}

TomlDocument documentOf(const std::string& text)
{
    const GuardedText guarded = guardText(text);
    return guarded.isFatal ? TomlDocument {} : readToml(guarded);
}

bool isValid(const std::string& text)
{
    static const Json schema = Json::parse(cli::scenarioSchema());
    return Validator(schema).accepts(schema, jsonOf(documentOf(text).root));
}

bool isRead(const std::string& text)
{
    return readScenario(text, "f", { .strict = true }).scenario.has_value();
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const std::string poller = "[[server]]\nname = \"poller\"\ninterval = \"5s\"\n";

} // namespace

class TestScenarioSchema : public QObject
{
    Q_OBJECT

private slots:
    void everyScenarioOfTheTreeIsValid_data();
    void everyScenarioOfTheTreeIsValid();
    void theExampleOfAMistakeIsNotValid();
    void whatTheReaderTakesIsValid_data();
    void whatTheReaderTakesIsValid();
    void whatTheReaderRefusesIsNotValid_data();
    void whatTheReaderRefusesIsNotValid();
};

void TestScenarioSchema::everyScenarioOfTheTreeIsValid_data()
{
    QTest::addColumn<QString>("path");
    const QString source = QStringLiteral(TICKSCOPE_SOURCE_DIR);
    int count = 0;
    for (const QString& folder : { QStringLiteral("/resources"), QStringLiteral("/tests") }) {
        QDirIterator files(source + folder, { QStringLiteral("*.toml") }, QDir::Files,
            QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (path.endsWith(QStringLiteral("/wrong.toml")))
                continue;
            QTest::newRow(qPrintable(path.mid(source.size()))) << path;
            ++count;
        }
    }
    QVERIFY(count > 200);
}

void TestScenarioSchema::everyScenarioOfTheTreeIsValid()
{
    QFETCH(QString, path);
    const std::string text = contentOf(path).toStdString();
    // What depends on more than one value is for the reader.
    const bool isTooLong = path.endsWith(QStringLiteral("/calltoolong.toml"))
        || path.endsWith(QStringLiteral("/erlcron24.toml"));
    QCOMPARE(isValid(text), isTooLong || isRead(text));
}

void TestScenarioSchema::theExampleOfAMistakeIsNotValid()
{
    const QByteArray text
        = contentOf(QStringLiteral(TICKSCOPE_SOURCE_DIR "/tests/golden/cli/wrong.toml"));
    QVERIFY(!text.isEmpty());
    QVERIFY(!isRead(text.toStdString()));
    QVERIFY(!isValid(text.toStdString()));
}

void TestScenarioSchema::whatTheReaderTakesIsValid_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("a whole number of ms") << QByteArray("work = 800");
    QTest::newRow("blanks around a duration") << QByteArray("work = \" 1.5 ms \"");
    QTest::newRow("each rule") << QByteArray("work = { uniform = [0, \"1s\"] }\n"
                                             "first = { exponential = \"1s\" }\n"
                                             "load = { normal = [\"1s\", \"1ms\"] }");
    QTest::newRow("a sequence") << QByteArray("work = { sequence = [1, 2], repeat = true }");
    QTest::newRow("steps") << QByteArray("count = 3\nfirst = { start = 1, step = \"1s\" }");
    QTest::newRow("jitter on both sides") << QByteArray("jitter = { uniform = [\"-1s\", 5] }");
    QTest::newRow("jitter of a backoff")
        << QByteArray("kind = \"backoff_poller\"\njitter = \"full\"");
    QTest::newRow("outcomes by chance") << QByteArray("outcomes = { error = 0.5, stop = 0 }");
    QTest::newRow("outcomes again")
        << QByteArray("outcomes = { sequence = [\"ok\", \"no_rearm\"], repeat = true }");
    QTest::newRow("a stall") << QByteArray("[[action]]\nat = 1\ndo = \"stall\"\nvalue = \"1s\"");
    QTest::newRow("outcomes to set") << QByteArray(
        "[[action]]\nat = 1\nserver = \"poller\"\ndo = \"set_outcomes\"\nvalue = [\"crash\"]");
    QTest::newRow("a parent") << QByteArray("[supervisor.parent]\nmax_restarts = 0");
}

void TestScenarioSchema::whatTheReaderTakesIsValid()
{
    QFETCH(QByteArray, lines);
    const std::string text = poller + lines.toStdString() + "\n";
    QVERIFY(isRead(text));
    QVERIFY(isValid(text));
}

void TestScenarioSchema::whatTheReaderRefusesIsNotValid_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = QByteArray::fromStdString(poller);
    const QByteArray action = good + "[[action]]\nserver = \"poller\"\n";
    QTest::newRow("no server") << QByteArray("format = 1\n");
    QTest::newRow("no name") << QByteArray("[[server]]\ninterval = 1\n");
    QTest::newRow("a single table") << QByteArray("[server]\nname = \"a\"\ninterval = 1\n");
    QTest::newRow("format 2") << "format = 2\n" + good;
    QTest::newRow("an unknown key") << good + "intervall = 1\n";
    QTest::newRow("a key of another table") << action + "at = 1\ndo = \"tick\"\ninterval = 1\n";
    QTest::newRow("an unknown word") << good + "schedule = \"later\"\n";
    QTest::newRow("no duration") << good + "work = \"8 parsecs\"\n";
    QTest::newRow("a fraction of a ms") << good + "work = 0.5\n";
    QTest::newRow("a date") << good + "work = 1979-05-27\n";
    QTest::newRow("a negative duration") << good + "work = -1\n";
    QTest::newRow("an unknown rule") << good + "work = { weibull = 1 }\n";
    QTest::newRow("a rule of nothing") << good + "work = {}\n";
    QTest::newRow("half a pair") << good + "work = { uniform = [1] }\n";
    QTest::newRow("steps without a start") << good + "first = { step = 1 }\n";
    QTest::newRow("no outcomes") << good + "outcomes = []\n";
    QTest::newRow("an unknown outcome") << good + "outcomes = [\"fail\"]\n";
    QTest::newRow("more than certain") << good + "outcomes = { error = 1.5 }\n";
    QTest::newRow("a count of 0") << good + "count = 0\n";
    QTest::newRow("a text as a number") << good + "count = \"3\"\n";
    QTest::newRow("an action without a time") << action + "do = \"tick\"\n";
    QTest::newRow("an action without a value") << action + "at = 1\ndo = \"set_work\"\n";
    QTest::newRow("an action of nobody") << good + "[[action]]\nat = 1\ndo = \"tick\"\n";
    QTest::newRow("a client that never comes")
        << good + "[[client]]\nserver = \"poller\"\ndo = \"call\"\n";
}

void TestScenarioSchema::whatTheReaderRefusesIsNotValid()
{
    QFETCH(QByteArray, text);
    QVERIFY(isValid(poller));
    QVERIFY(!isRead(text.toStdString()));
    QVERIFY(!isValid(text.toStdString()));
}

QTEST_APPLESS_MAIN(TestScenarioSchema)
#include "tst_scenario_schema.moc"
