// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/panels/presenter.h"
#include "ui/panels/readout_strip.h"
#include "ui/panels/transport_bar.h"
#include "ui/timeline/marker_edit.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/search_field.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace tickscope;

/// Markers through the whole window: lanes, menu, "go to", document.
class TestWindowMarkers : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
        m->goTo(VirtualTime(30s));
    }
    void cleanup() { m.reset(); }

    void theMenuAddsRenamesAndRemoves()
    {
        QSignalSpy replaced(&m->window->controller(), &RunController::runReplaced);
        m->entry(QStringLiteral("Add marker at now"))->trigger();
        QVERIFY(markers().at(0).at == VirtualTime(30s));
        QCOMPARE(timeline()->markers().size(), std::size_t(1));
        QCOMPARE(*timeline()->selectedMarker(), std::size_t(0));
        m->entry(QStringLiteral("Rename the selected marker"))->trigger();
        auto* edit = timeline()->findChild<MarkerEdit*>();
        QTest::keyClicks(edit, QStringLiteral("it crashes?"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(QString::fromStdString(markers().at(0).name), QStringLiteral("it crashes?"));
        QVERIFY(m->window->windowTitle().contains(u'*'));
        m->entry(QStringLiteral("Remove the selected marker"))->trigger();
        QVERIFY(markers().empty() && timeline()->markers().empty());
        m->window->document().history().undo();
        QCOMPARE(timeline()->markers().size(), std::size_t(1));
        QCOMPARE(replaced.count(), 0);
    }
    void aNameLeadsToItsMoment()
    {
        m->window->document().addMarker(VirtualTime(20s));
        m->window->document().renameMarker(0, QStringLiteral("tick of doom"));
        auto* bar = m->window->findChild<TransportBar*>();
        emit bar->goToRequested(QStringLiteral("marker tick of"));
        settle(m->window->controller());
        QVERIFY(m->window->controller().now() == VirtualTime(20s));
        QCOMPARE(*timeline()->selectedMarker(), std::size_t(0));
        m->goTo(VirtualTime(30s));
        m->entry(QStringLiteral("Go to tick of doom, 20.000 s"))->trigger();
        settle(m->window->controller());
        QVERIFY(m->window->controller().now() == VirtualTime(20s));
    }
    void theReadoutSaysTheSelectedOne()
    {
        m->window->document().addMarker(VirtualTime(20s));
        m->window->document().renameMarker(0, QStringLiteral("first wait"));
        auto* strip = m->window->findChild<ReadoutStrip*>();
        const auto before = strip->text();
        timeline()->selectMarker(0);
        QCOMPARE(strip->text(),
            QStringLiteral("Marker first wait is at 20.000 s, 10.000 s before now."));
        QCOMPARE(timeline()->sentence(), strip->text());
        QCOMPARE(
            m->window->findChild<PresenterCaption*>()->findChild<QLabel*>()->text(), strip->text());
        m->window->document().moveMarker(0, VirtualTime(30s));
        QCOMPARE(strip->text(), QStringLiteral("Marker first wait is at 30.000 s, now."));
        timeline()->selectMarker(std::nullopt);
        QCOMPARE(strip->text(), before);
    }
    void anotherSelectionTakesTheirPlace()
    {
        m->window->document().addMarker(VirtualTime(20s));
        timeline()->selectMarker(0);
        m->window->timeWindow().setSelection(Selection { 1, 0 });
        QVERIFY(!timeline()->selectedMarker());
        QVERIFY(m->window->findChild<ReadoutStrip*>()->text().startsWith(
            QStringLiteral("poller_interval:")));
    }
    void theFieldToGoToIsNeverCut()
    {
        m->window->resize(1100, 720);
        auto* bar = m->window->findChild<TransportBar*>();
        auto* field = bar->findChild<SearchField*>();
        QVERIFY(!field->isVisible());
        bar->focusGoTo();
        QCoreApplication::processEvents();
        QVERIFY(field->isVisible() && field->hasFocus());
        QVERIFY(field->geometry().right() < bar->width());
        timeline()->setFocus();
        QVERIFY(!field->isVisible());
    }
    void anotherScenarioHasItsOwn()
    {
        m->window->document().addMarker(VirtualTime(20s));
        timeline()->selectMarker(0);
        m->open("cancel");
        QVERIFY(timeline()->markers().empty());
        QVERIFY(!timeline()->selectedMarker());
        m->entry(QStringLiteral("Add marker at now"))->trigger();
        QCOMPARE(markers().at(0).name, std::string("Marker 1"));
    }
    void whatWasSetAsideKeepsThem()
    {
        m->window->document().addMarker(VirtualTime(20s));
        m->open("cancel");
        QVERIFY(markers().empty());
        for (auto* button : m->window->messageBar().findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Bring back"))
                button->click();
        settle(m->window->controller());
        QCOMPARE(markers().size(), std::size_t(1));
    }

private:
    TimelineView* timeline() const { return m->window->findChild<TimelineView*>(); }
    const std::vector<Marker>& markers() const { return m->window->document().markers(); }

    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWindowMarkers)
#include "tst_window_markers.moc"
