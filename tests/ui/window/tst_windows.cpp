// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"

#include <QApplication>
#include <QPointer>

using namespace tickscope;

namespace {

QList<MainWindow*> otherWindows(const MainWindow* window)
{
    QList<MainWindow*> found;
    for (auto* widget : QApplication::topLevelWidgets())
        if (auto* one = qobject_cast<MainWindow*>(widget); one && one != window)
            found << one;
    return found;
}

} // namespace

class TestWindows : public QObject
{
    Q_OBJECT

private slots:
    void eachWindowHasItsOwnScenario()
    {
        WindowFixture m;
        m.show();
        m.open("buildup");
        m.goTo(VirtualTime(10s));
        QTest::keyClick(m.window.get(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        const auto others = otherWindows(m.window.get());
        QCOMPARE(others.size(), 1);
        QPointer<MainWindow> other = others.front();
        other->openNamed(QStringLiteral("self-scheduling"));
        settle(other->controller());
        QCOMPARE(other->document().name(), QStringLiteral("self-scheduling.toml"));
        QCOMPARE(m.window->document().name(), QStringLiteral("buildup.toml"));
        QCOMPARE(toNs(m.window->controller().now()), std::int64_t(10'000'000'000));

        QVERIFY(QTest::qWaitForWindowActive(other));
        QTest::keyClick(other.data(), Qt::Key_Right);
        settle(other->controller());
        QCOMPARE(toNs(m.window->controller().now()), std::int64_t(10'000'000'000));
        QVERIFY(other->controller().run().trace().size() > 0);

        other->close();
        QTRY_VERIFY(!other);
        QVERIFY(m.window->isVisible());
        m.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m.window.get()));
        QTest::keyClick(m.window.get(), Qt::Key_Home);
        settle(m.window->controller());
        QCOMPARE(toNs(m.window->controller().now()), std::int64_t(0));
    }
};

QTEST_MAIN(TestWindows)
#include "tst_windows.moc"
