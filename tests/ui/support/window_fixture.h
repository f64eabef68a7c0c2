// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/ui/support/fake_clock.h"
#include "tests/ui/support/scenarios.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QTest>

#include <memory>

namespace tickscope {

/// A window with its own clock and nothing remembered.
struct WindowFixture
{
    WindowFixture()
    {
        themes.setChoice(ThemeChoice::Light);
        themes.install();
        window = std::make_unique<MainWindow>(clock, themes, settings);
        window->resize(1400, 900);
    }

    void show()
    {
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    void open(const char* name)
    {
        window->openNamed(QString::fromLatin1(name));
        settle(window->controller());
    }
    void goTo(VirtualTime time)
    {
        window->controller().goTo(time);
        settle(window->controller());
    }
    /// The entry with these words, wherever it is in the menus.
    QAction* entry(const QString& text) const
    {
        for (auto* action : window->findChildren<QAction*>())
            if (action->text().remove(u'&') == text)
                return action;
        return nullptr;
    }

    /// Adds a server by the menu. @param kind  as the menu calls it
    void addServer(const QString& kind)
    {
        for (auto* top : window->findChild<QMenuBar*>()->actions())
            if (top->menu())
                emit top->menu()->aboutToShow(); // entries that are made when they show
        for (auto* action : window->findChildren<QAction*>())
            if (action->text().remove(u'&').startsWith(kind + u'\t'))
                return action->trigger();
        QFAIL("no such entry");
    }

    FakeClock clock;
    ThemeController themes;
    Settings settings { Settings::Storage::Memory };
    std::unique_ptr<MainWindow> window;
};

} // namespace tickscope
