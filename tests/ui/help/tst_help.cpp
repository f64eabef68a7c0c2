// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/record.h"
#include "core/scenario/keys.h"
#include "core/trace/events.h"
#include "core/trace/expectation.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/help/help_pages.h"
#include "ui/help/help_window.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>
#include <QTextBrowser>

#include <algorithm>

using namespace tickscope;

namespace {

QString textOf(const QString& name)
{
    const auto pages = helpPages({ timelineKeys() });
    const auto found = std::ranges::find(pages, name, &HelpPage::name);
    return found == pages.end() ? QString() : found->text;
}

/// The names that stand as code in the first column of the page's tables.
QStringList firstColumn(const QString& text)
{
    static const QRegularExpression code(QStringLiteral("`([^`]+)`"));
    QStringList names;
    for (const auto& line : text.split(u'\n')) {
        if (!line.startsWith(QLatin1String("| ")))
            continue;
        for (auto each = code.globalMatch(line.section(u'|', 1, 1)); each.hasNext();)
            names << each.next().captured(1);
    }
    return names;
}

QString fromText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QStringList sorted(QStringList names)
{
    names.removeDuplicates();
    names.sort();
    return names;
}

} // namespace

class TestHelp : public QObject
{
    Q_OBJECT

private slots:
    void everyPageIsThereWithATitle()
    {
        for (const auto& page : helpPages({})) {
            QVERIFY2(page.text.size() > 20 || page.name == u"keys.md", qPrintable(page.name));
            QVERIFY2(!page.title.isEmpty() && !page.title.contains(u'#'), qPrintable(page.name));
        }
    }
    void everyLinkLeadsToAPage()
    {
        const auto pages = helpPages({});
        static const QRegularExpression link(QStringLiteral("\\]\\(([^)]+)\\)"));
        int links = 0;
        for (const auto& page : pages) {
            for (auto each = link.globalMatch(page.text); each.hasNext();) {
                const auto target = each.next().captured(1);
                if (target.contains(u"://"))
                    continue;
                ++links;
                const auto name = linkedPage(page.name, target);
                QVERIFY2(std::ranges::count(pages, name, &HelpPage::name) == 1,
                    qPrintable(page.name + QLatin1String(" -> ") + target));
            }
        }
        QVERIFY(links > 15);
    }
    void everyStatisticIsTold()
    {
        QStringList paths;
        for (const auto& path : serverExpectationPaths())
            paths << fromText(path.path);
        for (const auto& path : runExpectationPaths())
            paths << fromText(path.path);
        QCOMPARE(sorted(firstColumn(textOf(QStringLiteral("statistics.md")))), sorted(paths));
    }
    void everyEventIsTold()
    {
        QStringList events;
        for (int event = 0; event <= int(lastEvent); ++event)
            events << QString::fromLatin1(toText(static_cast<Event>(event)));
        QCOMPARE(sorted(firstColumn(textOf(QStringLiteral("events.md")))), sorted(events));
    }
    void everyKeyOfAFileIsTold()
    {
        QStringList keys;
        for (const auto& key : keyTable)
            keys << fromText(key.name);
        QCOMPARE(sorted(firstColumn(textOf(QStringLiteral("scenario.md")))), sorted(keys));
    }
    void everyShortcutOfTheWindowIsTold()
    {
        WindowFixture fixture;
        fixture.show();
        fixture.open("buildup");
        QTest::keyClick(fixture.window.get(), Qt::Key_F1);
        auto* help = fixture.window->findChild<HelpWindow*>();
        QVERIFY(help);
        help->openPage(QStringLiteral("keys.md"));
        const auto text = help->findChild<QTextBrowser*>()->toPlainText();
        int told = 0;
        for (const auto* action : fixture.window->actions()) {
            for (const auto& key : action->shortcuts()) {
                const auto keys = key.toString(QKeySequence::NativeText);
                QVERIFY2(text.contains(keys), qPrintable(keys));
                ++told;
            }
        }
        QVERIFY(told > 30);
    }

    void f1OpensThePageOfWhatHasTheFocus_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("page");
        QTest::newRow("lanes") << QString() << QStringLiteral("lanes.md");
        QTest::newRow("inspector") << QStringLiteral("inspector") << QStringLiteral("inspector.md");
        QTest::newRow("log") << QStringLiteral("log") << QStringLiteral("log.md");
    }
    void f1OpensThePageOfWhatHasTheFocus()
    {
        QFETCH(QString, part);
        QFETCH(QString, page);
        WindowFixture fixture;
        fixture.show();
        fixture.open("buildup");
        if (!part.isEmpty()) {
            auto* dock = fixture.window->findChild<QWidget*>(part);
            QVERIFY(dock);
            auto* first = dock->nextInFocusChain();
            while (!dock->isAncestorOf(first) || first->focusPolicy() == Qt::NoFocus
                || !first->isVisible())
                first = first->nextInFocusChain();
            first->setFocus();
        }
        QApplication::processEvents();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F1);
        auto* help = fixture.window->findChild<HelpWindow*>();
        QVERIFY(help);
        QCOMPARE(help->currentPage(), page);
        QTest::keyClick(help, Qt::Key_Escape);
        QVERIFY(!help->isVisible());
        QTest::keyClick(fixture.window.get(), Qt::Key_F1);
        QCOMPARE(fixture.window->findChildren<HelpWindow*>().size(), qsizetype(1));
    }

    void wordsFindPages()
    {
        HelpWindow help(helpPages({}), m_themes, nullptr);
        help.show();
        auto* field = help.findChild<QLineEdit*>();
        auto* index = help.findChild<QListWidget*>();
        const int all = index->count();
        QTest::keyClick(&help, Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(field, QStringLiteral("statistic"));
        QVERIFY(index->count() > 0 && index->count() < all);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(help.currentPage(), QStringLiteral("statistics.md")); // as its title has the word
        auto* page = help.findChild<QTextBrowser*>();
        QVERIFY(!page->extraSelections().isEmpty());
        QTest::keyClicks(field, QStringLiteral(" qqq"));
        QCOMPARE(index->count(), 1);
        QCOMPARE(index->item(0)->flags(), Qt::NoItemFlags);
    }
    void aPageOpensAtItsTop()
    {
        HelpWindow help(helpPages({}), m_themes, nullptr);
        help.openPage(QStringLiteral("lanes.md"));
        help.show();
        QVERIFY(QTest::qWaitForWindowExposed(&help));
        const auto* bar = help.findChild<QTextBrowser*>()->verticalScrollBar();
        QVERIFY(bar->maximum() > 0);
        QCOMPARE(bar->value(), 0);
    }
    void backAndForwardGoThroughThePages()
    {
        HelpWindow help(helpPages({}), m_themes, nullptr);
        help.show();
        QVERIFY(QTest::qWaitForWindowActive(&help));
        help.openPage(QStringLiteral("start.md"));
        help.openPage(QStringLiteral("lanes.md"));
        emit help.findChild<QTextBrowser*>()->anchorClicked(QUrl(QStringLiteral("nowhere.md")));
        QCOMPARE(help.currentPage(), QStringLiteral("start.md")); // a link into nothing goes home
        QTest::keyClick(&help, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(help.currentPage(), QStringLiteral("lanes.md"));
        QTest::keyClick(&help, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(help.currentPage(), QStringLiteral("start.md"));
        QTest::keyClick(&help, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(help.currentPage(), QStringLiteral("start.md"));
        QTest::keyClick(&help, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(help.currentPage(), QStringLiteral("lanes.md"));
    }

private:
    ThemeController m_themes;
};

QTEST_MAIN(TestHelp)
#include "tst_help.moc"
