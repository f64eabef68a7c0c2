// SPDX-License-Identifier: GPL-3.0-only
#include "core/run/run.h"
#include "core/trace/events.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/recording/recording_page.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/label.h"
#include "ui/widgets/message_bar.h"

#include <QFile>
#include <QPushButton>
#include <QTemporaryDir>

using namespace tickscope;

namespace {

QByteArray eventsOf(const Run& run)
{
    EventFormatter formatter(run.processNames());
    std::string lines;
    for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
        formatter.append(lines, seq, run.trace()[seq]);
        lines += '\n';
    }
    return QByteArray::fromStdString(lines);
}

const QByteArray recording = R"([
  [0, "vm", null, "25", "1.14.0"],
  [0.1, "init", "poller"],
  [5000.2, "tick", "poller", 1],
  [13000.4, "done", "poller", 1],
  [13000.5, "cancel", "poller", false]
]
)";

} // namespace

/// Files of what happened, instead of what is to happen, are looked at in the window.
class TestWindowRecording : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
        m->goTo(VirtualTime(41s));
    }
    void cleanup() { m.reset(); }

    void eventsOfARunAreLanes()
    {
        const auto path = write("events.jsonl", eventsOf(m->window->controller().run()));
        m->window->openNamed(path);
        QVERIFY(page().isVisible());
        QCOMPARE(page().timeline().serverName(1), QStringLiteral("poller_interval"));
        QVERIFY2(says(QStringLiteral("of 4 servers, up to 40.200 s")), qPrintable(all()));
        // The lanes can be walked through, and the scenario behind them stays as it was.
        auto& timeline = page().timeline();
        timeline.setFocus();
        QTest::keyClick(&timeline, Qt::Key_Down);
        QTest::keyClick(&timeline, Qt::Key_Tab);
        QVERIFY2(timeline.sentence().startsWith(QStringLiteral("Tick 1 of poller_interval")),
            qPrintable(timeline.sentence()));
        QVERIFY(!m->window->document().isModified());
        QVERIFY(m->window->controller().run().actions().empty());
    }
    void aRecordingOfABeamIsLanes()
    {
        m->window->openNamed(write("beam.json", recording));
        QVERIFY(page().isVisible());
        QCOMPARE(page().timeline().serverName(0), QStringLiteral("poller"));
        QVERIFY2(says(QStringLiteral("of 1 server, up to 13.001 s")), qPrintable(all()));
    }
    void closingLeadsBackToTheRun()
    {
        m->window->openNamed(write("beam.json", recording));
        QTest::mouseClick(page().findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_VERIFY(!m->window->findChild<RecordingPage*>());
        QVERIFY(m->window->findChild<TimelineView*>()->isVisible());
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(41s)));
    }
    void whatCannotBeReadIsTold()
    {
        m->window->openNamed(write("bad.jsonl", "{\"t_ns\": 5}\n"));
        QVERIFY(m->window->messageBar().isVisible());
        QVERIFY(!m->window->findChild<RecordingPage*>());
        m->window->openNamed(write("trace.json", "{\"traceEvents\":[]}"));
        QVERIFY(m->window->messageBar().isVisible());
        QVERIFY(!m->window->findChild<RecordingPage*>());
    }
    void aScenarioIsStillAScenario()
    {
        m->window->openNamed(write("s.toml", "[[server]]\nname = \"p\"\ninterval = \"5s\"\n"));
        settle(m->window->controller());
        QVERIFY(!m->window->findChild<RecordingPage*>());
        QCOMPARE(m->window->controller().run().serverCount(), std::size_t(1));
    }

private:
    RecordingPage& page() const { return *m->window->findChild<RecordingPage*>(); }
    QString write(const char* name, const QByteArray& bytes)
    {
        const auto path = m_folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", name);
        return path;
    }
    QString all() const
    {
        QStringList words;
        for (const auto* label : page().findChildren<Label*>())
            words << label->text();
        return words.join(u'\n');
    }
    bool says(const QString& words) const { return all().contains(words); }

    QTemporaryDir m_folder;
    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWindowRecording)
#include "tst_window_recording.moc"
