// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/document/exports.h"
#include "ui/document/safe_sink.h"
#include "ui/panels/export_dialog.h"
#include "ui/widgets/field_note.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString eventsCsv(const Run& run, ExportSpan span)
{
    TraceLog log(run.serverCount(), run.watchedServers());
    log.consume(run.trace());
    std::string text;
    StringSink sink(text);
    return writeEventsCsv(sink, run, log, span) ? QString::fromStdString(text) : QString();
}

} // namespace

class TestExports : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
        m->goTo(VirtualTime(41s));
        QTest::keyClick(m->window.get(), Qt::Key_E, Qt::ControlModifier);
        m_dialog = m->window->findChild<ExportDialog*>();
        QVERIFY(m_dialog);
    }
    void cleanup() { m.reset(); }

    void everyKindWritesAFile_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("begin");
        const auto add = [](const char* row, ExportKind kind, const char* name, const char* begin) {
            QTest::newRow(row) << int(kind) << QString::fromLatin1(name) << QByteArray(begin);
        };
        add("lanes as PNG", ExportKind::Lanes, "a.png", "\x89PNG");
        add("lanes as SVG", ExportKind::Lanes, "a.svg", "<?xml");
        add("lanes as PDF", ExportKind::Lanes, "a.pdf", "%PDF-");
        add("charts as PNG", ExportKind::Charts, "a.png", "\x89PNG");
        add("charts as SVG", ExportKind::Charts, "a.svg", "<?xml");
        add("charts as PDF", ExportKind::Charts, "a.PDF", "%PDF-");
        add("ticks", ExportKind::Ticks, "a.csv", "server,incarnation,tick,due_ns");
        add("depth", ExportKind::Depth, "a.csv", "server,t_ns,depth\n");
        add("events", ExportKind::Events, "a.csv", "t_ns,seq,server,event,detail\n");
        add("event lines", ExportKind::EventLines, "a.jsonl", "{\"t_ns\":0,\"seq\":0,");
        add("trace", ExportKind::Trace, "a.json", "{");
    }
    void everyKindWritesAFile()
    {
        QFETCH(int, kind);
        QFETCH(QString, name);
        QFETCH(QByteArray, begin);
        QTemporaryDir folder;
        m_dialog->setKind(ExportKind(kind));
        const auto path = folder.filePath(name);
        if (isPicture(ExportKind(kind)))
            combo(QStringLiteral("Format"))->setCurrentText(name.right(3).toUpper());
        exportTo(path);
        QVERIFY2(contentOf(path).startsWith(begin), contentOf(path).left(60).constData());
        QVERIFY(m->window->messageBar().text().contains(name));
    }
    void scaleIsPixelsPerLogicalPixel()
    {
        QTemporaryDir folder;
        combo(QStringLiteral("Scale"))->setCurrentText(QStringLiteral("3x"));
        exportTo(folder.filePath(QStringLiteral("a.png")));
        const QImage image(folder.filePath(QStringLiteral("a.png")));
        QCOMPARE(image.width(), 3 * 1600);
    }
    void aRangeIsOfferedWhenThereIsOne()
    {
        auto* part = combo(QStringLiteral("Part"));
        part->setCurrentIndex(1);
        QCOMPARE(part->currentIndex(), 0);
        m->window->timeWindow().setRange(TimeSpan { 10 * second, 20 * second });
        part->setCurrentIndex(1);
        QCOMPARE(m_dialog->request().span.startNs, 10 * second);
        QCOMPARE(m_dialog->request().span.endNs, 20 * second);
        m->window->timeWindow().setRange(std::nullopt);
        QCOMPARE(m_dialog->request().span.startNs, std::int64_t(0));
    }
    void tablesOfARangeHoldItAlone()
    {
        Run run(builtin("buildup"));
        run.advanceTo(VirtualTime(41s));
        const auto all = eventsCsv(run, {});
        QCOMPARE(all.count(u'\n'), qsizetype(run.trace().size()) + 1);
        const auto part = eventsCsv(run, { 10 * second, 20 * second });
        const auto lines = part.split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(lines.size() > 10);
        for (const auto& line : lines.mid(1)) {
            const auto ns = line.section(u',', 0, 0).toLongLong();
            QVERIFY(ns >= 10 * second && ns <= 20 * second);
        }
        QVERIFY(all.contains(lines.last()));
    }
    void eventLinesOfARangeKnowTheirPids()
    {
        QTemporaryDir folder;
        m->window->timeWindow().setRange(TimeSpan { 10 * second, 20 * second });
        m_dialog->setKind(ExportKind::EventLines);
        combo(QStringLiteral("Part"))->setCurrentIndex(1);
        exportTo(folder.filePath(QStringLiteral("a.jsonl")));
        const auto lines = contentOf(folder.filePath(QStringLiteral("a.jsonl"))).split('\n');
        QVERIFY(lines.size() > 10);
        for (const auto& line : lines.mid(0, lines.size() - 1)) {
            const auto event = QJsonDocument::fromJson(line).object();
            QVERIFY(event.value(QStringLiteral("pid")).toInt() > 0);
            QVERIFY(event.value(QStringLiteral("t_ns")).toDouble() >= 10e9);
        }
    }
    void theTraceIsJson()
    {
        QTemporaryDir folder;
        m_dialog->setKind(ExportKind::Trace);
        exportTo(folder.filePath(QStringLiteral("a.json")));
        const auto trace
            = QJsonDocument::fromJson(contentOf(folder.filePath(QStringLiteral("a.json"))));
        QVERIFY(trace.object().value(QStringLiteral("traceEvents")).toArray().size() > 20);
    }
    void anSvgIsWellFormed()
    {
        QTemporaryDir folder;
        m_dialog->setKind(ExportKind::Charts);
        combo(QStringLiteral("Format"))->setCurrentText(QStringLiteral("SVG"));
        exportTo(folder.filePath(QStringLiteral("a.svg")));
        QXmlStreamReader reader(contentOf(folder.filePath(QStringLiteral("a.svg"))));
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    }
    void aFailureKeepsTheOldFileAndSaysWhy()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("gone/a.csv"));
        m_dialog->setKind(ExportKind::Ticks);
        exportTo(path);
        QVERIFY(m_dialog->isVisible());
        QVERIFY(m_dialog->findChild<FieldNote*>()->hasError());
        QVERIFY(m_dialog->findChild<FieldNote*>()->text().startsWith(QStringLiteral("a.csv: ")));
    }
    void aFullDiskKeepsTheOldFile()
    {
        if (!QFile::exists(QStringLiteral("/dev/full")))
            QSKIP("no /dev/full");
        SafeSink sink(QStringLiteral("/dev/full"));
        QVERIFY(!sink.write("text"));
        QCOMPARE(sink.commit(), QStringLiteral("full: it is not a regular file."));
    }
    void nothingIsInPlaceBeforeItIsComplete()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("a.csv"));
        {
            SafeSink sink(path);
            QVERIFY(sink.write("half"));
            QVERIFY(!QFile::exists(path));
        }
        QVERIFY(!QFile::exists(path));
        SafeSink sink(path);
        QVERIFY(sink.write("all"));
        QCOMPARE(sink.commit(), QString());
        QCOMPARE(contentOf(path), QByteArray("all"));
    }
    void anotherFormatIsAnotherEndOfTheName()
    {
        QVERIFY(path()->text().endsWith(QStringLiteral("/buildup.png")));
        combo(QStringLiteral("Format"))->setCurrentText(QStringLiteral("PDF"));
        QVERIFY(path()->text().endsWith(QStringLiteral("/buildup.pdf")));
        m_dialog->setKind(ExportKind::Ticks);
        QVERIFY(path()->text().endsWith(QStringLiteral("/buildup-ticks.csv")));
    }
    void thePictureIsCopied()
    {
        QTest::keyClick(m->window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->image().width(), 2 * 1600);
    }
    void theMeasuredValuesAreCopied()
    {
        m->entry(QStringLiteral("Copy measured values"))->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(
            QStringLiteral("Start to start\t13.000 s\n")));
    }

private:
    QComboBox* combo(const QString& name) const
    {
        for (auto* box : m_dialog->findChildren<QComboBox*>())
            if (box->accessibleName() == name)
                return box;
        return nullptr;
    }
    QLineEdit* path() const
    {
        for (auto* edit : m_dialog->findChildren<QLineEdit*>())
            if (edit->accessibleName() == QStringLiteral("File"))
                return edit;
        return nullptr;
    }
    void exportTo(const QString& file)
    {
        path()->setFocus();
        path()->selectAll();
        QTest::keyClicks(path(), file);
        for (auto* button : m_dialog->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Export"))
                QTest::mouseClick(button, Qt::LeftButton);
    }

    std::unique_ptr<WindowFixture> m;
    ExportDialog* m_dialog = nullptr;
};

QTEST_MAIN(TestExports)
#include "tst_exports.moc"
