// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/keys.h"
#include "core/scenario/patch.h"
#include "core/scenario/reader.h"
#include "core/scenario/writer.h"
#include "ui/form/form_field.h"
#include "ui/form/scenario_check.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace tickscope;

namespace {

Scenario scenarioOf(std::string_view text)
{
    return readScenario(text, "test.toml").scenario.value();
}

/// A server of each kind, with replicas, a load, a resource, a client and two supervisors.
Scenario everything()
{
    return scenarioOf("format = 1\n"
                      "[supervisor.parent]\n"
                      "[[server]]\nname = \"poller\"\ninterval = \"5s\"\ncount = 3\nload = \"1s\"\n"
                      "[[server]]\nname = \"beat\"\nkind = \"heartbeat\"\ninterval = \"5s\"\n"
                      "[[server]]\nname = \"down\"\nkind = \"countdown\"\ninterval = \"1s\"\n"
                      "[[server]]\nname = \"back\"\nkind = \"backoff_poller\"\ninterval = \"1s\"\n"
                      "[[resource]]\nname = \"db\"\ncapacity = 2\n"
                      "[[client]]\nserver = \"poller\"\ndo = \"call\"\nevery = \"1s\"\n");
}

struct Part
{
    const char* name;
    const FormFields& fields;
    std::size_t count;
};

std::vector<Part> parts()
{
    return { { "server", serverFields(), 4 }, { "run", runFields(), 1 },
        { "supervisor", supervisorFields(), 1 }, { "resource", resourceFields(), 1 },
        { "client", clientFields(), 1 } };
}

/// What a person could write into a field, other than what it holds.
QString another(const FormField& field, const Scenario& scenario, std::size_t place)
{
    const auto now = field.text(scenario, place);
    if (field.editor == FieldEditor::Choice) {
        for (const auto& word : field.words(scenario))
            if (word.word != now)
                return word.word;
        return now;
    }
    if (field.editor == FieldEditor::Lines)
        return QStringLiteral("First line.\nSecond line.");
    if (field.key == QLatin1String("load_outcomes"))
        return QStringLiteral("ok, crash");
    if (field.editor == FieldEditor::Text)
        return QStringLiteral("another");
    bool isWhole = false;
    now.toLongLong(&isWhole);
    return isWhole ? QStringLiteral("7") : QStringLiteral("700 ms");
}

} // namespace

