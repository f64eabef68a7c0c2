// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/fake_clock.h"
#include "tests/ui/support/scenarios.h"
#include "ui/document/document.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tickscope;

namespace {

const QString broken = QStringLiteral("format = 1\n"
                                      "[[server]]\n"
                                      "name = \"poller\"\n"
                                      "schedule = \"send-interval\"\n"
                                      "interval = \"5s\"\n");

Action setInterval(const char* server, Duration interval)
{
    Action action;
    action.server = server;
    action.kind = ActionKind::SetInterval;
    action.interval = interval;
    return action;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestDocument : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_controller = std::make_unique<RunController>(m_clock);
        m_document = std::make_unique<Document>(*m_controller);
    }
    void cleanup()
    {
        m_document.reset();
        m_controller.reset();
    }

    void aBuiltInScenarioRuns()
    {
        QSignalSpy opened(m_document.get(), &Document::opened);
        m_document->openBuiltin(QStringLiteral("buildup"));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(m_document->state(), Document::State::Scenario);
        QCOMPARE(m_document->title(), QStringLiteral("Mailbox build-up"));
        QVERIFY(m_document->path().isEmpty());
        QVERIFY(!m_document->isModified());
        QVERIFY(m_controller->hasRun());
    }
    void whatIsNotThereIsSaid()
    {
        QSignalSpy failed(m_document.get(), &Document::failed);
        m_document->openBuiltin(QStringLiteral("no-such"));
        m_document->openFile(m_folder->filePath(QStringLiteral("no-such.toml")));
        QCOMPARE(failed.count(), 2);
        QCOMPARE(m_document->state(), Document::State::Nothing);
    }
    void aBrokenTextHasProblemsAndNoRun()
    {
        m_document->openText(broken, {}, QStringLiteral("broken.toml"));
        QCOMPARE(m_document->state(), Document::State::Broken);
        QVERIFY(hasErrors(m_document->diagnostics()));
        QVERIFY(!m_controller->hasRun());
        m_document->setText(QString(broken).replace(u'-', u'_'));
        QCOMPARE(m_document->state(), Document::State::Scenario);
        QVERIFY(m_controller->hasRun());
    }
    void anActionCanBeUndoneAndDoneAgain()
    {
        m_document->openBuiltin(QStringLiteral("buildup"));
        m_controller->goTo(VirtualTime(30s));
        settle(*m_controller);
        m_document->act(setInterval("poller_interval", 10s));
        m_controller->goTo(VirtualTime(60s));
        settle(*m_controller);
        const auto fingerprint = m_controller->run().trace().fingerprint();
        QVERIFY(m_document->isModified());

        m_document->history().undo();
        settle(*m_controller);
        QVERIFY(!m_document->isModified());
        QCOMPARE(m_controller->run().actions().size(), std::size_t(0));
        QCOMPARE(toNs(m_controller->now()), toNs(VirtualTime(60s)));

        m_document->history().redo();
        settle(*m_controller);
        QCOMPARE(m_controller->run().trace().fingerprint(), fingerprint);
    }
    void aSavedRunIsTheSameRun()
    {
        const auto path = m_folder->filePath(QStringLiteral("run.toml"));
        m_document->openBuiltin(QStringLiteral("buildup"));
        m_controller->goTo(VirtualTime(30s));
        settle(*m_controller);
        m_document->act(setInterval("poller_interval", 10s));
        m_controller->goTo(VirtualTime(60s));
        settle(*m_controller);
        const auto fingerprint = m_controller->run().trace().fingerprint();
        QVERIFY(m_document->saveTo(path));
        QVERIFY(!m_document->isModified());
        QCOMPARE(m_document->path(), path);

        m_document->openFile(path);
        m_controller->goTo(VirtualTime(60s));
        settle(*m_controller);
        QCOMPARE(m_controller->run().trace().fingerprint(), fingerprint);
    }
    void anUntouchedTextIsSavedAsItWas()
    {
        const auto path = m_folder->filePath(QStringLiteral("copy.toml"));
        m_document->openBuiltin(QStringLiteral("buildup"));
        QVERIFY(m_document->saveTo(path));
        const auto text = findBuiltin("buildup")->text;
        QCOMPARE(contentOf(path), QByteArray(text.data(), qsizetype(text.size())));
    }
    void aSaveThatFailsLosesNothing()
    {
        m_document->openBuiltin(QStringLiteral("buildup"));
        m_document->act(setInterval("poller_interval", 10s));
        QSignalSpy failed(m_document.get(), &Document::failed);
        QVERIFY(!m_document->saveTo(m_folder->filePath(QStringLiteral("no/such/folder.toml"))));
        QCOMPARE(failed.count(), 1);
        QVERIFY(m_document->isModified());
        QVERIFY(m_document->path().isEmpty());
    }
    void changingAServerIsUndoneToo()
    {
        m_document->openBuiltin(QStringLiteral("buildup"));
        m_controller->goTo(VirtualTime(41s));
        settle(*m_controller);
        auto scenario = m_controller->run().scenarioWithActions();
        scenario.servers[1].schedule = Schedule::AfterWork;
        m_document->changeScenario(QStringLiteral("change"), scenario);
        settle(*m_controller);
        QCOMPARE(m_controller->run().snapshot(1).mailbox.size(), std::size_t(0));
        m_document->history().undo();
        settle(*m_controller);
        QCOMPARE(m_controller->run().snapshot(1).mailbox.size(), std::size_t(3));
    }
    void markersAreStepsOfUndoThatLeaveTheRunAlone()
    {
        m_document->openBuiltin(QStringLiteral("buildup"));
        m_controller->goTo(VirtualTime(30s));
        settle(*m_controller);
        QSignalSpy replaced(m_controller.get(), &RunController::runReplaced);
        QSignalSpy changed(m_document.get(), &Document::scenarioChanged);
        QSignalSpy marked(m_document.get(), &Document::markersChanged);

        QCOMPARE(m_document->addMarker(VirtualTime(20s)), std::size_t(0));
        QCOMPARE(m_document->addMarker(VirtualTime(10s)), std::size_t(0));
        QCOMPARE(m_document->history().undoText(), QStringLiteral("add marker"));
        QCOMPARE(names(), (QStringList { QStringLiteral("Marker 2"), QStringLiteral("Marker 1") }));
        QVERIFY(m_document->isModified());
        m_document->renameMarker(0, QStringLiteral(" It\n\u202e crashes "));
        QCOMPARE(names().at(0), QStringLiteral("It crashes"));
        m_document->moveMarker(0, VirtualTime(40s));
        QCOMPARE(names().at(1), QStringLiteral("It crashes"));
        QCOMPARE(m_document->history().undoText(), QStringLiteral("move marker It crashes"));
        m_document->removeMarker(0);
        QCOMPARE(names(), QStringList { QStringLiteral("It crashes") });
        QCOMPARE(marked.count(), 5);

        m_document->history().setIndex(0);
        QVERIFY(m_document->markers().empty());
        QVERIFY(!m_document->isModified());
        m_document->history().setIndex(5);
        QVERIFY(m_document->markers().at(0).at == VirtualTime(40s));
        QCOMPARE(replaced.count(), 0);
        QCOMPARE(changed.count(), 0);
        QVERIFY(m_controller->now() == VirtualTime(30s));
        QVERIFY(!m_controller->isMoving());
    }
    void aMarkerThatStaysAsItIsIsNoChange()
    {
        m_document->openBuiltin(QStringLiteral("buildup"));
        m_document->addMarker(VirtualTime(20s));
        m_document->renameMarker(0, QStringLiteral("  "));
        m_document->renameMarker(0, QStringLiteral("Marker 1"));
        m_document->moveMarker(0, VirtualTime(20s));
        QCOMPARE(m_document->history().count(), 1);
        m_document->moveMarker(0, VirtualTime(-1s));
        QVERIFY(m_document->markers().at(0).at == VirtualTime {});
    }
    void markersAreSavedAndComeBack()
    {
        const auto path = m_folder->filePath(QStringLiteral("marked.toml"));
        m_document->openBuiltin(QStringLiteral("buildup"));
        m_document->addMarker(VirtualTime(20s));
        m_document->renameMarker(0, QStringLiteral("\"Größe\" & <b>"));
        m_document->act(setInterval("poller_interval", 10s));
        const auto markers = m_document->markers();
        m_document->history().undo(); // of the action alone
        settle(*m_controller);
        QVERIFY(m_document->saveTo(path));
        QVERIFY(!m_document->isModified());

        m_document->openBuiltin(QStringLiteral("buildup"));
        QVERIFY(m_document->markers().empty());
        m_document->openFile(path);
        QVERIFY(m_document->markers() == markers);
        QVERIFY(!hasErrors(m_document->diagnostics()));
        m_document->close();
        QVERIFY(m_document->markers().empty());
    }
    void anythingButAMarkerChangesTheScenario()
    {
        m_document->openBuiltin(QStringLiteral("buildup"));
        QSignalSpy changed(m_document.get(), &Document::scenarioChanged);
        m_document->act(setInterval("poller_interval", 10s));
        QCOMPARE(changed.count(), 1);
        m_document->addMarker(VirtualTime(20s));
        m_document->history().undo();
        QCOMPARE(changed.count(), 1);
        m_document->history().undo();
        QCOMPARE(changed.count(), 2);
        settle(*m_controller);
        m_document->history().redo();
        QCOMPARE(changed.count(), 3);
    }
    void aNewScenarioHasAServer()
    {
        m_document->openNew();
        QCOMPARE(m_document->state(), Document::State::Scenario);
        QCOMPARE(m_controller->run().serverCount(), std::size_t(1));
        m_document->close();
        QCOMPARE(m_document->state(), Document::State::Nothing);
        QVERIFY(!m_controller->hasRun());
    }
    void oddFilesAreReadOrRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("binary") << QByteArray::fromHex("00ff00fe8081");
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                              "f\0o\0",
            6);
        QTest::newRow("a thousand brackets") << QByteArray(1'000, '[');
    }
    void oddFilesAreReadOrRefused()
    {
        QFETCH(QByteArray, content);
        const auto path = m_folder->filePath(QStringLiteral("odd.toml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        m_document->openFile(path);
        QCOMPARE(m_document->state(), Document::State::Broken);
        QVERIFY(!m_document->diagnostics().empty());
    }

private:
    QStringList names() const
    {
        QStringList all;
        for (const auto& marker : m_document->markers())
            all << QString::fromStdString(marker.name);
        return all;
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RunController> m_controller;
    std::unique_ptr<Document> m_document;
};

QTEST_GUILESS_MAIN(TestDocument)
#include "tst_document.moc"
