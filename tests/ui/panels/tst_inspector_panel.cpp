// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/fake_clock.h"
#include "tests/ui/support/scenarios.h"
#include "ui/document/document.h"
#include "ui/panels/inspector_panel.h"
#include "ui/time/time_window.h"
#include "ui/widgets/edit_field.h"
#include "ui/widgets/field_error.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace tickscope;

class TestInspectorPanel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_controller = std::make_unique<RunController>(m_clock);
        m_document = std::make_unique<Document>(*m_controller);
        m_window = std::make_unique<TimeWindow>();
        m_panel = std::make_unique<InspectorPanel>(*m_controller, *m_window, m_themes);
        connect(m_panel.get(), &InspectorPanel::actionRequested, m_document.get(), &Document::act);
        m_panel->resize(300, 500);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }
    void cleanup()
    {
        m_panel.reset();
        m_document.reset();
        m_controller.reset();
    }

    void anIntervalIsTypedAndSent()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(30s));
        m_window->setSelection(Selection { 1, 0 });
        auto* interval = field(QStringLiteral("Interval"));
        QCOMPARE(interval->text(), QStringLiteral("5 s"));
        type(interval, QStringLiteral("10 s"));
        QCOMPARE(m_controller->run().actions().size(), std::size_t(1));
        const auto& action = m_controller->run().actions().front();
        QVERIFY(action.kind == ActionKind::SetInterval);
        QCOMPARE(action.server, std::string("poller_interval"));
        QCOMPARE(action.interval.count(), Duration(10s).count());
        QCOMPARE(toNs(action.at), toNs(VirtualTime(30s + 1ns))); // the events of 30 s have run
    }
    void anEditSaysWhatItWaitsFor()
    {
        loadTo(*m_controller, builtin("buildup-edited"), VirtualTime(41s));
        m_window->setSelection(Selection { 1, 0 });
        auto* interval = field(QStringLiteral("Interval"));
        QCOMPARE(interval->text(), QStringLiteral("10 s"));
        QVERIFY(interval->isEdited());
        QVERIFY(hasLabel(QStringLiteral("Timer still armed with 5 s, due in 4.000 s. "
                                        "The edit waits behind 1 message.")));
    }
    void aRefusedValueSaysWhyAndWhatIsInForce()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(30s));
        auto* interval = field(QStringLiteral("Interval"));
        type(interval, QStringLiteral("5 sec"));
        QVERIFY(interval->isRefused());
        QCOMPARE(interval->text(), QStringLiteral("5 sec"));
        QVERIFY(hasNote(QStringLiteral("Still in force: 5 s.")));
        QCOMPARE(m_controller->run().actions().size(), std::size_t(0));
        QTest::keyClick(interval, Qt::Key_Escape);
        QCOMPARE(interval->text(), QStringLiteral("5 s"));
        QVERIFY(!interval->isRefused());
    }
    void aCorrectedValueClearsTheReason()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(30s));
        auto* work = field(QStringLiteral("Work"));
        type(work, QStringLiteral("long"));
        QVERIFY(work->isRefused());
        type(work, QStringLiteral("1 s to 3 s"));
        QVERIFY(!work->isRefused());
        QVERIFY(!hasNote(QStringLiteral("Still in force")));
        QCOMPARE(work->text(), QStringLiteral("1 s to 3 s"));
        QVERIFY(work->isEdited());
    }
    void typingIsNotDisturbedByTheRun()
    {
        m_controller->load(builtin("buildup"));
        settle(*m_controller);
        auto* interval = field(QStringLiteral("Interval"));
        interval->setFocus();
        interval->selectAll();
        QTest::keyClicks(interval, QStringLiteral("12"));
        m_controller->goTo(VirtualTime(20s));
        settle(*m_controller);
        QCOMPARE(interval->text(), QStringLiteral("12"));
    }
    void buttonsAct_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("kind");
        QTest::newRow("Cancel") << QStringLiteral("Cancel") << int(ActionKind::Cancel);
        QTest::newRow("Resume") << QStringLiteral("Resume") << int(ActionKind::Resume);
        QTest::newRow("Tick") << QStringLiteral("Tick") << int(ActionKind::Tick);
        QTest::newRow("Stop") << QStringLiteral("Stop") << int(ActionKind::Stop);
        QTest::newRow("Crash") << QStringLiteral("Crash") << int(ActionKind::Crash);
    }
    void buttonsAct()
    {
        QFETCH(QString, name);
        QFETCH(int, kind);
        loadTo(*m_controller, builtin("buildup"), VirtualTime(3s));
        QTest::mouseClick(button(name), Qt::LeftButton);
        QCOMPARE(m_controller->run().actions().size(), std::size_t(1));
        QCOMPARE(int(m_controller->run().actions().front().kind), kind);
    }
    void aCancelShowsWhatItReturned()
    {
        loadTo(*m_controller, builtin("self-scheduling"), VirtualTime(3166ms));
        QTest::mouseClick(button(QStringLiteral("Cancel")), Qt::LeftButton);
        QVERIFY(hasLabel(QStringLiteral("cancel at 3.166 s: cancel_timer → 1834 ms")));
        QTest::mouseClick(button(QStringLiteral("Cancel")), Qt::LeftButton);
        QVERIFY(hasLabel(QStringLiteral("cancel at 3.166 s: cancel_timer → false")));
    }
    void aDeadServerCanOnlyBeStarted()
    {
        auto scenario = builtin("self-scheduling");
        scenario.servers[0].restart = RestartKind::Temporary;
        loadTo(*m_controller, scenario, VirtualTime(3s));
        QTest::mouseClick(button(QStringLiteral("Crash")), Qt::LeftButton);
        for (const auto* name : { "Cancel", "Resume", "Tick", "Call…", "Crash" }) {
            auto* dead = button(QString::fromUtf8(name));
            QVERIFY2(!dead->isEnabled(), name);
            QVERIFY2(!dead->toolTip().isEmpty(), name);
        }
        auto* start = button(QStringLiteral("Start"));
        QVERIFY(start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
        QVERIFY(m_controller->run().snapshot(0).isAlive);
        QVERIFY(button(QStringLiteral("Stop")));
    }
    void aCallAsksForItsTimeout()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(30s));
        QTest::mouseClick(button(QStringLiteral("Call…")), Qt::LeftButton);
        auto* popup = QApplication::activePopupWidget();
        QVERIFY(popup);
        auto* timeout = popup->findChild<QLineEdit*>();
        timeout->setText(QStringLiteral("soon"));
        QTest::keyClick(timeout, Qt::Key_Return);
        QVERIFY(popup->isVisible());
        timeout->setText(QStringLiteral("2 s"));
        QTest::keyClick(timeout, Qt::Key_Return);
        QCOMPARE(m_controller->run().actions().size(), std::size_t(1));
        QCOMPARE(m_controller->run().actions().front().timeout.count(), Duration(2s).count());
    }
    void anotherScheduleIsAnotherScenario()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(30s));
        std::optional<Scenario> asked;
        connect(m_panel.get(), &InspectorPanel::scenarioChangeRequested, this,
            [&asked](const QString&, const Scenario& scenario) { asked = scenario; });
        auto* schedule = choice(QStringLiteral("Schedule"));
        QCOMPARE(schedule->currentText(), QStringLiteral("after_work"));
        schedule->setFocus();
        QTest::keyClick(schedule, Qt::Key_Down);
        QVERIFY(asked);
        QVERIFY(asked->servers[0].schedule == Schedule::BeforeWork);
        QCOMPARE(m_controller->run().actions().size(), std::size_t(0));
    }
    void anotherServerLeavesNoHalfTypedValueBehind()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(30s));
        auto* interval = field(QStringLiteral("Interval"));
        type(interval, QStringLiteral("5 sec"));
        m_window->setSelection(Selection { 2, 0 });
        QCOMPARE(interval->text(), QStringLiteral("2 s"));
        QVERIFY(!interval->isRefused());
        QVERIFY(!hasNote(QStringLiteral("Still in force")));
    }

