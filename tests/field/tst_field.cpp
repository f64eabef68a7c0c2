// SPDX-License-Identifier: GPL-3.0-only
// Public reports of periodic work that went wrong, as scenarios: each says in comments what is
// right, and the simulator must give it.
#include "tests/field/field_claims.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace tickscope::testing;

class TestField : public QObject
{
    Q_OBJECT

private slots:
    void whatTheReportSaysComesOut_data();
    void whatTheReportSaysComesOut();
    void aClaimThatIsWrongFails();
};

void TestField::whatTheReportSaysComesOut_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(TICKSCOPE_SOURCE_DIR "/tests/field"));
    const QStringList names = folder.entryList({ QStringLiteral("*.toml") }, QDir::Files);
    QVERIFY(names.size() > 30);
    for (const QString& name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void TestField::whatTheReportSaysComesOut()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string text = file.readAll().toStdString();
    const std::vector<FieldClaim> claims = claimsOf(text);
    QVERIFY(!claims.empty());
    std::string wrong;
    for (const FieldClaim& claim : claims) {
        const std::string why = broken(claim, text, path.toStdString());
        if (!why.empty())
            wrong += "\nline " + std::to_string(claim.line) + ": " + claim.text + "\n  " + why;
    }
    QVERIFY2(wrong.empty(), wrong.c_str());
}

// Else a reader of claims that takes everything would pass too.
void TestField::aClaimThatIsWrongFails()
{
    const std::string text = "format = 1\nduration = \"12s\"\n"
                             "[[server]]\nname = \"poller\"\ninterval = \"5s\"\n";
    const auto holds = [&text](const char* claim) {
        return broken({ 1, claim }, text, "x").empty();
    };
    QVERIFY(holds("started poller 5s 10s"));
    QVERIFY(holds("started poller 5s ..."));
    QVERIFY(!holds("started poller 5s"));
    QVERIFY(!holds("started poller 5s 10.1s"));
    QVERIFY(!holds("started poller 5s ten"));
    QVERIFY(!holds("started nobody 5s"));
    QVERIFY(holds("expect poller.ticks == 2"));
    QVERIFY(!holds("expect poller.ticks == 3"));
    QVERIFY(holds("never exit poller"));
    QVERIFY(!holds("never init poller"));
    QVERIFY(!holds("refused interval"));
    QVERIFY(!holds("noted interval"));
}

QTEST_APPLESS_MAIN(TestField)
#include "tst_field.moc"