class TestFormFields : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldChangesItsKeyAlone()
    {
        int edited = 0;
        for (const auto& part : parts()) {
            for (const auto& field : part.fields) {
                for (std::size_t place = 0; place < part.count; ++place) {
                    const auto before = everything();
                    if (!field.applies(before, place))
                        continue;
                    const auto what
                        = QStringLiteral("%1.%2").arg(QLatin1String(part.name), field.key);
                    auto after = before;
                    const auto text = another(field, before, place);
                    QCOMPARE(field.take(after, place, text), QString());
                    if (text == field.text(before, place))
                        continue; // a choice of one
                    QVERIFY2(after != before, qPrintable(what));
                    QVERIFY2(field.text(after, place) == text, qPrintable(what));
                    QVERIFY2(refusalOf(after).isEmpty(), qPrintable(what + refusalOf(after)));
                    // The file says it, and reads back as it.
                    const auto file = patchScenario(writeScenario(before), after);
                    QVERIFY2(scenarioOf(file) == after, qPrintable(what));
                    ++edited;
                }
            }
        }
        QVERIFY(edited > 40);
    }
    void everyKeyOfTheFileHasAField_data()
    {
        QTest::addColumn<int>("table");
        QTest::addColumn<QStringList>("keys");
        const auto keys = [](const FormFields& fields, std::initializer_list<const char*> direct) {
            QStringList others;
            for (const auto* key : direct)
                others << QString::fromLatin1(key);
            for (const auto& field : fields)
                others << field.key;
            return others;
        };
        QTest::newRow("server") << int(KeyTable::Server)
                                << keys(serverFields(),
                                       { "name", "kind", "schedule", "interval", "work",
                                           "outcomes" });
        QTest::newRow("scenario") << int(KeyTable::Scenario)
                                  << keys(runFields(),
                                         { "format", "supervisor", "server", "resource", "client",
                                             "action", "expect", "marker", "try" });
        QTest::newRow("supervisor") << int(KeyTable::Supervisor) << keys(supervisorFields(), {});
        QTest::newRow("resource") << int(KeyTable::Resource) << keys(resourceFields(), {});
        QTest::newRow("client") << int(KeyTable::Client) << keys(clientFields(), {});
    }
    void everyKeyOfTheFileHasAField()
    {
        QFETCH(int, table);
        QFETCH(QStringList, keys);
        for (const auto& key : keysOf(KeyTable(table)))
            QVERIFY2(keys.contains(QString::fromUtf8(key.name.data(), qsizetype(key.name.size()))),
                std::string(key.name).c_str());
    }
    void everyFieldSaysWhatItIs()
    {
        for (const auto& part : parts()) {
            for (const auto& field : part.fields) {
                QVERIFY2(!field.says.isEmpty() && field.says.endsWith(u'.'), qPrintable(field.key));
                if (field.editor == FieldEditor::Choice)
                    for (const auto& word : field.words(everything()))
                        QVERIFY2(!word.says.isEmpty() || field.key == QLatin1String("server"),
                            qPrintable(field.key + word.word));
            }
        }
        for (const auto& word : kindWords() + scheduleWords())
            QVERIFY2(!word.says.isEmpty(), qPrintable(word.word));
    }
    void onlyWhatItsKindReadsIsThere()
    {
        const auto scenario = everything();
        const auto applies = [&scenario](const char* key, std::size_t place) {
            return std::any_of(
                serverFields().begin(), serverFields().end(), [&](const FormField& field) {
                    return field.key == QLatin1String(key) && field.applies(scenario, place);
                });
        };
        QVERIFY(applies("load_in", 0));
        QVERIFY(!applies("load_in", 1));
        QVERIFY(applies("first.step", 0));
        QVERIFY(!applies("first.step", 1));
        QVERIFY(applies("timeout", 1));
        QVERIFY(!applies("timeout", 2));
        QVERIFY(applies("from", 2));
        QVERIFY(applies("factor", 3));
        QVERIFY(!applies("factor", 0));
        auto repeated = scenario;
        repeated.servers[0].schedule = Schedule::SendInterval;
        for (const auto& field : serverFields())
            if (field.key == QLatin1String("jitter"))
                QVERIFY(!field.applies(repeated, 0));
    }
    void aRefusalSpeaksAsCheckDoes_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("file"); ///< the value as a file would have it
        QTest::newRow("a number too small") << "count"
                                            << "0"
                                            << "0";
        QTest::newRow("no number") << "count"
                                   << "many"
                                   << "\"many\"";
        QTest::newRow("a fraction") << "count"
                                    << "1.5"
                                    << "1.5";
        QTest::newRow("no duration") << "first"
                                     << "8 sec"
                                     << "\"8 sec\"";
    }
    void aRefusalSpeaksAsCheckDoes()
    {
        QFETCH(QString, key);
        QFETCH(QString, typed);
        QFETCH(QString, file);
        auto scenario = scenarioOf("format = 1\n[[server]]\nname = \"a\"\ninterval = \"5s\"\n");
        const auto text = "format = 1\n[[server]]\nname = \"a\"\ninterval = \"5s\"\n"
            + key.toStdString() + " = " + file.toStdString() + "\n";
        const auto checked = readScenario(text, "test.toml").diagnostics;
        QVERIFY(!checked.empty());
        for (const auto& field : serverFields())
            if (field.key == key)
                QCOMPARE(field.take(scenario, 0, typed),
                    QString::fromStdString(renderSentences(checked.front())));
    }
    void aSeedIsDrawnAnewOrKept()
    {
        auto scenario = everything();
        const auto& fields = runFields();
        const auto seed = std::find_if(fields.begin(), fields.end(),
            [](const FormField& field) { return field.key == QLatin1String("seed"); });
        QCOMPARE(seed->take(scenario, 0, QStringLiteral("same")), QString());
        QCOMPARE(scenario.seed, std::uint64_t(1));
        QCOMPARE(seed->take(scenario, 0, QStringLiteral("new")), QString());
        QVERIFY(scenario.seed != 1);
        QVERIFY(refusalOf(scenario).isEmpty());
    }
    void aJitterMayGoBothWays()
    {
        auto scenario = everything();
        for (const auto& field : serverFields()) {
            if (field.key != QLatin1String("jitter") || field.isKinds)
                continue;
            QCOMPARE(field.take(scenario, 0, QStringLiteral("-15 m to 15 m")), QString());
            QCOMPARE(scenario.servers[0].jitterLow.count(), Duration(-15min).count());
            QCOMPARE(field.text(scenario, 0), QStringLiteral("-15 m to 15 m"));
            QVERIFY(!field.take(scenario, 0, QStringLiteral("2 s to 1 s")).isEmpty());
            QCOMPARE(field.take(scenario, 0, QString()), QString());
            QVERIFY(!scenario.servers[0].hasJitter());
        }
    }
};

QTEST_MAIN(TestFormFields)
#include "tst_form_fields.moc"
