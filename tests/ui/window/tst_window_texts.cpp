// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/text_recorder.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/charts/plot_view.h"
#include "ui/models/event_log_model.h"
#include "ui/panels/event_log_panel.h"
#include "ui/panels/filter_bar.h"
#include "ui/panels/measured_panel.h"
#include "ui/panels/readout_strip.h"
#include "ui/panels/verdict_card.h"
#include "ui/source/code_view.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/tab_panel.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

#include <map>

using namespace tickscope;

namespace {

/// The texts of a widget alone, in its own coordinates.
std::vector<PaintedText> recordedTexts(QWidget& widget)
{
    TextRecorder recorder(widget.size());
    widget.render(&recorder, {}, {}, QWidget::DrawWindowBackground);
    return recorder.texts();
}

/// Whether a person scrolls to see the rest.
bool isScrolled(const QWidget& widget)
{
    for (const auto* parent = &widget; parent; parent = parent->parentWidget())
        if (qobject_cast<const QAbstractScrollArea*>(parent->parentWidget()))
            return true;
    return false;
}

} // namespace

/// What stands in the window can be read: at every size of the window and of the text.
class TestWindowTexts : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
        m->window->timeWindow().setSelection(Selection { 1, 0 });
    }
    void cleanup() { m.reset(); }

    void atFirstTheStoryIsSeen()
    {
        m->window->resizeAtFirst({ 1280, 720 });
        m->window->timeWindow().setSelection(Selection { 0, 0 });
        m->window->selectWorst();
        m->goTo(VirtualTime(60s));
        QApplication::processEvents();
        QCOMPARE(m->window->timeWindow().selection()->server, 1U); // its mailbox grows
        // The lane is whole, its work strip included.
        auto& lanes = *m->window->findChild<TimelineView*>();
        const auto& theme = m->themes.theme();
        const double room = lanes.height() - theme.metrics.wholeRun - theme.metrics.ruler;
        QVERIFY(room >= 96 + 152);
        // The verdict is, and stands where nothing scrolls.
        auto& verdict = *m->window->findChild<VerdictCard*>();
        QCOMPARE(verdict.title(), QStringLiteral("Mailbox grows"));
        QVERIFY(!isScrolled(verdict));
        QCOMPARE(verdict.visibleRegion().boundingRect().size(), verdict.size());
        auto& readout = *m->window->findChild<ReadoutStrip*>();
        QCOMPARE(readout.visibleRegion().boundingRect().size(), readout.size());
        const auto* table = m->window->findChild<MeasuredPanel*>()->findChild<QTableView*>();
        QCOMPARE(table->verticalHeader()->sectionSize(0), 22);
        for (auto* tabs : m->window->findChildren<TabPanel*>())
            QVERIFY(!tabs->isOpen());
    }
    void chartsAndLogOpenTogether()
    {
        m->window->resizeAtFirst({ 1280, 720 });
        m->entry(QStringLiteral("Event log"))->trigger();
        for (auto* tabs : m->window->findChildren<TabPanel*>())
            QVERIFY(tabs->isOpen());
        QApplication::processEvents();
        QTRY_VERIFY(m->window->findChild<TabPanel*>()->height() > 120);
    }
    void theLogNamesItsServerWhereThereIsRoom()
    {
        m->window->resizeAtFirst({ 2560, 1080 }); // the source takes its part
        m->entry(QStringLiteral("Event log"))->trigger();
        m->goTo(VirtualTime(41s));
        QApplication::processEvents();
        QApplication::processEvents();
        auto* log = m->window->findChild<EventLogPanel*>();
        QCOMPARE(log->filterBar().filter().servers.size(), std::size_t(1));
        const auto* table = log->findChild<QTableView*>();
        QVERIFY(!table->isColumnHidden(EventLogModel::ServerColumn));
    }
    void chartsKeepTheirAxesInALowWindow()
    {
        m->window->resizeAtFirst({ 960, 540 }); // of 1920x1080 at two pixels a point
        m->entry(QStringLiteral("Event log"))->trigger(); // charts open with it
        m->goTo(VirtualTime(41s));
        QApplication::processEvents();
        QApplication::processEvents();
        QCOMPARE(m->window->height(), 540);
        int seen = 0;
        for (auto* plot : m->window->findChildren<PlotView*>()) {
            const auto visible = plot->viewport()->visibleRegion().boundingRect();
            if (visible.isEmpty())
                continue;
            ++seen;
            QCOMPARE(visible.height(), plot->viewport()->height());
            bool hasEnd = false;
            for (const auto& text : recordedTexts(*plot->viewport())) {
                const bool isWhole = text.ink.bottom() <= plot->height() + 1;
                hasEnd |= isWhole && text.words.endsWith(QStringLiteral(" s"));
            }
            QVERIFY(hasEnd); // of the axis of time
        }
        QVERIFY(seen >= 2);
    }
    void noTextIsCut_data()
    {
        QTest::addColumn<int>("theme");
        QTest::addColumn<QSize>("size");
        for (const auto choice : { ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector })
            for (const QSize size : { QSize(1280, 720), QSize(1920, 1080) })
                QTest::addRow("theme %d at %d", int(choice), size.width()) << int(choice) << size;
    }
    void noTextIsCut()
    {
        QFETCH(int, theme);
        QFETCH(QSize, size);
        m->goTo(VirtualTime(41s));
        m->window->resize(size);
        m->themes.setChoice(ThemeChoice(theme));
        std::map<QString, QString> faults;
        // The projector's type is 1.4 times as large at the same size of text.
        const bool isMost = size.width() < 1920 && ThemeChoice(theme) == ThemeChoice::Projector;
        for (const double scale : { 0.9, 1.0, isMost ? 1.0 : 1.5 }) {
            m->themes.setTextScale(scale);
            QApplication::processEvents();
            QApplication::processEvents();
            look(QStringLiteral(" at text size %1").arg(scale), faults);
        }
        QStringList told;
        for (const auto& [what, where] : faults)
            told << what + where;
        QVERIFY2(told.isEmpty(), qPrintable(told.mid(0, 15).join(u'\n')));
    }
    void sizesOfTextComeAndGo_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1280") << QSize(1280, 720);
        QTest::newRow("1920") << QSize(1920, 1080);
    }
    void sizesOfTextComeAndGo()
    {
        QFETCH(QSize, size);
        m->window->resize(size);
        m->themes.setTextScale(1);
        QApplication::processEvents();
        const auto width = inspector()->width();
        for (const double scale : { 1.15, 1.75, 1.0 }) {
            m->themes.setTextScale(scale);
            QApplication::processEvents();
        }
        m->themes.setChoice(ThemeChoice::Projector);
        QApplication::processEvents();
        m->themes.setChoice(ThemeChoice::Light);
        QApplication::processEvents();
        QVERIFY(!inspector()->isHidden());
        QVERIFY2(std::abs(inspector()->width() - width) <= 8,
            qPrintable(QStringLiteral("%1 was %2").arg(inspector()->width()).arg(width)));
    }
    void docksHiddenByANarrowWindowAreNotKeptHidden()
    {
        m->window->resize(1280, 720);
        m->themes.setChoice(ThemeChoice::Projector);
        QApplication::processEvents();
        QVERIFY(inspector()->isHidden());
        m->window->close();
        m->themes.setChoice(ThemeChoice::Light);
        MainWindow again(m->clock, m->themes, m->settings);
        again.openNamed(QStringLiteral("buildup"));
        again.resize(1920, 1080);
        again.show();
        QApplication::processEvents();
        QVERIFY(!again.findChild<QDockWidget*>(QStringLiteral("inspector"))->isHidden());
    }

