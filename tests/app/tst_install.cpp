// SPDX-License-Identifier: GPL-3.0-only
// What `cmake --install` puts where, and whether a desktop takes it.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Ran
{
    int exitCode = -1;
    QByteArray output;
};

Ran run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.waitForFinished(120'000);
    return { process.exitCode(), process.readAll() };
}

bool has(const char* tool)
{
    return !QStandardPaths::findExecutable(QLatin1String(tool)).isEmpty();
}

} // namespace

class TestInstall : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFileHasItsPlace();
    void thePlacedProgramsRun();
    void theDesktopEntryIsValid();
    void theMetainfoIsValid();
    void aScenarioIsKnownByItsName();

private:
    QString placed(const char* path) const { return m_root.filePath(QLatin1String(path)); }

    QTemporaryDir m_root;
};

void TestInstall::initTestCase()
{
    const Ran ran = run(QStringLiteral("cmake"),
        { QStringLiteral("--install"), QStringLiteral(TICKSCOPE_BINARY_DIR),
            QStringLiteral("--prefix"), m_root.path() });
    QVERIFY2(ran.exitCode == 0, ran.output.constData());
}

void TestInstall::everyFileHasItsPlace()
{
    for (const char* file : { "bin/tickscope", "bin/tickscope-cli", "share/man/man1/tickscope.1.gz",
             "share/man/man1/tickscope-cli.1.gz", "share/man/man5/tickscope-scenario.5.gz",
             "share/bash-completion/completions/tickscope",
             "share/bash-completion/completions/tickscope-cli",
             "share/zsh/site-functions/_tickscope-cli",
             "share/fish/vendor_completions.d/tickscope-cli.fish",
             "share/applications/io.github.tickscope.Tickscope.desktop",
             "share/metainfo/io.github.tickscope.Tickscope.metainfo.xml",
             "share/mime/packages/io.github.tickscope.Tickscope.xml",
             "share/icons/hicolor/scalable/apps/io.github.tickscope.Tickscope.svg",
             "share/icons/hicolor/scalable/mimetypes/"
             "application-vnd.tickscope.scenario+toml.svg",
             "share/doc/tickscope/copyright", "share/doc/tickscope-cli/changelog.gz" })
        QVERIFY2(QFile::exists(placed(file)), file);
}

// They find what they need where they were put: all of it is compiled in.
void TestInstall::thePlacedProgramsRun()
{
    const Ran cli
        = run(placed("bin/tickscope-cli"), { QStringLiteral("check"), QStringLiteral("buildup") });
    QVERIFY2(cli.exitCode == 0, cli.output.constData());
    const Ran window = run(placed("bin/tickscope"), { QStringLiteral("--version") });
    QVERIFY2(
        window.exitCode == 0 && window.output.startsWith("tickscope "), window.output.constData());
}

void TestInstall::theDesktopEntryIsValid()
{
    if (!has("desktop-file-validate"))
        QSKIP("needs desktop-file-validate: apt install desktop-file-utils");
    const Ran ran = run(QStringLiteral("desktop-file-validate"),
        { placed("share/applications/io.github.tickscope.Tickscope.desktop") });
    QVERIFY2(ran.exitCode == 0 && ran.output.isEmpty(), ran.output.constData());
}

void TestInstall::theMetainfoIsValid()
{
    if (!has("appstreamcli"))
        QSKIP("needs appstreamcli: apt install appstream");
    const Ran ran = run(QStringLiteral("appstreamcli"),
        { QStringLiteral("validate"), QStringLiteral("--pedantic"), QStringLiteral("--no-net"),
            placed("share/metainfo/io.github.tickscope.Tickscope.metainfo.xml") });
    QVERIFY2(ran.exitCode == 0, ran.output.constData());
}

void TestInstall::aScenarioIsKnownByItsName()
{
    if (!has("update-mime-database"))
        QSKIP("needs update-mime-database: apt install shared-mime-info");
    const Ran ran = run(QStringLiteral("update-mime-database"), { placed("share/mime") });
    QVERIFY2(ran.exitCode == 0, ran.output.constData());
    QFile globs(placed("share/mime/globs2"));
    QVERIFY(globs.open(QIODevice::ReadOnly));
    QVERIFY(
        globs.readAll().contains("60:application/vnd.tickscope.scenario+toml:*.tickscope.toml\n"));
}

QTEST_GUILESS_MAIN(TestInstall)
#include "tst_install.moc"
