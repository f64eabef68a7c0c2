// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/models/ticks_model.h"
#include "ui/panels/words_panel.h"
#include "ui/window/workspace.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDockWidget>
#include <QTableView>

using namespace tickscope;

class TestWorkspaces : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
        m->goTo(VirtualTime(41s));
    }
    void cleanup() { m.reset(); }

    void namesOfWorkspacesAreReadBack()
    {
        for (const auto workspace : workspaces)
            QCOMPARE(workspaceOf(workspaceKey(workspace)), workspace);
        QCOMPARE(workspaceOf(QStringLiteral("nonsense")), Workspace::Explore);
    }
    void eachWorkspaceShowsItsDocks()
    {
        m->entry(QStringLiteral("Teach"))->trigger();
        QVERIFY(!dock("servers")->isVisible());
        QVERIFY(!dock("log")->isVisible());
        QVERIFY(dock("charts")->isVisible());
        m->entry(QStringLiteral("Debug"))->trigger();
        QVERIFY(dock("servers")->isVisible());
        QVERIFY(dock("log")->width() > dock("charts")->width());
        m->entry(QStringLiteral("Explore"))->trigger();
        QVERIFY(dock("log")->width() < dock("charts")->width());
        QCOMPARE(m->settings.workspace(), QStringLiteral("explore"));
    }
    void eachWorkspaceKeepsItsOwnChanges()
    {
        dock("log")->hide();
        m->entry(QStringLiteral("Debug"))->trigger();
        QVERIFY(dock("log")->isVisible());
        m->entry(QStringLiteral("Explore"))->trigger();
        QVERIFY(!dock("log")->isVisible());
        m->entry(QStringLiteral("Reset layout"))->trigger();
        QVERIFY(dock("log")->isVisible());
    }
    void whatWasOpenComesBack()
    {
        m->window->close();
        QCOMPARE(m->settings.lastFile(), QStringLiteral("buildup"));
        MainWindow again(m->clock, m->themes, m->settings);
        QVERIFY(again.openLast());
        settle(again.controller());
        QCOMPARE(toNs(again.controller().now()), std::int64_t(41'000'000'000));
        QCOMPARE(again.document().name(), QStringLiteral("buildup.toml"));
    }
    void whatIsGoneDoesNotComeBack()
    {
        m->settings.setLast(QStringLiteral("/nowhere/gone.toml"), 5);
        QVERIFY(!m->window->openLast());
        Settings clean(Settings::Storage::Memory);
        MainWindow fresh(m->clock, m->themes, clean);
        QVERIFY(!fresh.openLast());
    }
    void serversChangePlacesAndCanBeUndone()
    {
        m->window->timeWindow().setSelection(Selection { 1, 0 });
        QTest::keyClick(m->window.get(), Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        settle(m->window->controller());
        QCOMPARE(m->window->controller().run().processNames()[0], std::string("poller_interval"));
        QCOMPARE(m->window->timeWindow().selection()->server, 0U);
        QTest::keyClick(m->window.get(), Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        settle(m->window->controller());
        QCOMPARE(m->window->document().history().count(), 1);
        m->window->document().history().undo();
        settle(m->window->controller());
        QCOMPARE(m->window->controller().run().processNames()[0], std::string("poller_after"));
    }
    void reducedMotionIsRemembered()
    {
        m->entry(QStringLiteral("Reduced motion"))->trigger();
        QVERIFY(m->settings.reducedMotion());
    }
    void theRunIsToldInWords()
    {
        QTest::keyClick(m->window.get(), Qt::Key_3, Qt::AltModifier);
        auto* words = m->window->findChild<WordsPanel*>();
        QVERIFY(words->isVisible());
        QVERIFY(words->text().startsWith(QStringLiteral("At 41.000 s of 60.000 s.")));
        QVERIFY(words->text().contains(
            QStringLiteral("poller_interval: Working on tick 5 for 4.000 s, 3 messages waiting.")));
        QVERIFY(words->text().contains(QStringLiteral("Utilisation. poller_after")));
        QCOMPARE(words->model().rowCount(), 3);
        m->window->timeWindow().setSelection(Selection { 1, 0 });
        QCOMPARE(words->model().rowCount(), 8);
        QVERIFY(words->text().contains(
            QStringLiteral("Utilisation. poller_interval from 0.000 to 41.000 s")));
    }
    void ticksAreATable()
    {
        TicksModel model(m->window->controller());
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.show(1, { 0, 60'000'000'000 });
        QCOMPARE(model.rowCount(), 8);
        const auto text
            = [&model](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(3, TicksModel::TickColumn), QStringLiteral("4"));
        QCOMPARE(text(3, TicksModel::DueColumn), QStringLiteral("20.000"));
        QCOMPARE(text(3, TicksModel::StartedColumn), QStringLiteral("29.000"));
        QCOMPARE(text(3, TicksModel::LateColumn), QStringLiteral("9.000"));
        QCOMPARE(text(3, TicksModel::WorkColumn), QStringLiteral("8.000"));
        QCOMPARE(text(3, TicksModel::OutcomeColumn), QStringLiteral("ok"));
        QCOMPARE(text(7, TicksModel::StartedColumn), QString());
        QCOMPARE(text(7, TicksModel::OutcomeColumn), QStringLiteral("waiting"));
        model.show(1, { 11'000'000'000, 21'000'000'000 });
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(!model.isCut());
        model.show(99, { 0, 1 });
        QCOMPARE(model.rowCount(), 0);
    }

private:
    QDockWidget* dock(const char* name) const
    {
        return m->window->findChild<QDockWidget*>(QString::fromLatin1(name));
    }

    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWorkspaces)
#include "tst_workspaces.moc"