private:
    QDockWidget* inspector() const
    {
        return m->window->findChild<QDockWidget*>(QStringLiteral("inspector"));
    }
    void look(const QString& where, std::map<QString, QString>& faults) const
    {
        for (auto* widget : m->window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->visibleRegion().isEmpty()
                || qobject_cast<TimelineView*>(widget)) // has a test of its own
                continue;
            const bool scrolls = isScrolled(*widget);
            const auto seen = widget->visibleRegion().boundingRect();
            for (const auto& text : recordedTexts(*widget)) {
                auto room = QRectF(scrolls ? widget->rect() : seen).adjusted(-1.5, -2, 1.5, 2);
                if (scrolls) {
                    room.setTop(-1e4); // up and down it scrolls
                    room.setBottom(1e4);
                    room.setLeft(seen.left() - 1.5);
                    room.setRight(seen.right() + 2.5);
                }
                const auto* code = qobject_cast<const CodeView*>(widget->parentWidget());
                if (code != nullptr && code->horizontalScrollBar()->maximum() > 0)
                    room.setRight(1e4); // a long line of code is reached by its scroll bar
                if (!text.ink.intersects(QRectF(seen)) || room.contains(text.ink))
                    continue;
                faults.emplace(
                    QStringLiteral("cut: %1 \"%2\"")
                        .arg(QString::fromLatin1(widget->metaObject()->className()), text.words),
                    where);
            }
        }
    }

    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWindowTexts)
#include "tst_window_texts.moc"
