// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/document/line_splice.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/scenario_text_panel.h"
#include "ui/panels/source_text.h"
#include "ui/widgets/edit_field.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QPushButton>
#include <QTextBlock>
#include <QTextLayout>
#include <QUndoStack>

using namespace tickscope;

namespace {

const QString text = QStringLiteral("# by hand\n"
                                    "format = 1\n"
                                    "title = \"Two\" # ways\n"
                                    "\n"
                                    "[[server]]\n"
                                    "name = \"poller\"\n"
                                    "interval = \"5s\"  # slow\n"
                                    "work = \"1s\"\n");

} // namespace

/// Text and form are two views of one document.
class TestWindowText : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->window->resize(1280, 720);
        m->show();
        m->window->document().openText(text, {}, QStringLiteral("two.toml"));
        settle(m->window->controller());
        m->goTo(VirtualTime(12s));
        for (auto* one : m->window->findChildren<QPushButton*>())
            if (one->text() == QStringLiteral("As text"))
                QTest::mouseClick(one, Qt::LeftButton);
        QApplication::processEvents();
        QVERIFY(panel().isVisible());
        QCOMPARE(source().toPlainText(), text);
        source().setFocus();
    }
    void cleanup() { m.reset(); }

    void typingAValidTextUpdatesFormAndRun()
    {
        retype(QStringLiteral("\"5s\""), QStringLiteral("\"3s\""));
        QTRY_COMPARE(scenario().servers[0].interval.count(), Duration(3s).count());
        settle(m->window->controller());
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(12s)));
        QCOMPARE(field(QStringLiteral("Interval"))->text(), QStringLiteral("3 s"));
        QCOMPARE(m->window->focusWidget(), &source());
    }
    void anInvalidTextKeepsTheLastGoodScenario()
    {
        retype(QStringLiteral("\"5s\""), QStringLiteral("\"5 sec\""));
        QTRY_VERIFY(m->window->document().isHeldUp());
        QVERIFY(m->window->controller().hasRun());
        QCOMPARE(scenario().servers[0].interval.count(), Duration(5s).count());
        QVERIFY2(panel().words().contains(QStringLiteral("Line 7: ")), qPrintable(panel().words()));
        QVERIFY(panel().words().contains(
            QStringLiteral("The run is still that of the last text without errors.")));
        QCOMPARE(m->window->document().textNow(), source().toPlainText());
        // A form cannot change a text that cannot be read: that is said, and nothing is lost.
        typeInto(QStringLiteral("Interval"), QStringLiteral("9 s"));
        QCOMPARE(scenario().servers[0].interval.count(), Duration(5s).count());
        QVERIFY(m->window->messageBar().isVisible());
        QVERIFY(source().toPlainText().contains(QStringLiteral("\"5 sec\"")));
    }
    void aProblemStandsBesideItsLine()
    {
        retype(QStringLiteral("\"5s\""), QStringLiteral("\"5 sec\""));
        QTRY_VERIFY(m->window->document().isHeldUp());
        QApplication::processEvents();
        const auto found = source().document()->find(QStringLiteral("# slow"));
        const int right = source().cursorRect(found).right() + 4;
        const int top = source().cursorRect(found).top(),
                  bottom = source().cursorRect(found).bottom();
        const auto picture = source().viewport()->grab().toImage();
        const auto error = m->themes.theme().error;
        QVERIFY(right < picture.width());
        int coloured = 0, elsewhere = 0;
        for (int x = right; x < picture.width(); ++x)
            for (int y = 0; y < picture.height(); ++y)
                if (picture.pixelColor(x, y) == error)
                    ++(y >= top - 2 && y <= bottom + 2 ? coloured : elsewhere);
        QVERIFY2(coloured > 20, qPrintable(QString::number(coloured)));
        QCOMPARE(elsewhere, 0);
    }
    void anotherLookIsNoEdit()
    {
        // The page for the text has never been seen in this window.
        WindowFixture fresh;
        fresh.show();
        fresh.open("buildup");
        auto& text = fresh.window->findChild<ScenarioTextPanel*>()->source();
        fresh.themes.setTextScale(1.5);
        fresh.themes.setChoice(ThemeChoice::Dark);
        QApplication::processEvents();
        emit text.shortcutComing(); // what was typed is to be in the document now
        QVERIFY(!fresh.window->document().isModified());
        QVERIFY(!fresh.window->document().isHeldUp());
    }
    void theButtonSolvesTheProblem()
    {
        retype(QStringLiteral("\"5s\""), QStringLiteral("\"5 sec\""));
        QTRY_VERIFY(m->window->document().isHeldUp());
        auto* solution = panel().findChild<QPushButton*>();
        QTRY_VERIFY(solution->isVisible());
        QTest::mouseClick(solution, Qt::LeftButton);
        QVERIFY(!m->window->document().isHeldUp());
        QCOMPARE(source().toPlainText(), text);
    }
    void undoWorksAcrossTextAndForm()
    {
        const auto interval = [this] { return scenario().servers[0].interval.count(); };
        retype(QStringLiteral("# slow"), QStringLiteral("# slower"));
        QTRY_VERIFY(m->window->document().textNow().contains(QStringLiteral("# slower")));
        m->goTo(VirtualTime {});
        typeInto(QStringLiteral("Interval"), QStringLiteral("7 s"));
        QCOMPARE(interval(), Duration(7s).count());
        QVERIFY(source().toPlainText().contains(QStringLiteral("interval = \"7s\"  # slower")));
        source().setFocus();
        retype(QStringLiteral("\"7s\""), QStringLiteral("\"8s\""));
        QTest::keyClick(&source(), Qt::Key_Z, Qt::ControlModifier);
        settle(m->window->controller());
        QCOMPARE(interval(), Duration(7s).count());
        QVERIFY(source().toPlainText().contains(QStringLiteral("\"7s\"")));
        QTest::keyClick(&source(), Qt::Key_Z, Qt::ControlModifier);
        settle(m->window->controller());
        QCOMPARE(interval(), Duration(5s).count());
        QVERIFY(source().toPlainText().contains(QStringLiteral("\"5s\"  # slower")));
        QTest::keyClick(&source(), Qt::Key_Z, Qt::ControlModifier);
        settle(m->window->controller());
        QCOMPARE(source().toPlainText(), text);
        QVERIFY(!m->window->document().isModified() || m->window->document().textNow() == text);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(&source(), Qt::Key_Y, Qt::ControlModifier);
        settle(m->window->controller());
        QCOMPARE(interval(), Duration(8s).count());
        QVERIFY(source().toPlainText().contains(QStringLiteral("\"8s\"  # slower")));
    }
    void aCrashInTheRunAppearsInTheText()
    {
        for (auto* one : m->window->findChildren<QPushButton*>())
            if (one->text() == QStringLiteral("Crash"))
                QTest::mouseClick(one, Qt::LeftButton);
        QVERIFY(source().toPlainText().startsWith(text));
        QVERIFY(source().toPlainText().contains(QStringLiteral("do = \"crash\"")));
    }
    void theTextIsHighlighted()
    {
        const auto formats = [this](int line) {
            return source().document()->findBlockByNumber(line).layout()->formats();
        };
        QCOMPARE(formats(0).first().format.foreground().color(), m->themes.theme().comment);
        QCOMPARE(formats(4).first().format.foreground().color(), m->themes.theme().keyword);
        QCOMPARE(formats(5).first().format.foreground().color(), m->themes.theme().key);
        QCOMPARE(formats(5).last().format.foreground().color(), m->themes.theme().string);
    }
    void keysAreCompleted()
    {
        auto cursor = source().textCursor();
        cursor.movePosition(QTextCursor::End);
        source().setTextCursor(cursor);
        QTest::keyClicks(&source(), QStringLiteral("res"));
        auto* popup = source().findChild<QCompleter*>()->popup();
        QVERIFY(popup->isVisible());
        QCOMPARE(popup->currentIndex().data().toString(), QStringLiteral("restart"));
        QTest::keyClick(popup, Qt::Key_Return);
        QVERIFY2(source().toPlainText().endsWith(QStringLiteral("\nrestart = ")),
            qPrintable(source().toPlainText()));
        QTest::keyClicks(&source(), QStringLiteral("\"tr"));
        QVERIFY(popup->isVisible());
        QTest::keyClick(popup, Qt::Key_Return);
        QVERIFY2(source().toPlainText().endsWith(QStringLiteral("restart = \"transient\"")),
            qPrintable(source().toPlainText()));
        QTRY_VERIFY(scenario().servers[0].restart == RestartKind::Transient);
    }
    void escapeClosesTheCompletionsAlone()
    {
        auto cursor = source().textCursor();
        cursor.movePosition(QTextCursor::End);
        source().setTextCursor(cursor);
        QTest::keyClick(&source(), Qt::Key_Space, Qt::ControlModifier);
        auto* popup = source().findChild<QCompleter*>()->popup();
        QVERIFY(popup->isVisible());
        QTest::keyClick(popup, Qt::Key_Escape);
        QVERIFY(!popup->isVisible());
        QCOMPARE(source().toPlainText(), text);
    }
    void spaceIsASpaceInTheText()
    {
        QTest::keyClick(&source(), Qt::Key_Space);
        QCOMPARE(m->window->controller().state(), RunController::State::Paused);
        QCOMPARE(source().toPlainText().size(), text.size() + 1);
    }
    void savingWritesWhatWasJustTyped()
    {
        retype(QStringLiteral("# by hand"), QStringLiteral("# by two hands"));
        QTest::keyClick(&source(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(m->window->document().textNow().startsWith(QStringLiteral("# by two hands")));
    }
    void linesThatAreTheSameKeepTheirBytes_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("edited");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("line ends") << QByteArray("a\r\nb\r\nc\r\n") << "a\nB\nc\n"
                                   << QByteArray("a\r\nB\r\nc\r\n");
        QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                         "a\n")
                                           << "a\nb\n"
                                           << QByteArray("\xEF\xBB\xBF"
                                                         "a\nb\n");
        QTest::newRow("a no-break space") << QByteArray("# a\xC2\xA0"
                                                        "b\nc\n")
                                          << "# a b\nz\n"
                                          << QByteArray("# a\xC2\xA0"
                                                        "b\nz\n");
        QTest::newRow("no last line end")
            << QByteArray("a\nb") << "a\nb\nc" << QByteArray("a\nb\nc");
        QTest::newRow("mixed ends") << QByteArray("a\nb\r\nc\n") << "a\nb\nz\n"
                                    << QByteArray("a\nb\r\nz\n");
        QTest::newRow("nothing left") << QByteArray("a\r\nb\r\n") << "" << QByteArray("");
        QTest::newRow("from nothing") << QByteArray("") << "a\nb" << QByteArray("a\nb");
        QTest::newRow("the same line twice") << QByteArray("a\r\na\r\n") << "a\na\na\n"
                                             << QByteArray("a\r\na\r\na\r\n");
    }
    void linesThatAreTheSameKeepTheirBytes()
    {
        QFETCH(QByteArray, before);
        QFETCH(QString, edited);
        QFETCH(QByteArray, after);
        QCOMPARE(spliced(before, edited), after);
    }

private:
    ScenarioTextPanel& panel() { return *m->window->findChild<ScenarioTextPanel*>(); }
    SourceText& source() { return panel().source(); }
    Scenario scenario() { return m->window->controller().run().scenarioWithActions(); }
    EditField* field(const QString& name)
    {
        for (auto* one : m->window->findChildren<EditField*>())
            if (one->accessibleName() == name && one->isVisible())
                return one;
        return nullptr;
    }
    void typeInto(const QString& name, const QString& words)
    {
        auto* one = field(name);
        one->setFocus();
        one->selectAll();
        QTest::keyClicks(one, words);
        QTest::keyClick(one, Qt::Key_Return);
        settle(m->window->controller());
    }
    /// Selects a piece of the text and types over it.
    void retype(const QString& before, const QString& after)
    {
        const auto found = source().document()->find(before);
        QVERIFY2(!found.isNull(), qPrintable(before));
        source().setTextCursor(found);
        QTest::keyClicks(&source(), after);
    }

    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWindowText)
#include "tst_window_text.moc"
