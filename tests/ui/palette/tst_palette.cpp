// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/palette/command_palette.h"
#include "ui/palette/fuzzy.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>

#include <rapidcheck.h>

using namespace tickscope;

namespace {

int score(const char* typed, const char* text)
{
    return fuzzyScore(QString::fromLatin1(typed), QString::fromLatin1(text)).value_or(-1'000'000);
}

} // namespace

class TestPalette : public QObject
{
    Q_OBJECT

private slots:
    void lettersMustStandInTheirOrder()
    {
        QVERIFY(fuzzyScore(QStringLiteral("ade"), QStringLiteral("Add server")));
        QVERIFY(fuzzyScore(QStringLiteral("ADD  s"), QStringLiteral("Add server")));
        QVERIFY(!fuzzyScore(QStringLiteral("eda"), QStringLiteral("Add server")));
        QVERIFY(!fuzzyScore(QStringLiteral("addx"), QStringLiteral("Add server")));
        QVERIFY(fuzzyScore(QString(), QStringLiteral("Add server")));
        QVERIFY(!fuzzyScore(QStringLiteral("a"), QString()));
    }
    void whatBeginsWithItComesFirst()
    {
        QVERIFY(score("crash", "Crash poller_interval") > score("crash", "Armed, then crashed"));
    }
    void startsOfWordsCountMore()
    {
        QVERIFY(score("as", "Add server") > score("as", "Please"));
        QVERIFY(score("dark", "Dark") > score("dark", "Data marks"));
        QVERIFY(score("dark", "Dark") > score("dark", "Dark and light"));
    }
    void everyTextFitsItself()
    {
        QVERIFY(rc::check([] {
            const auto letters
                = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'z')));
            const auto text = QString::fromStdString(letters);
            RC_ASSERT(fuzzyScore(text, text).has_value());
            RC_ASSERT(fuzzyScore(text.left(1) + text.right(1).repeated(text.size() > 1), text)
                          .has_value());
            RC_ASSERT(!fuzzyScore(text + u'!', text).has_value());
        }));
    }
    void itHasEveryEntryOfTheMenus()
    {
        const WindowFixture fixture;
        CommandModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setCommands(commandsOf(*fixture.window->findChild<QMenuBar*>()));
        const int all = model.rowCount();
        QVERIFY(all > 40);
        model.setTyped(QStringLiteral("dark"));
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("Dark"));
        QCOMPARE(
            model.index(0).data(CommandModel::PathRole).toString(), QStringLiteral("View > Theme"));
        QVERIFY(model.rowCount() < all);
        model.setTyped(QStringLiteral("no such thing at all"));
        QCOMPARE(model.rowCount(), 0);
        model.setTyped(QString());
        QCOMPARE(model.rowCount(), all);
    }
    void aFewLettersAndEnterDoIt()
    {
        WindowFixture m;
        m.show();
        m.open("buildup");
        QTest::keyClick(m.window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto* palette = m.window->findChild<CommandPalette*>();
        QVERIFY(palette);
        auto* field = palette->findChild<QLineEdit*>();
        QTest::keyClicks(field, QStringLiteral("thda"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(m.themes.choice(), ThemeChoice::Dark);
        QVERIFY(!palette->isVisible());
    }
    void arrowsMoveAndWhatCannotBeDoneIsNotDone()
    {
        WindowFixture m;
        m.show();
        QTest::keyClick(m.window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto* palette = m.window->findChild<CommandPalette*>();
        auto* field = palette->findChild<QLineEdit*>();
        auto* list = palette->findChild<QListView*>();
        QTest::keyClick(field, Qt::Key_Down);
        QCOMPARE(list->currentIndex().row(), 1);
        QTest::keyClick(field, Qt::Key_Up);
        QTest::keyClick(field, Qt::Key_Up);
        QCOMPARE(list->currentIndex().row(), 0);
        QTest::keyClicks(field, QStringLiteral("duplicate"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(palette->isVisible());
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
