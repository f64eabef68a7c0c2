// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/elixir_project.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/document/code_export.h"
#include "ui/widgets/message_bar.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QPushButton>
#include <QTemporaryDir>

using namespace tickscope;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCodeExport : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theFilesAreThoseOfTheCommandLine_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("mix") << int(CodeKind::Mix);
        QTest::newRow("erlang") << int(CodeKind::Erlang);
        QTest::newRow("livebook") << int(CodeKind::Livebook);
    }
    void theFilesAreThoseOfTheCommandLine()
    {
        QFETCH(int, kind);
        const auto scenario = builtin("buildup");
        const auto project = kind == int(CodeKind::Mix) ? elixirProject(scenario)
            : kind == int(CodeKind::Erlang)             ? erlangProject(scenario)
                                                        : livebookProject(scenario);
        const auto written = exportCode(scenario, CodeKind(kind), folder(), false);
        QCOMPARE(written.problem, QString());
        QVERIFY(QFile::exists(written.first));
        for (const auto& file : project->files)
            QCOMPARE(contentOf(folder() + u'/' + QString::fromStdString(file.path)),
                QByteArray::fromStdString(file.contents));
    }
    void whatIsInTheWayIsNamedAndStays()
    {
        const auto scenario = builtin("buildup");
        QFile mine(folder() + QLatin1String("/mix.exs"));
        QVERIFY(mine.open(QIODevice::WriteOnly));
        mine.write("mine");
        mine.close();
        const auto refused = exportCode(scenario, CodeKind::Mix, folder(), false);
        QCOMPARE(refused.inTheWay, QStringList { QStringLiteral("mix.exs") });
        QCOMPARE(contentOf(mine.fileName()), QByteArray("mine"));
        QCOMPARE(QDir(folder()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 1);
        QVERIFY(exportCode(scenario, CodeKind::Mix, folder(), true).problem.isEmpty());
        QVERIFY(contentOf(mine.fileName()).contains("defmodule"));
    }
    void aFolderThatCannotBeMadeIsTold()
    {
        QFile file(folder() + QLatin1String("/file"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto written = exportCode(
            builtin("buildup"), CodeKind::Mix, folder() + QLatin1String("/file/sub"), false);
        QVERIFY2(written.problem.contains(QLatin1String("file/sub")), qPrintable(written.problem));
    }
    void theMenuAsksForAFolderAndTellsWhatWasWritten()
    {
        WindowFixture fixture;
        fixture.show();
        fixture.open("buildup");
        const auto write = [&fixture, this] {
            fixture.entry(QStringLiteral("Mix project…"))->trigger();
            auto* dialog = fixture.window->findChild<QFileDialog*>();
            QVERIFY(dialog);
            emit dialog->fileSelected(folder());
            delete dialog;
        };
        write();
        QVERIFY(fixture.window->messageBar().text().contains(QLatin1String("is written")));
        const auto old = contentOf(folder() + QLatin1String("/mix.exs"));
        QVERIFY(old.contains("defmodule"));
        write();
        QVERIFY(fixture.window->messageBar().text().contains(QLatin1String("Nothing was written")));
        for (auto* button : fixture.window->messageBar().findChildren<QPushButton*>())
            if (button->text() == QLatin1String("Overwrite"))
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(fixture.window->messageBar().text().contains(QLatin1String("The code is written")));
    }

private:
    QString folder() const { return m_folder->path(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestCodeExport)
#include "tst_code_export.moc"
