// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/panels/filter_bar.h"
#include "ui/panels/inspector_column.h"
#include "ui/panels/servers_panel.h"
#include "ui/panels/transport_bar.h"
#include "ui/timeline/timeline_view.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QListView>
#include <QSlider>
#include <QTabBar>

#include <map>

using namespace tickscope;

/// What a person is about to click stays where it is.
class TestWindowPlaces : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
    }
    void cleanup() { m.reset(); }

    void nothingMovesWhenAnotherServerIsSelected_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1280") << QSize(1280, 720);
        QTest::newRow("1920") << QSize(1920, 1080);
    }
    void nothingMovesWhenAnotherServerIsSelected()
    {
        QFETCH(QSize, size);
        m->window->resizeAtFirst(size);
        m->entry(QStringLiteral("Event log"))->trigger(); // charts open with it
        m->goTo(VirtualTime(45s));
        auto* list = m->window->findChild<ServersPanel*>()->findChild<QListView*>();
        clickRow(*list, 0);
        const auto before = places();
        QVERIFY(before.size() > 20);
        for (int row = 1; row < list->model()->rowCount(); ++row) {
            clickRow(*list, row);
            tellMoved(before);
        }
        // On the lanes: a tick of the lane that is selected, and one that is seen beside it.
        auto* timeline = m->window->findChild<TimelineView*>();
        for (const int y : { 160, 120 }) {
            QTest::mouseClick(timeline, Qt::LeftButton, {}, { timeline->width() / 2, y });
            tellMoved(before);
        }
    }
    void nothingMovesWhenAnActionIsDone()
    {
        m->window->resizeAtFirst({ 1280, 720 });
        m->goTo(VirtualTime(45s));
        const auto before = places();
        auto* timeline = m->window->findChild<TimelineView*>();
        timeline->setFocus();
        for (const auto key : { Qt::Key_T, Qt::Key_X }) {
            QTest::keyClick(timeline, key);
            settle(m->window->controller());
            tellMoved(before);
        }
    }
    void findOrGoToMovesNothing()
    {
        m->window->resizeAtFirst({ 1280, 720 });
        m->goTo(VirtualTime(45s));
        QApplication::processEvents();
        const auto before = places();
        auto* timeline = m->window->findChild<TimelineView*>();
        timeline->setFocus();
        QTest::keyClick(timeline, Qt::Key_G, Qt::ControlModifier);
        auto* field = qobject_cast<QLineEdit*>(m->window->focusWidget());
        QVERIFY(field && field->isVisible());
        QVERIFY(m->window->rect().contains(
            QRect(field->mapTo(m->window.get(), QPoint()), field->size())));
        tellMoved(before);
        QTest::keyClicks(field, QStringLiteral("20s"));
        QTest::keyClick(field, Qt::Key_Return);
        settle(m->window->controller());
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(20s)));
        QApplication::processEvents();
        QVERIFY(!field->isVisible()); // there is no room for it
        tellMoved(before);
    }

private:
    using Places = std::map<const QWidget*, QRect>;

    /// Where all lies that is clicked, but for what belongs to the selected server.
    Places places() const
    {
        QApplication::processEvents();
        QApplication::processEvents();
        Places found;
        for (auto* widget : m->window->findChildren<QWidget*>()) {
            const bool isClicked = qobject_cast<QAbstractButton*>(widget)
                || qobject_cast<QComboBox*>(widget) || qobject_cast<QSlider*>(widget)
                || qobject_cast<QTabBar*>(widget) || qobject_cast<QDockWidget*>(widget)
                || qobject_cast<TimelineView*>(widget);
            if (!isClicked || !widget->isVisible() || isInside<InspectorColumn>(*widget)
                || isInside<FilterBar>(*widget))
                continue;
            found[widget] = QRect(widget->mapTo(m->window.get(), QPoint()), widget->size());
        }
        return found;
    }
    void tellMoved(const Places& before) const
    {
        const auto now = places();
        for (const auto& [widget, place] : before) {
            const auto found = now.find(widget);
            QVERIFY2(found != now.end(), qPrintable(widget->accessibleName()));
            // A filter with a longer name takes a hair more of the docks' width.
            const QPoint moved = found->second.topLeft() - place.topLeft();
            if (moved.manhattanLength() > 2)
                QFAIL(qPrintable(QStringLiteral("%1 %2 moved by %3, %4")
                                     .arg(QString::fromLatin1(widget->metaObject()->className()),
                                         widget->accessibleName())
                                     .arg(found->second.x() - place.x())
                                     .arg(found->second.y() - place.y())));
        }
    }
    template <typename T>
    static bool isInside(const QWidget& widget)
    {
        for (const auto* one = &widget; one; one = one->parentWidget())
            if (qobject_cast<const T*>(one))
                return true;
        return false;
    }
    static void clickRow(QListView& list, int row)
    {
        const auto index = list.model()->index(row, 0);
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(index).center());
    }

    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWindowPlaces)
#include "tst_window_places.moc"
