// SPDX-License-Identifier: GPL-3.0-only
// Manual pages and completions hold what the program's own table of options holds.
#include "app/manual/completion.h"
#include "app/manual/man_page.h"
#include "app/tickscope-cli/cli.h"
#include "app/tickscope-cli/exit_code.h"
#include "core/scenario/keys.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace tickscope;
using namespace tickscope::manual;

namespace {

ListedProgram program()
{
    ListedProgram program;
    cli::describeProgram(
        [&program](const CLI::App& app) { program = listed(app, "tickscope-cli"); });
    return program;
}

PageFrame frame()
{
    PageFrame frame { .date = "November 26, 2026", .about = "simulate periodic work" };
    frame.description = "First.\n\nSecond.";
    frame.exitCodes = { { 0, "done" } };
    frame.seeAlso = { { "tickscope", "1" }, { "tickscope-scenario", "5" } };
    return frame;
}

const std::vector<std::string> scenarios { "buildup", "cancel" };

QString save(const QTemporaryDir& folder, const char* name, const std::string& text)
{
    QFile file(folder.filePath(QLatin1String(name)));
    if (file.open(QIODevice::WriteOnly))
        file.write(text.data(), static_cast<qint64>(text.size()));
    return file.fileName();
}

struct Ran
{
    int exitCode = -1;
    QByteArray output;
};

Ran run(const char* name, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QLatin1String(name), arguments);
    process.waitForFinished(60'000);
    return { process.exitCode(), process.readAll() };
}

bool has(const char* tool)
{
    return !QStandardPaths::findExecutable(QLatin1String(tool)).isEmpty();
}

/// What bash offers, in a folder without files, for a command line whose last word is not finished.
QStringList offered(const QString& script, const QStringList& words)
{
    const QString command
        = QStringLiteral("source \"$0\"; mkdir -p \"$0.empty\"; cd \"$0.empty\"; "
                         "COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _tickscope_cli 2>/dev/null; "
                         "printf '%s\\n' \"${COMPREPLY[@]}\"");
    const Ran ran = run("bash", QStringList { QStringLiteral("-c"), command, script } + words);
    return QString::fromUtf8(ran.output).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

class TestManual : public QObject
{
    Q_OBJECT

private slots:
    void everyCommandAndOptionIsListed();
    void everyOptionStandsInPageAndCompletions();
    void everyKeyOfAScenarioStandsInItsPage();
    void pagesAreValid();
    void shellsReadTheirCompletions();
    void bashOffersWhatFits();
    void aTextIsNoMarkup();
};

void TestManual::everyCommandAndOptionIsListed()
{
    const ListedProgram listed = program();
    QVERIFY(listed.commands.size() >= 10);
    const auto run = std::ranges::find(listed.commands, "run", &ListedCommand::name);
    QVERIFY(run != listed.commands.end());
    QCOMPARE(run->arguments.size(), 1);
    QCOMPARE(run->arguments[0].name, std::string("FILE"));
    QVERIFY(run->arguments[0].isRepeated);
    const auto clock = std::ranges::find(run->options, "clock", &ListedOption::longName);
    QVERIFY(clock != run->options.end());
    QCOMPARE(clock->words, (std::vector<std::string> { "ideal", "beam" }));
    const auto output = std::ranges::find(run->options, "output", &ListedOption::longName);
    QCOMPARE(output->shortName, std::string("o"));
    QVERIFY(output->takesFile());
    const auto strict = std::ranges::find(run->options, "strict", &ListedOption::longName);
    QVERIFY(strict->value.empty());
}

void TestManual::everyOptionStandsInPageAndCompletions()
{
    const ListedProgram listed = program();
    const std::string page = programPage(listed, frame());
    const std::string bash = bashCompletion(listed, scenarios);
    const std::string zsh = zshCompletion(listed, scenarios);
    const std::string fish = fishCompletion(listed, scenarios);
    for (const ListedCommand& command : listed.commands) {
        QVERIFY2(
            page.find(".Ss " + command.name + "\n") != std::string::npos, command.name.c_str());
        for (const ListedOption& option : command.options) {
            const std::string& name = option.longName;
            if (name.empty())
                continue;
            std::string inPage = name;
            for (std::size_t at = 0; (at = inPage.find('-', at)) != std::string::npos; at += 2)
                inPage.insert(at, "\\");
            QVERIFY2(page.find("Fl \\-" + inPage) != std::string::npos, name.c_str());
            QVERIFY2(bash.find("--" + name) != std::string::npos, name.c_str());
            QVERIFY2(zsh.find("'--" + name + "[") != std::string::npos, name.c_str());
            QVERIFY2(fish.find("seen_subcommand_from " + command.name + "' -l " + name)
                    != std::string::npos,
                name.c_str());
        }
    }
}

void TestManual::everyKeyOfAScenarioStandsInItsPage()
{
    const std::string page = scenarioPage("November 26, 2026");
    for (const KeyInfo& key : keyTable)
        QVERIFY2(
            page.find(std::string(".It Ic ") + std::string(key.name) + "\n") != std::string::npos,
            std::string(key.name).c_str());
}

void TestManual::pagesAreValid()
{
    if (!has("mandoc"))
        QSKIP("needs mandoc: apt install mandoc");
    const QTemporaryDir folder;
    for (const auto& [name, text] : { std::pair("tickscope-cli.1", programPage(program(), frame())),
             std::pair("tickscope-scenario.5", scenarioPage("November 26, 2026")) }) {
        const QString file = save(folder, name, text);
        const Ran ran = run("mandoc",
            { QStringLiteral("-T"), QStringLiteral("lint"), QStringLiteral("-W"),
                QStringLiteral("warning"), file });
        QVERIFY2(ran.output.isEmpty(), ran.output.constData());
    }
}

void TestManual::shellsReadTheirCompletions()
{
    const QTemporaryDir folder;
    const ListedProgram listed = program();
    const std::vector<std::tuple<const char*, QString>> all {
        { "bash", save(folder, "bash", bashCompletion(listed, scenarios)) },
        { "zsh", save(folder, "zsh", zshCompletion(listed, scenarios)) },
        { "fish", save(folder, "fish", fishCompletion(listed, scenarios)) },
    };
    for (const auto& [shell, file] : all) {
        if (!has(shell))
            continue; // bash at least is there
        const Ran ran = run(shell, { QStringLiteral("-n"), file });
        QVERIFY2(ran.exitCode == 0 && ran.output.isEmpty(), ran.output.constData());
    }
}

void TestManual::bashOffersWhatFits()
{
    const QTemporaryDir folder;
    const QString script = save(folder, "completion", bashCompletion(program(), scenarios));
    const auto offer
        = [&script](const QString& words) { return offered(script, words.split(u' ')); };
    QCOMPARE(offer(QStringLiteral("tickscope-cli ch")), QStringList { QStringLiteral("check") });
    QCOMPARE(
        offer(QStringLiteral("tickscope-cli run bui")), QStringList { QStringLiteral("buildup") });
    QCOMPARE(offer(QStringLiteral("tickscope-cli run buildup --clock ")),
        (QStringList { QStringLiteral("ideal"), QStringLiteral("beam") }));
    QCOMPARE(offer(QStringLiteral("tickscope-cli run buildup --finger")),
        QStringList { QStringLiteral("--fingerprint") });
    QVERIFY(offer(QStringLiteral("tickscope-cli sweep buildup --finger")).isEmpty());
    QVERIFY(offer(QStringLiteral("tickscope-cli run buildup --until ")).isEmpty());
}

void TestManual::aTextIsNoMarkup()
{
    ListedProgram odd { "odd", { "", "It", "", {}, {} }, {} };
    odd.itself.options.push_back(
        { "to", "", "a \"b\" c", {}, ".Sh is no heading. It's 'quoted' \\fB [x:y]", "Options" });
    const std::string page = programPage(odd, frame());
    QVERIFY(page.find("\n\\&.Sh is no heading.\nIt's 'quoted' \\efB [x:y]\n") != std::string::npos);
    QVERIFY(page.find("Ar \"a \\(dqb\\(dq c\"") != std::string::npos);
    QVERIFY(zshCompletion(odd, {}).find("\\[x\\:y\\]") != std::string::npos);
    QVERIFY(fishCompletion(odd, {}).find("'.Sh is no heading. It'\\''s") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestManual)
#include "tst_manual.moc"