private:
    EditField* field(const QString& name)
    {
        for (auto* one : m_panel->findChildren<EditField*>())
            if (one->accessibleName() == name)
                return one;
        return nullptr;
    }
    QComboBox* choice(const QString& name)
    {
        for (auto* one : m_panel->findChildren<QComboBox*>())
            if (one->accessibleName() == name)
                return one;
        return nullptr;
    }
    QPushButton* button(const QString& name)
    {
        for (auto* one : m_panel->findChildren<QPushButton*>())
            if (one->text() == name)
                return one;
        return nullptr;
    }
    bool hasNote(const QString& text)
    {
        for (const auto* one : m_panel->findChildren<FieldError*>())
            if (one->text().contains(text) && one->isVisible())
                return true;
        return false;
    }
    bool hasLabel(const QString& text)
    {
        for (const auto* one : m_panel->findChildren<QLabel*>())
            if (one->text() == text && one->isVisible())
                return true;
        return false;
    }
    static void type(EditField* field, const QString& text)
    {
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }

    FakeClock m_clock;
    ThemeController m_themes;
    std::unique_ptr<RunController> m_controller;
    std::unique_ptr<Document> m_document;
    std::unique_ptr<TimeWindow> m_window;
    std::unique_ptr<InspectorPanel> m_panel;
};

QTEST_MAIN(TestInspectorPanel)
#include "tst_inspector_panel.moc"
