// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

class TestCliElixir : public QObject
{
    Q_OBJECT

private slots:
    void aProjectIsWritten();
    void modulesArePrinted();
    void erlangAndNotebooksAreWritten();
    void nothingIsOverwrittenUnasked();
    void nothingIsLeftHalfWritten();
    void optionsThatContradictAreRefused_data();
    void optionsThatContradictAreRefused();
    void namesThatCannotBeUsedAreTold();
    void aResourceIsAPool();
    void badInputHasItsExitCode();
};

namespace {

QByteArray fileIn(const QTemporaryDir& directory, const char* path)
{
    QFile file(directory.filePath(QLatin1String(path)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestCliElixir::aProjectIsWritten()
{
    const QTemporaryDir dir;
    const CliResult result = runCli("elixir buildup -o project", { .directory = dir.path() });
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.endsWith("project/README.md says how to run them\n"), result.out);
    for (const char* file : { "mix.exs", "LICENSE", "lib/world.ex", "lib/poller_interval.ex",
             "lib/periodic_work/servers.ex", "test/poller_interval_test.exs" })
        QVERIFY2(
            QFile::exists(dir.filePath(QStringLiteral("project/")) + QLatin1String(file)), file);
}

void TestCliElixir::modulesArePrinted()
{
    const CliResult elixir = runCli("elixir buildup --stdout");
    QCOMPARE(elixir.exitCode, 0);
    QVERIFY(elixir.out.contains("\ndefmodule PollerInterval do\n  use GenServer\n"));
    const CliResult erlang = runCli("elixir buildup --erlang --stdout");
    QVERIFY(erlang.out.contains("-module(poller_interval)."));
    const CliResult book = runCli("elixir buildup --livebook --stdout");
    QVERIFY(book.out.contains("```elixir\ndefmodule World do"));
}

void TestCliElixir::erlangAndNotebooksAreWritten()
{
    const QTemporaryDir dir;
    const CliSetting setting { .directory = dir.path() };
    QCOMPARE(runCli("elixir buildup --erlang -o erl", setting).exitCode, 0);
    QVERIFY(QFile::exists(dir.filePath(QStringLiteral("erl/src/poller_interval.erl"))));
    QCOMPARE(runCli("elixir buildup --livebook -o book", setting).exitCode, 0);
    QVERIFY(QFile::exists(dir.filePath(QStringLiteral("book/periodic_work.livemd"))));
}

void TestCliElixir::nothingIsOverwrittenUnasked()
{
    const QTemporaryDir dir;
    const CliSetting setting { .directory = dir.path() };
    QCOMPARE(runCli("elixir buildup -o p", setting).exitCode, 0);
    const QString file = writeFile(dir.filePath(QStringLiteral("p/lib/world.ex")), "mine");
    const CliResult refused = runCli("elixir buildup -o p", setting);
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.err.contains("the file exists; --force overwrites it"), refused.err);
    QCOMPARE(readFile(file), QByteArray("mine"));
    QCOMPARE(runCli("elixir buildup -o p --force", setting).exitCode, 0);
    QVERIFY(readFile(file).contains("defmodule World do"));
}

void TestCliElixir::nothingIsLeftHalfWritten()
{
    const QTemporaryDir dir;
    writeFile(dir.filePath(QStringLiteral("lib")), "a file where a folder must be");
    const CliResult result = runCli("elixir buildup -o .", { .directory = dir.path() });
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden),
        QStringList { QStringLiteral("lib") });
}

void TestCliElixir::optionsThatContradictAreRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("no place") << QByteArray("elixir buildup");
    QTest::newRow("two places") << QByteArray("elixir buildup -o p --stdout");
    QTest::newRow("two forms") << QByteArray("elixir buildup --erlang --livebook --stdout");
    QTest::newRow("no scenario") << QByteArray("elixir --stdout");
}

void TestCliElixir::optionsThatContradictAreRefused()
{
    QFETCH(QByteArray, line);
    QCOMPARE(runCli(line.constData()).exitCode, 2);
}

void TestCliElixir::namesThatCannotBeUsedAreTold()
{
    const CliResult result = runCli("elixir - --stdout",
        { .input = "format = 1\n[[server]]\nname = \"init\"\nkind = \"poller\"\n"
                   "interval = \"1s\"\n" });
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(result.err.contains("a running BEAM has a process of its own with the name init"),
        result.err);
}

// Where work needs a unit of a resource, World takes it from a pool that starts before the servers.
void TestCliElixir::aResourceIsAPool()
{
    const QByteArray input = "format = 1\nduration = \"1s\"\n[[resource]]\nname = \"db\"\n"
                             "capacity = 1\ntimeout = \"50ms\"\n"
                             "[[server]]\nname = \"poller\"\nkind = \"backoff_poller\"\n"
                             "interval = \"100ms\"\nuses = \"db\"\n";
    const QTemporaryDir dir;
    const CliSetting setting { .input = input, .directory = dir.path() };
    QCOMPARE(runCli("elixir - -o mix", setting).exitCode, 0);
    QVERIFY(fileIn(dir, "mix/lib/periodic_work/application.ex")
                .contains("      {UnitPool, name: :db_pool, size: 1, timeout: 50},\n"
                          "      PeriodicWork.Servers\n"));
    QVERIFY(
        fileIn(dir, "mix/lib/periodic_work/settings.ex").contains("uses: {UnitPool, :db_pool},"));
    QVERIFY(fileIn(dir, "mix/lib/unit_pool.ex").contains("defmodule UnitPool do"));
    // A wait that ends is an error, and so the module has a clause for it.
    QVERIFY(fileIn(dir, "mix/lib/poller.ex").contains("{:error,"));
    QCOMPARE(runCli("elixir - --erlang -o erl", setting).exitCode, 0);
    QVERIFY(fileIn(dir, "erl/src/periodic_work_app.erl")
                .contains("    {ok, _} = unit_pool:start_link(db_pool, 1, 50),\n"));
    QVERIFY(runCli("elixir - --livebook --stdout", setting)
                .out.contains("{UnitPool, name: :db_pool, size: 1, timeout: 50},"));
}

void TestCliElixir::badInputHasItsExitCode()
{
    QCOMPARE(runCli("elixir nowhere.toml --stdout").exitCode, 1);
    QCOMPARE(runCli("elixir - --stdout", { .input = "format = 2" }).exitCode, 3);
}

QTEST_GUILESS_MAIN(TestCliElixir)
#include "tst_cli_elixir.moc"
