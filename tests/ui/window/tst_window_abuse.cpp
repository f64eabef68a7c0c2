// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"

#include <QApplication>
#include <QDialog>
#include <QMenu>
#include <QRandomGenerator>

using namespace tickscope;

/// What a cat on the keyboard, a child with a mouse and a broken layout file do to the window.
class TestWindowAbuse : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
    }
    void cleanup()
    {
        closeDialogs();
        m.reset();
    }

    void everyMenuEntryWithNothingOpen() { triggerAll(); }
    void everyMenuEntryWithARun()
    {
        m->open("buildup");
        m->goTo(VirtualTime(20s));
        triggerAll();
    }
    void everyMenuEntryWithABrokenScenario()
    {
        m->window->document().openText(QStringLiteral("nonsense ="), {}, QStringLiteral("x.toml"));
        triggerAll();
    }
    void randomKeysAndClicks()
    {
        m->open("buildup");
        QRandomGenerator random(20);
        const QList<int> keys { Qt::Key_Space, Qt::Key_Left, Qt::Key_Right, Qt::Key_Home,
            Qt::Key_End, Qt::Key_Tab, Qt::Key_Up, Qt::Key_Down, Qt::Key_F, Qt::Key_C, Qt::Key_W,
            Qt::Key_S, Qt::Key_A, Qt::Key_D, Qt::Key_Less, Qt::Key_Greater, Qt::Key_Escape,
            Qt::Key_Comma, Qt::Key_Period, Qt::Key_F2, Qt::Key_F3, Qt::Key_1, Qt::Key_2, Qt::Key_M,
            Qt::Key_R, Qt::Key_Return, Qt::Key_Delete, Qt::Key_5 };
        for (int i = 0; i < 1'500; ++i) {
            auto* target = QApplication::focusWidget() ? QApplication::focusWidget()
                                                       : static_cast<QWidget*>(m->window.get());
            if (random.bounded(3) > 0) {
                const auto modifier = random.bounded(6) == 0 ? Qt::ShiftModifier : Qt::NoModifier;
                QTest::keyClick(target, Qt::Key(keys[random.bounded(keys.size())]), modifier);
            } else {
                const QPoint point(random.bounded(m->window->width()),
                    100 + random.bounded(m->window->height() - 100));
                if (auto* child = m->window->childAt(point))
                    QTest::mouseClick(child,
                        random.bounded(8) == 0 ? Qt::RightButton : Qt::LeftButton, {},
                        child->mapFrom(m->window.get(), point));
            }
            m->clock.advance(16ms);
            m->window->controller().frame();
            if (i % 100 == 0) {
                closeDialogs();
                m->window->resize(600 + random.bounded(1'200), 420 + random.bounded(700));
            }
        }
        m->window->grab();
    }
    void aDamagedLayoutIsNotTaken_data()
    {
        QTest::addColumn<QByteArray>("layout");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("garbage") << QByteArray("\x00\xff\x12garbage", 10);
        QTest::newRow("long") << QByteArray(100'000, 'x');
    }
    void aDamagedLayoutIsNotTaken()
    {
        QFETCH(QByteArray, layout);
        m->settings.setWindow(layout, layout);
        MainWindow second(m->clock, m->themes, m->settings);
        second.openNamed(QStringLiteral("buildup"));
        second.show();
        second.grab();
        QVERIFY(second.width() >= 500);
    }
    void sizesFromTinyToHuge()
    {
        m->open("buildup");
        for (const auto size :
            { QSize(1, 1), QSize(560, 400), QSize(6'000, 300), QSize(700, 4'000) }) {
            m->window->resize(size);
            QApplication::processEvents();
            m->window->grab();
        }
    }
    void stepsAndRestartsHammered()
    {
        m->open("buildup");
        m->goTo(VirtualTime(30s));
        for (int i = 0; i < 60; ++i) {
            m->window->controller().stepBack(StepKind(i % 5));
            m->window->controller().stepForward(StepKind(i % 4));
            if (i % 20 == 0)
                m->window->controller().restart();
            m->window->controller().togglePlay();
            m->window->controller().setSpeed(i % 2 == 0 ? 0 : 1e9);
            m->window->controller().frame();
        }
        m->window->controller().pause();
        settle(m->window->controller());
        m->goTo(VirtualTime(30s));
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(30s)));
    }
    void closedWhileItPlays()
    {
        m->open("buildup");
        m->window->controller().play();
        m->window->close();
        QVERIFY(!m->window->isVisible());
        QVERIFY(!m->window->controller().isMoving());
    }
    void closingWithChangesAsksFirst()
    {
        m->open("buildup");
        Action action;
        action.server = "poller_after";
        action.kind = ActionKind::Tick;
        m->window->document().act(action);
        m->window->close();
        QVERIFY(m->window->isVisible());
        auto* question = m->window->findChild<QDialog*>();
        QVERIFY(question);
        question->reject();
        QVERIFY(m->window->isVisible());
    }

private:
    void closeDialogs()
    {
        for (auto* widget : QApplication::topLevelWidgets())
            if (qobject_cast<QDialog*>(widget) || qobject_cast<QMenu*>(widget))
                widget->close();
        QApplication::processEvents();
    }
    void triggerAll()
    {
        for (auto* action : m->window->findChildren<QAction*>()) {
            const auto text = action->text().remove(u'&');
            if (text == QStringLiteral("Quit") || action->menu())
                continue;
            action->trigger();
            for (int frame = 0; frame < 3; ++frame) {
                m->clock.advance(16ms);
                m->window->controller().frame();
            }
            closeDialogs();
        }
        m->window->grab();
    }

    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWindowAbuse)
#include "tst_window_abuse.moc"
