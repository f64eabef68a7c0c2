// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"
#include "tests/app/transcript.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

class TestReadme : public QObject
{
    Q_OBJECT

private slots:
    void itsExamplesPrintWhatItSays_data();
    void itsExamplesPrintWhatItSays();
    void itsScenarioFilesAreValid();
    void itsLinksLeadSomewhere();

private:
    static QString text()
    {
        return QString::fromUtf8(readFile(QStringLiteral(TICKSCOPE_SOURCE_DIR "/README.md")));
    }
    /// What stands between ```LANGUAGE and ```.
    static QStringList blocks(const QString& language)
    {
        static const QRegularExpression block(QStringLiteral("^```(\\w+)\\n(.*?)^```$"),
            QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
        QStringList found;
        for (const auto& match : block.globalMatch(text())) {
            if (match.captured(1) == language)
                found.append(match.captured(2));
        }
        return found;
    }
    /// The first scenario of the README, under the name that its examples use.
    static void writeScenario(const QTemporaryDir& dir)
    {
        writeFile(dir.filePath(QStringLiteral("mine.toml")),
            blocks(QStringLiteral("toml")).value(0).toUtf8());
    }
};

void TestReadme::itsExamplesPrintWhatItSays_data()
{
    QTest::addColumn<QByteArray>("example");
    for (const QString& block : blocks(QStringLiteral("console"))) {
        const QByteArray example = block.toUtf8();
        QTest::newRow(example.left(example.indexOf('\n')).constData()) << example;
    }
}

void TestReadme::itsExamplesPrintWhatItSays()
{
    QFETCH(QByteArray, example);
    const QTemporaryDir dir;
    writeScenario(dir);
    for (const TranscriptStep& step : parseTranscript(example)) {
        const QByteArray output = runStep(step, dir.path());
        QVERIFY2(matches(step.output, output), (step.command + " prints\n" + output).constData());
    }
}

void TestReadme::itsScenarioFilesAreValid()
{
    const QStringList scenarios = blocks(QStringLiteral("toml"));
    QVERIFY(!scenarios.isEmpty());
    for (const QString& scenario : scenarios) {
        const CliResult result = runCli("check --strict -", { .input = scenario.toUtf8() });
        QVERIFY2(result.exitCode == 0, result.err.constData());
    }
}

void TestReadme::itsLinksLeadSomewhere()
{
    static const QRegularExpression link(QStringLiteral("\\]\\(((?!https?:|#)[^)]+)\\)"));
    for (const auto& match : link.globalMatch(text())) {
        const QString path = QStringLiteral(TICKSCOPE_SOURCE_DIR "/") + match.captured(1);
        QVERIFY2(QFileInfo::exists(path), qPrintable(path));
    }
}

QTEST_APPLESS_MAIN(TestReadme)
#include "tst_readme.moc"
