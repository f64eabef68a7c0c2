// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/fake_clock.h"
#include "tests/ui/support/scenarios.h"
#include "ui/panels/filter_bar.h"
#include "ui/time/time_window.h"
#include "ui/widgets/chip.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace tickscope;

class TestFilterBar : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_controller = std::make_unique<RunController>(m_clock);
        m_window = std::make_unique<TimeWindow>();
        loadTo(*m_controller, builtin("buildup"), VirtualTime(10s));
        m_bar = std::make_unique<FilterBar>(*m_controller, *m_window, m_themes);
        m_bar->show();
    }

    void itFollowsTheSelectedServer()
    {
        QCOMPARE(m_bar->filter().servers, std::vector<std::uint32_t> { 0 });
        m_window->setSelection(Selection { 2, 0 });
        QCOMPARE(m_bar->filter().servers, std::vector<std::uint32_t> { 2 });
        QCOMPARE(chips(), QStringList { QStringLiteral("heartbeat") });
    }
    void aChipTakenAwayStaysAway()
    {
        QSignalSpy changed(m_bar.get(), &FilterBar::filterChanged);
        QTest::mouseClick(chip(QStringLiteral("poller_after")), Qt::LeftButton);
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_bar->filter().isEmpty());
        m_window->setSelection(Selection { 2, 0 });
        QVERIFY(m_bar->filter().isEmpty());
    }
    void whatIsTypedBecomesTheRightChip()
    {
        type(QStringLiteral("work_start"));
        type(QStringLiteral("poller_interval"));
        type(QStringLiteral("tick 3"));
        const auto& filter = m_bar->filter();
        QCOMPARE(filter.servers, (std::vector<std::uint32_t> { 0, 1 }));
        QVERIFY(filter.events == std::vector<Event> { Event::WorkStart });
        QCOMPARE(filter.texts, QStringList { QStringLiteral("tick 3") });
        QCOMPARE(chips().size(), 4);
    }
    void theSameTwiceIsOnce()
    {
        type(QStringLiteral("drop"));
        type(QStringLiteral("drop"));
        type(QStringLiteral("late"));
        type(QStringLiteral("late"));
        QCOMPARE(m_bar->filter().events.size(), std::size_t(1));
        QCOMPARE(m_bar->filter().texts.size(), 1);
    }
    void serversThatAreGoneLeaveTheFilter()
    {
        m_window->setSelection(Selection { 3, 0 });
        loadTo(*m_controller, builtin("self-scheduling"), VirtualTime(1s));
        for (const auto server : m_bar->filter().servers)
            QVERIFY(server < m_controller->run().processNames().size());
    }

private:
    QStringList chips()
    {
        QStringList texts;
        for (const auto* one : m_bar->findChildren<Chip*>())
            if (one->isVisibleTo(m_bar.get()))
                texts << one->text();
        return texts;
    }
    Chip* chip(const QString& text)
    {
        for (auto* one : m_bar->findChildren<Chip*>())
            if (one->text() == text && one->isVisibleTo(m_bar.get()))
                return one;
        return nullptr;
    }
    void type(const QString& text)
    {
        auto* field = m_bar->findChild<QLineEdit*>();
        field->setText(text);
        QTest::keyClick(field, Qt::Key_Return);
    }

    FakeClock m_clock;
    ThemeController m_themes;
    std::unique_ptr<RunController> m_controller;
    std::unique_ptr<TimeWindow> m_window;
    std::unique_ptr<FilterBar> m_bar;
};

QTEST_MAIN(TestFilterBar)
#include "tst_filter_bar.moc"
