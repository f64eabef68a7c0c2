// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/presenter.h"
#include "ui/panels/problems_page.h"
#include "ui/panels/welcome_page.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/edit_field.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QAccessibleWidget>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>

#include <algorithm>

using namespace tickscope;

namespace {

QString nameOf(const QWidget* widget)
{
    auto* accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

/// What a person can reach with the Tab key or the mouse, parts of other controls left out.
QList<QWidget*> focusable(QWidget& root)
{
    QList<QWidget*> found;
    for (auto* widget : root.findChildren<QWidget*>()) {
        const bool isPart = widget->objectName().startsWith(QLatin1String("qt_"))
            || qobject_cast<QAbstractScrollArea*>(widget->parentWidget()) != nullptr
            || widget->parentWidget()->inherits("QComboBoxPrivateContainer")
            || widget->focusProxy() != nullptr;
        if (widget->focusPolicy() != Qt::NoFocus && !isPart)
            found << widget;
    }
    return found;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
    }
    void cleanup() { m.reset(); }

    void itBeginsWithTheWelcomePage()
    {
        QVERIFY(m->window->findChild<WelcomePage*>()->isVisible());
        QVERIFY(!m->window->findChild<TimelineView*>()->isVisible());
        for (const auto* dock : m->window->findChildren<QDockWidget*>())
            QVERIFY(!dock->isVisible());
    }
    void anInstantOpensFromTheMenu()
    {
        m->open("buildup");
        m->goTo(VirtualTime(21s));
        const auto actions = m->window->findChildren<QAction*>();
        const auto open = std::find_if(actions.begin(), actions.end(), [](const auto* action) {
            return action->text() == QStringLiteral("Open the instant");
        });
        QVERIFY(open != actions.end());
        (*open)->trigger();
        QVERIFY(m->window->findChild<TimelineView*>()->openBand() != nullptr);
    }
    void aScenarioIsOpenedPlayedEditedAndCancelled()
    {
        m->open("buildup");
        auto& controller = m->window->controller();
        QVERIFY(m->window->findChild<TimelineView*>()->isVisible());
        QTest::keyClick(m->window.get(), Qt::Key_Space);
        QCOMPARE(controller.state(), RunController::State::Playing);
        for (int i = 0; i < 125; ++i) {
            m->clock.advance(16ms);
            controller.frame();
        }
        QCOMPARE(toNs(controller.now()), toNs(VirtualTime(2s)));
        QTest::keyClick(m->window.get(), Qt::Key_Space);
        QCOMPARE(controller.state(), RunController::State::Paused);

        auto* inspector = m->window->findChild<InspectorPanel*>();
        EditField* interval = nullptr;
        for (auto* field : inspector->findChildren<EditField*>())
            if (field->accessibleName() == QStringLiteral("Interval"))
                interval = field;
        QVERIFY(interval);
        interval->setFocus();
        interval->selectAll();
        QTest::keyClicks(interval, QStringLiteral("10 s"));
        QTest::keyClick(interval, Qt::Key_Return);
        QCOMPARE(controller.run().actions().size(), std::size_t(1));

        for (auto* button : inspector->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Cancel"))
                QTest::mouseClick(button, Qt::LeftButton);
        bool isShown = false;
        for (const auto* label : inspector->findChildren<QLabel*>())
            isShown |= label->text() == QStringLiteral("cancel at 2.000 s: cancel_timer → 2999 ms");
        QVERIFY(isShown); // the events of 2 s had run: the edits came 1 and 2 ns later
        QVERIFY(m->window->document().isModified());
        QVERIFY(m->window->windowTitle().startsWith(QStringLiteral("Mailbox build-up*")));
    }
    void keysStepBackAndForward()
    {
        m->open("buildup");
        m->goTo(VirtualTime(7s));
        const auto size = m->window->controller().run().trace().size();
        QTest::keyClick(m->window.get(), Qt::Key_Right);
        settle(m->window->controller());
        const auto later = m->window->controller().run().trace().size();
        QVERIFY(later > size);
        QTest::keyClick(m->window.get(), Qt::Key_Left);
        settle(m->window->controller());
        QVERIFY(m->window->controller().run().trace().size() < later);
        QTest::keyClick(m->window.get(), Qt::Key_Home);
        settle(m->window->controller());
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(0));
    }
    void keysHalveAndDoubleTheSpeed()
    {
        m->open("buildup");
        QTest::keyClick(m->window.get(), Qt::Key_Greater);
        QCOMPARE(m->window->controller().speed(), 2.0);
        QTest::keyClick(m->window.get(), Qt::Key_Less);
        QTest::keyClick(m->window.get(), Qt::Key_Less);
        QCOMPARE(m->window->controller().speed(), 0.5);
    }
    void everyExampleOpensWithoutAMessage()
    {
        for (const auto& example : builtinScenarios()) {
            m->open(std::string(example.name).c_str());
            QCOMPARE(m->window->document().state(), Document::State::Scenario);
            QVERIFY2(!m->window->messageBar().isVisible(), example.name.data());
            m->goTo(VirtualTime(10s));
            m->window->grab();
        }
    }
    void aBrokenFileShowsItsProblems()
    {
        m->window->document().openText(QStringLiteral("format = 1\n[[server]]\nname = 5\n"), {},
            QStringLiteral("broken.toml"));
        QVERIFY(m->window->findChild<ProblemsPage*>()->isVisible());
        QVERIFY(m->window->findChild<ProblemsPage*>()->problemCount() > 0);
        m->open("buildup");
        QVERIFY(m->window->findChild<TimelineView*>()->isVisible());
    }
    void aMissingFileIsToldWithoutADialog()
    {
        m->open("buildup");
        m->window->openNamed(QStringLiteral("/nowhere/no-such.toml"));
        QVERIFY(m->window->messageBar().isVisible());
        QVERIFY(m->window->messageBar().text().contains(QStringLiteral("no-such.toml")));
        QVERIFY(!QApplication::activeModalWidget());
        QVERIFY(m->window->controller().hasRun());
    }
    void aChangedScenarioIsSetAsideAndComesBack()
    {
        m->open("buildup");
        m->goTo(VirtualTime(30s));
        Action action;
        action.server = "poller_interval";
        action.kind = ActionKind::Crash;
        m->window->document().act(action);
        m->open("countdown");
        QVERIFY(m->window->messageBar().isVisible());
        for (auto* button : m->window->messageBar().findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Bring back"))
                QTest::mouseClick(button, Qt::LeftButton);
        settle(m->window->controller());
        QCOMPARE(m->window->document().title(), QStringLiteral("Mailbox build-up"));
        QCOMPARE(m->window->controller().run().actions().size(), std::size_t(1));
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(30s + 1ns)));
    }
    void aDroppedFileIsOpened()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("dropped.toml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(findBuiltin("countdown")->text.data());
        file.close();
        QMimeData data;
        data.setUrls({ QUrl::fromLocalFile(path) });
        drop(data);
        QCOMPARE(m->window->document().path(), path);
        QCOMPARE(m->settings.recentFiles(), QStringList { path });
    }
    void aDroppedFolderIsRefusedInWords()
    {
        const QTemporaryDir folder;
        QMimeData data;
        data.setUrls({ QUrl::fromLocalFile(folder.path()) });
        drop(data);
        QVERIFY(m->window->messageBar().isVisible());
    }
    void everythingThatTakesTheFocusHasAName_data()
    {
        QTest::addColumn<QString>("page");
        QTest::newRow("welcome") << QStringLiteral("welcome");
        QTest::newRow("run") << QStringLiteral("run");
        QTest::newRow("problems") << QStringLiteral("problems");
    }
    void everythingThatTakesTheFocusHasAName()
    {
        QFETCH(QString, page);
        if (page == QStringLiteral("run"))
            m->open("buildup");
        if (page == QStringLiteral("problems"))
            m->window->document().openText(QStringLiteral("x"), {}, QStringLiteral("x.toml"));
        const auto widgets = focusable(*m->window);
        QVERIFY(widgets.size() > 20);
        for (const auto* widget : widgets)
            QVERIFY2(!nameOf(widget).isEmpty(),
                qPrintable(QStringLiteral("%1 in %2")
                               .arg(QString::fromLatin1(widget->metaObject()->className()),
                                   QString::fromLatin1(
                                       widget->parentWidget()->metaObject()->className()))));
    }
    void noKeyMeansTwoThings()
    {
        QHash<QString, QString> owners;
        for (const auto* action : m->window->actions()) {
            for (const auto& key : action->shortcuts()) {
                const auto text = key.toString();
                QVERIFY2(!owners.contains(text),
                    qPrintable(QStringLiteral("%1: %2 and %3")
                                   .arg(text, owners.value(text), action->text())));
                owners.insert(text, action->text());
            }
        }
        QVERIFY(owners.size() > 25);
    }
    void everyThemeAndSizeIsDrawn()
    {
        m->open("buildup-edited");
        m->goTo(VirtualTime(41s));
        for (const auto choice :
            { ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector }) {
            m->themes.setChoice(choice);
            for (const double scale : ThemeController::scaleSteps) {
                m->themes.setTextScale(scale);
                m->window->grab();
            }
        }
    }
    void theCaptionCutsNoSentence()
    {
        m->open("buildup");
        m->goTo(VirtualTime(41s));
        m->entry(QStringLiteral("Presenting"))->trigger();
        m->window->showNormal();
        m->window->resize(900, 700);
        auto* caption = m->window->findChild<PresenterCaption*>();
        const auto& log = m->window->controller().log().server(1);
        m->window->timeWindow().setSelection(Selection { 1, log.messages.at(3).number });
        QCoreApplication::processEvents();
        int lines = 0;
        for (const auto* label : caption->findChildren<QLabel*>()) {
            if (!label->isVisible())
                continue;
            QVERIFY(label->heightForWidth(label->width()) <= label->height()
                || label->sizeHint().width() <= label->width());
            lines += label->height() / label->fontMetrics().height();
        }
        QCOMPARE(lines, 2);
    }
    void presentingShowsTheLanesAlone()
    {
        m->open("buildup");
        m->entry(QStringLiteral("Presenting"))->trigger();
        QVERIFY(m->window->findChild<TimelineView*>()->isVisible());
        QVERIFY(!m->window->findChild<InspectorPanel*>()->isVisible());
        QVERIFY(!m->window->findChild<QMenuBar*>()->isVisible());
        const auto* timeline = m->window->findChild<TimelineView*>();
        QVERIFY(!timeline->parts().hasWholeRun && !timeline->parts().hasAddServer);
        QTest::keyClick(m->window.get(), Qt::Key_Escape);
        QVERIFY(timeline->parts().hasWholeRun && timeline->parts().hasAddServer);
        QVERIFY(m->window->findChild<InspectorPanel*>()->isVisible());
        QVERIFY(m->window->findChild<QMenuBar*>()->isVisible());
    }
    void aNarrowWindowGivesTheRoomToTheLanes()
    {
        m->open("buildup");
        m->window->resize(1000, 700);
        QTRY_VERIFY(!m->window->findChild<InspectorPanel*>()->isVisible());
        QVERIFY(m->window->findChild<TimelineView*>()->width() >= 560);
        m->window->resize(1400, 900);
        QTRY_VERIFY(m->window->findChild<InspectorPanel*>()->isVisible());
    }
    void aServerIsAddedDuplicatedAndRemoved()
    {
        m->open("buildup");
        m->goTo(VirtualTime(12s));
        m->addServer(QStringLiteral("Poller"));
        settle(m->window->controller());
        QCOMPARE(m->window->controller().run().serverCount(), std::size_t(5));
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(12s)));
        m->entry(QStringLiteral("Duplicate server"))->trigger();
        settle(m->window->controller());
        QCOMPARE(m->window->controller().run().serverCount(), std::size_t(6));
        m->entry(QStringLiteral("Remove server"))->trigger();
        settle(m->window->controller());
        QCOMPARE(m->window->controller().run().serverCount(), std::size_t(5));
        for (int i = 0; i < 3; ++i) {
            m->window->document().history().undo();
            settle(m->window->controller());
        }
        QCOMPARE(m->window->controller().run().serverCount(), std::size_t(4));
        QVERIFY(!m->window->document().isModified());
    }
    void theFullSpeedLeavesTimeForInput()
    {
        // A frame looks at the clock between pieces; with 100 us a look it must end in 10 ms.
        m->window->document().openText(
            QStringLiteral("format = 1\nduration = \"1h\"\n[[server]]\nname = \"busy\"\n"
                           "schedule = \"before_work\"\ninterval = \"1us\"\n"),
            {}, QStringLiteral("busy.toml"));
        settle(m->window->controller());
        m->window->controller().setSpeed(maxSpeed);
        m->window->controller().play();
        m->clock.setPerLook(100us);
        const auto before = m->clock.now();
        m->window->controller().frame();
        QVERIFY(m->clock.now() - before < 30ms);
        m->window->controller().pause();
    }

private:
    void drop(const QMimeData& data)
    {
        QDragEnterEvent enter({ 10, 10 }, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m->window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({ 10, 10 }, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m->window.get(), &drop);
    }

    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
