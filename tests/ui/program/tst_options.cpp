// SPDX-License-Identifier: GPL-3.0-only
#include "ui/program/options.h"

#include <QTest>

using namespace tickscope;

class TestOptions : public QObject
{
    Q_OBJECT

private slots:
    void nothingAskedIsTheDefault()
    {
        const auto options = parseOptions({});
        QVERIFY(options.hasValue());
        QVERIFY(options->file.empty());
        QVERIFY(!options->plays);
        QVERIFY(!options->isClean);
        QVERIFY(options->answer.empty());
    }
    void everythingCanBeAskedAtOnce()
    {
        const auto options = parseOptions({ "--play", "--until", "41s", "--theme", "dark", "--size",
            "1280x720", "--clean", "--screenshot", "a.png", "buildup" });
        QVERIFY(options.hasValue());
        QVERIFY(options->plays);
        QVERIFY(options->isClean);
        QCOMPARE(options->until->count(), Duration(41s).count());
        QCOMPARE(*options->theme, ThemeChoice::Dark);
        QCOMPARE(options->width, 1280);
        QCOMPARE(options->height, 720);
        QCOMPARE(options->screenshot, std::string("a.png"));
        QCOMPARE(options->file, std::string("buildup"));
    }
    void aFileMayLookLikeAnOption()
    {
        const auto options = parseOptions({ "--", "--play" });
        QVERIFY(options.hasValue());
        QCOMPARE(options->file, std::string("--play"));
        QVERIFY(!options->plays);
    }
    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const auto row
            = [](const char* name, QStringList arguments) { QTest::newRow(name) << arguments; };
        row("an unknown option", { QStringLiteral("--plya") });
        row("two files", { QStringLiteral("a"), QStringLiteral("b") });
        row("an unknown theme", { QStringLiteral("--theme"), QStringLiteral("pink") });
        row("no duration", { QStringLiteral("--until"), QStringLiteral("soon") });
        row("no size", { QStringLiteral("--size"), QStringLiteral("big") });
        row("a tiny size", { QStringLiteral("--size"), QStringLiteral("1x1") });
        row("a size with a tail", { QStringLiteral("--size"), QStringLiteral("800x600x2") });
        row("a value is missing", { QStringLiteral("--render") });
    }
    void nonsenseIsRefused()
    {
        QFETCH(QStringList, arguments);
        std::vector<std::string> given;
        for (const auto& argument : arguments)
            given.push_back(argument.toStdString());
        const auto options = parseOptions(given);
        QVERIFY(!options.hasValue());
        QCOMPARE(options.error().code, ErrorCode::Usage);
        QVERIFY(!options.error().message.empty());
        QVERIFY(options.error().message.find('\n') == std::string::npos);
    }
    void helpAndVersionAreAnswers()
    {
        const auto help = parseOptions({ "--help" });
        QVERIFY(help.hasValue());
        QVERIFY(help->answer.find("--render") != std::string::npos);
        const auto version = parseOptions({ "--version" });
        QVERIFY(version.hasValue());
        QVERIFY(version->answer.rfind("tickscope ", 0) == 0);
    }
    void themesHaveNames()
    {
        for (const auto choice :
            { ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector })
            QCOMPARE(*themeChoiceNamed(themeChoiceName(choice)), choice);
    }
};

QTEST_APPLESS_MAIN(TestOptions)
#include "tst_options.moc"
