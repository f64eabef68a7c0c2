// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/comparison/comparison_model.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/chip.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QTableView>

using namespace tickscope;

class TestComparisonPanel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->window->findChild<TimelineView*>()->setReducedMotion(true);
        m->open("buildup");
        m->goTo(VirtualTime(41s));
        QTest::keyClick(m->window.get(), Qt::Key_2, Qt::AltModifier);
        m_panel = m->window->findChild<ComparisonPanel*>();
        m_table = m_panel->findChild<QTableView*>();
    }
    void cleanup() { m.reset(); }

    void aKeyOpensItWithTheFirstTwoServers()
    {
        QVERIFY(m_panel->isVisible());
        QCOMPARE(m_panel->model().columnCount(), 2);
        QCOMPARE(m_panel->findChildren<Chip*>().size(), 2);
    }
    void aClickOnACellShowsItOnTheLanes()
    {
        const auto index = cell(ComparisonRow::BuildUp, 1);
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {},
            m_table->visualRect(index).topLeft() + QPoint(20, 12));
        const auto span = m->window->timeWindow().span();
        QVERIFY(span.contains(40'000'000'000));
        QVERIFY(span.length() < 60'000'000'000);
        QCOMPARE(m->window->timeWindow().selection()->server, 1U);
    }
    void enterShowsACellToo()
    {
        m_table->setCurrentIndex(cell(ComparisonRow::Work, 1));
        QTest::keyClick(m_table, Qt::Key_Return);
        QVERIFY(m->window->timeWindow().selection()->message != 0);
        QVERIFY(m->window->timeWindow().span().length() < 60'000'000'000);
    }
    void aKeyTriesWhatACellOffers()
    {
        m_table->setCurrentIndex(cell(ComparisonRow::Cancellation, 0));
        QTest::keyClick(m_table, Qt::Key_T);
        const auto& actions = m->window->controller().run().actions();
        QCOMPARE(actions.size(), std::size_t(1));
        QCOMPARE(actions.front().kind, ActionKind::Cancel);
        QVERIFY(m->window->document().isModified());
        QVERIFY(cell(ComparisonRow::Cancellation, 0)
                    .data()
                    .toString()
                    .startsWith(QStringLiteral("Asked at 41.000 s, handled at once")));
    }
    void aChipTakesItsServerOut()
    {
        QTest::mouseClick(m_panel->findChildren<Chip*>().front(), Qt::LeftButton);
        QTRY_COMPARE(m_panel->model().columnCount(), 1);
        QCOMPARE(m_panel->model().server(0), 1U);
    }
    void theTableIsCopied()
    {
        for (auto* button : m_panel->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Copy table"))
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().contains(
            QStringLiteral("8.000 s start to start")));
    }
    void itFollowsTheRun()
    {
        m->goTo(VirtualTime(10s));
        QVERIFY(cell(ComparisonRow::Scheduling, 1)
                    .data()
                    .toString()
                    .startsWith(QStringLiteral("No period yet")));
    }
    void closingTheScenarioEmptiesIt()
    {
        QTest::keyClick(m->window.get(), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(m_panel->model().columnCount(), 0);
        QVERIFY(m_panel->findChildren<Chip*>(QString(), Qt::FindDirectChildrenOnly).isEmpty());
        m->open("buildup");
        QCOMPARE(m_panel->model().columnCount(), 2);
    }
    void oneServerAloneIsToldSo()
    {
        m->window->document().openText(
            QStringLiteral("format = 1\n[[server]]\nname = \"alone\"\nkind = \"poller\"\n"
                           "interval = \"5s\"\n"),
            {}, QStringLiteral("alone.toml"));
        settle(m->window->controller());
        QCOMPARE(m->window->controller().run().serverCount(), std::size_t(1));
        QVERIFY(m_panel->isVisible());
        QVERIFY(!m_table->isVisible());
    }

private:
    QModelIndex cell(ComparisonRow row, int column) const
    {
        return m_panel->model().index(int(row), column);
    }

    std::unique_ptr<WindowFixture> m;
    ComparisonPanel* m_panel = nullptr;
    QTableView* m_table = nullptr;
};

QTEST_MAIN(TestComparisonPanel)
#include "tst_comparison_panel.moc"
