// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/builtin.h"
#include "core/scenario/reader.h"
#include "core/scenario/writer.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <set>

using namespace tickscope;

class tst_Builtin : public QObject
{
    Q_OBJECT

private slots:
    void everyFileIsCompiledIn();
    void everyScenarioIsValidWithoutWarnings_data() { scenarios(); }
    void everyScenarioIsValidWithoutWarnings();
    void everyScenarioSaysWhatToWatch_data() { scenarios(); }
    void everyScenarioSaysWhatToWatch();
    void everyScenarioSurvivesSaving_data() { scenarios(); }
    void everyScenarioSurvivesSaving();
    void everyScenarioOffersTwoThingsToTry_data() { scenarios(); }
    void everyScenarioOffersTwoThingsToTry();
    void titlesAreDifferent();
    void unknownNamesAreNotFound();

private:
    static void scenarios();
};

void tst_Builtin::scenarios()
{
    QTest::addColumn<QByteArray>("name");
    for (const BuiltinScenario& scenario : builtinScenarios()) {
        const QByteArray name(scenario.name.data(), static_cast<int>(scenario.name.size()));
        QTest::newRow(name.constData()) << name;
    }
}

void tst_Builtin::everyFileIsCompiledIn()
{
    const QDir folder(QStringLiteral(TICKSCOPE_SOURCE_DIR "/resources/scenarios"));
    const QStringList files = folder.entryList({ QStringLiteral("*.toml") });
    QCOMPARE(files.size(), qsizetype(builtinScenarios().size()));
    for (const QString& name : files) {
        const BuiltinScenario* builtin = findBuiltin(name.chopped(5).toStdString());
        QVERIFY2(builtin != nullptr, qPrintable(name));
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QByteArray::fromStdString(std::string(builtin->text)), file.readAll());
    }
}

void tst_Builtin::everyScenarioIsValidWithoutWarnings()
{
    QFETCH(QByteArray, name);
    const BuiltinScenario* builtin = findBuiltin(name.toStdString());
    const ReadResult result = readScenario(builtin->text, builtin->name, { .strict = true });
    QVERIFY2(result.scenario, renderDiagnostics(result.diagnostics, builtin->text).c_str());
    for (const Diagnostic& diagnostic : result.diagnostics)
        QVERIFY2(
            diagnostic.severity == Severity::Note && diagnostic.code != DiagnosticCode::OnATick,
            renderLine(diagnostic).c_str());
}

void tst_Builtin::everyScenarioSaysWhatToWatch()
{
    QFETCH(QByteArray, name);
    const BuiltinScenario* builtin = findBuiltin(name.toStdString());
    const ReadResult result = readScenario(builtin->text, builtin->name);
    QVERIFY(!result.scenario->title.empty());
    const QByteArray description = QByteArray::fromStdString(result.scenario->description);
    QVERIFY2(description.simplified().contains("atch "), description.constData());
    const auto sentences = description.count(". ") + description.count(".\n");
    QVERIFY2(sentences >= 2 && sentences <= 4, description.constData());
    QVERIFY(!description.contains('!'));
}

void tst_Builtin::everyScenarioSurvivesSaving()
{
    QFETCH(QByteArray, name);
    const BuiltinScenario* builtin = findBuiltin(name.toStdString());
    const ReadResult result = readScenario(builtin->text, builtin->name);
    const ReadResult again = readScenario(writeScenario(*result.scenario), builtin->name);
    QVERIFY(again.scenario == result.scenario);
}

void tst_Builtin::everyScenarioOffersTwoThingsToTry()
{
    QFETCH(QByteArray, name);
    const ReadResult result = readScenario(findBuiltin(name.toStdString())->text, "");
    QCOMPARE(result.tries.size(), std::size_t(2));
    for (const TrySpec& spec : result.tries) {
        QVERIFY2(spec.say.size() <= 32, spec.say.c_str()); // it is a button
        QVERIFY(spec.isTimed || spec.compareWith);
    }
}

void tst_Builtin::titlesAreDifferent()
{
    std::set<std::string> titles;
    for (const BuiltinScenario& scenario : builtinScenarios())
        titles.insert(builtinTitle(scenario));
    QCOMPARE(titles.size(), builtinScenarios().size());
    QCOMPARE(builtinTitle(*findBuiltin("buildup")), std::string("Mailbox build-up"));
}

void tst_Builtin::unknownNamesAreNotFound()
{
    QVERIFY(findBuiltin("no-such-scenario") == nullptr);
    QVERIFY(findBuiltin("buildup.toml") == nullptr);
    QVERIFY(findBuiltin("") == nullptr);
}

QTEST_APPLESS_MAIN(tst_Builtin)
#include "tst_builtin.moc"
