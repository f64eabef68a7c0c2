// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/form/form_field.h"
#include "ui/panels/inspector_column.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/scenario_panel.h"
#include "ui/panels/status_strip.h"
#include "ui/panels/verdict_card.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/number_field.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QUndoStack>

using namespace tickscope;

/// Every scenario can be made and changed in the window.
class TestWindowScenario : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->window->resize(1280, 720);
        m->show();
    }
    void cleanup() { m.reset(); }

    void aServerOfEachKindIsAddedAndItsNameAwaitsTyping_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("is");
        QTest::newRow("poller") << "Poller" << int(ServerKind::Poller);
        QTest::newRow("heartbeat") << "Heartbeat" << int(ServerKind::Heartbeat);
        QTest::newRow("cache refresh") << "Cache refresh" << int(ServerKind::CacheRefresh);
        QTest::newRow("countdown") << "Countdown" << int(ServerKind::Countdown);
        QTest::newRow("backoff") << "Backoff poller" << int(ServerKind::BackoffPoller);
    }
    void aServerOfEachKindIsAddedAndItsNameAwaitsTyping()
    {
        QFETCH(QString, kind);
        QFETCH(int, is);
        m->open("self-scheduling");
        m->addServer(kind);
        settle(m->window->controller());
        const auto added = scenario().servers.back();
        QCOMPARE(int(added.kind), is);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("mine"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        settle(m->window->controller());
        QCOMPARE(scenario().servers.back().name, std::string("mine"));
        QCOMPARE(m->window->focusWidget(), m->window->findChild<TimelineView*>());
    }
    void anEditBeforeTheStartIsOneOfTheTable()
    {
        m->window->document().openNew();
        settle(m->window->controller());
        typeInto(QStringLiteral("Interval"), QStringLiteral("200ms"));
        typeInto(QStringLiteral("Work"), QStringLiteral("50ms"));
        const auto text = m->window->document().textNow();
        QVERIFY2(text.contains(QStringLiteral("interval = \"200ms\"\nwork = \"50ms\"\n")),
            qPrintable(text));
        QVERIFY(!text.contains(QStringLiteral("[[action]]")));
        m->goTo(VirtualTime(1s));
        QCOMPARE(m->window->controller().log().server(0).messages.front().dueNs,
            toNs(VirtualTime(200ms)));
    }
    void aRenameGoesAlongEverywhere()
    {
        m->open("buildup-edited");
        m->goTo(VirtualTime(41s));
        m->window->timeWindow().setSelection(Selection { 1, 0 });
        typeInto(QStringLiteral("Name"), QStringLiteral("fast"));
        QCOMPARE(scenario().servers[1].name, std::string("fast"));
        QCOMPARE(scenario().actions[0].server, std::string("fast"));
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(41s)));
        QCOMPARE(m->window->timeWindow().selection()->server, 1U);
        QTest::keyClick(m->window.get(), Qt::Key_Z, Qt::ControlModifier);
        settle(m->window->controller());
        QCOMPARE(scenario().servers[1].name, std::string("poller_interval"));
    }
    void aNameThatCannotBeSaysWhyAtItsField_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("reason");
        QTest::newRow("taken") << "poller_interval"
                               << "\"poller_interval\"";
        QTest::newRow("no atom") << "My Server"
                                 << "\"My Server\"";
    }
    void aNameThatCannotBeSaysWhyAtItsField()
    {
        QFETCH(QString, name);
        QFETCH(QString, reason);
        m->open("buildup");
        const auto places = fieldPlaces();
        typeInto(QStringLiteral("Name"), name);
        auto* error = errorShown();
        QVERIFY(error);
        QVERIFY2(error->text().contains(reason), qPrintable(error->text()));
        QVERIFY(error->text().contains(QStringLiteral("Still in force: poller_after.")));
        QCOMPARE(fieldPlaces(), places);
        QTest::keyClick(field(QStringLiteral("Name")), Qt::Key_Escape);
        QVERIFY(!errorShown());
    }
    void nothingMovesWhenAnErrorANoteOrAnEditAppears()
    {
        m->open("buildup");
        m->goTo(VirtualTime(30s));
        m->window->timeWindow().setSelection(Selection { 1, 0 });
        QApplication::processEvents();
        const auto places = fieldPlaces();
        typeInto(QStringLiteral("Interval"), QStringLiteral("5 sec"));
        QApplication::processEvents();
        QVERIFY(errorShown());
        QCOMPARE(fieldPlaces(), places);
        QTest::keyClick(field(QStringLiteral("Interval")), Qt::Key_Escape);
        typeInto(QStringLiteral("Interval"), QStringLiteral("10 s"));
        QApplication::processEvents();
        QCOMPARE(run().actions().size(), std::size_t(1));
        QCOMPARE(fieldPlaces(), places);
        typeInto(QStringLiteral("Work"), QStringLiteral("1 s to 3 s"));
        QApplication::processEvents();
        QCOMPARE(fieldPlaces(), places);
        m->window->timeWindow().setSelection(Selection { 0, 0 });
        QApplication::processEvents();
        QCOMPARE(fieldPlaces(), places);
    }
    void aDragOfTheIntervalIsOneEditOfTheRun()
    {
        m->open("buildup");
        m->goTo(VirtualTime(7s));
        auto* interval = qobject_cast<NumberField*>(field(QStringLiteral("Interval")));
        const auto start = interval->grip().center();
        QTest::mousePress(interval, Qt::LeftButton, {}, start);
        for (int x = 4; x <= 20; x += 4)
            QTest::mouseMove(interval, start + QPoint(x, 0));
        QTest::mouseRelease(interval, Qt::LeftButton, {}, start + QPoint(20, 0));
        QCOMPARE(run().actions().size(), std::size_t(1));
        QCOMPARE(run().actions()[0].interval.count(), Duration(10s).count());
    }
    void theFieldsAreThoseOfTheKindAndTheSchedule()
    {
        m->open("self-scheduling");
        unfold();
        QVERIFY(isSeen(QStringLiteral("Jitter")));
        QVERIFY(!isSeen(QStringLiteral("From")));
        choose(QStringLiteral("Schedule"), QStringLiteral("send_interval"));
        QVERIFY(scenario().servers[0].schedule == Schedule::SendInterval);
        QVERIFY(!isSeen(QStringLiteral("Jitter")));
        QVERIFY(hasLabel(QStringLiteral("whatever the work.")));
        choose(QStringLiteral("Kind"), QStringLiteral("Countdown"));
        QVERIFY(isSeen(QStringLiteral("From")));
        typeInto(QStringLiteral("From"), QStringLiteral("3"));
        QCOMPARE(scenario().servers[0].from, std::int64_t(3));
        choose(QStringLiteral("Kind"), QStringLiteral("Backoff poller"));
        typeInto(QStringLiteral("Max interval"), QStringLiteral("1 m"));
        QCOMPARE(scenario().servers[0].maxInterval->count(), Duration(60s).count());
        QVERIFY(!isSeen(QStringLiteral("From")));
    }
    void foldedFieldsAreNamedAndOpened()
    {
        m->open("self-scheduling");
        QVERIFY(!isSeen(QStringLiteral("Restart")));
        auto* fold = button(QStringLiteral("more fields"));
        QVERIFY(fold);
        QVERIFY(fold->text().startsWith(u'9'));
        QVERIFY(hasLabel(QStringLiteral("Address, Restart")));
        unfold();
        typeInto(QStringLiteral("Load"), QStringLiteral("2 s"));
        QVERIFY(isSeen(QStringLiteral("Load in")));
        choose(QStringLiteral("Load in"), QStringLiteral("init"));
        choose(QStringLiteral("Restart"), QStringLiteral("transient"));
        typeInto(QStringLiteral("Count"), QStringLiteral("3"));
        typeInto(QStringLiteral("First"), QStringLiteral("0 s to 5 s"));
        const auto spec = scenario().servers[0];
        QVERIFY(spec.loadIn == LoadIn::Init && spec.restart == RestartKind::Transient);
        QCOMPARE(spec.count, 3U);
        QVERIFY(std::holds_alternative<UniformDuration>(spec.first.value()));
        QCOMPARE(m->window->controller().run().serverCount(), std::size_t(3));
        const auto text = m->window->document().textNow();
        QVERIFY2(text.contains(QStringLiteral("first = { uniform = [\"0s\", \"5s\"] }")),
            qPrintable(text));
    }
    void aWrongNumberIsRefusedInTheWordsOfCheck()
    {
        m->open("self-scheduling");
        unfold();
        typeInto(QStringLiteral("Count"), QStringLiteral("0"));
        auto* error = errorShown();
        QVERIFY(error);
        QVERIFY(error->text().contains(QStringLiteral("Still in force: 1.")));
        QCOMPARE(scenario().servers[0].count, 1U);
        QVERIFY(!m->window->document().isModified());
    }
    void theRunsOwnFields()
    {
        m->open("buildup");
        m->goTo(VirtualTime(12s));
        QTest::mouseClick(button(QStringLiteral("Seed 1")), Qt::LeftButton);
        auto* column = m->window->findChild<InspectorColumn*>();
        QVERIFY(column->showsScenario());
        typeInto(QStringLiteral("Title"), QStringLiteral("Mine"));
        typeInto(QStringLiteral("Duration"), QStringLiteral("2 m"));
        typeInto(QStringLiteral("Seed"), QStringLiteral("42"));
        choose(QStringLiteral("Clock"), QStringLiteral("beam"));
        typeInto(QStringLiteral("Max restarts"), QStringLiteral("10"));
        choose(QStringLiteral("Strategy"), QStringLiteral("one_for_all"));
        choose(QStringLiteral("Parent"), QStringLiteral("another"));
        typeInto(QStringLiteral("Its restarts"), QStringLiteral("7"));
        auto* description = column->findChild<ScenarioPanel*>()->findChild<QPlainTextEdit*>();
        description->setFocus();
        description->selectAll();
        QTest::keyClicks(description, QStringLiteral("See it grow."));
        QTest::keyClick(description, Qt::Key_Return, Qt::ControlModifier);
        settle(m->window->controller());
        const auto now = scenario();
        QCOMPARE(now.title, std::string("Mine"));
        QCOMPARE(now.description, std::string("See it grow."));
        QCOMPARE(now.duration.count(), Duration(120s).count());
        QCOMPARE(now.seed, std::uint64_t(42));
        QVERIFY(now.clock == ClockKind::Beam);
        QCOMPARE(now.supervisor.maxRestarts, 10U);
        QVERIFY(now.supervisor.strategy == Strategy::OneForAll);
        QCOMPARE(now.supervisor.parent.value().maxRestarts, 7U);
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(12s)));
        QVERIFY(m->window->windowTitle().startsWith(QStringLiteral("Mine")));
    }
    void resourcesAndClientsAreAddedChangedAndRemoved()
    {
        m->open("self-scheduling");
        m->window->findChild<InspectorColumn*>()->showScenario();
        QTest::mouseClick(button(QStringLiteral("Add resource")), Qt::LeftButton);
        settle(m->window->controller());
        QApplication::processEvents();
        QCOMPARE(scenario().resources.size(), std::size_t(1));
        typeInto(QStringLiteral("Capacity"), QStringLiteral("4"));
        QCOMPARE(scenario().resources[0].capacity, 4U);
        m->window->findChild<InspectorColumn*>()->showServer();
        unfold();
        choose(QStringLiteral("Uses"), QStringLiteral("pool"));
        QCOMPARE(scenario().servers[0].uses, std::string("pool"));
        m->window->findChild<InspectorColumn*>()->showScenario();
        QTest::mouseClick(button(QStringLiteral("Add client")), Qt::LeftButton);
        settle(m->window->controller());
        QApplication::processEvents();
        QCOMPARE(scenario().clients.size(), std::size_t(1));
        typeInto(QStringLiteral("Every"), QStringLiteral("exponential 500 ms"));
        QVERIFY(std::holds_alternative<ExponentialDuration>(scenario().clients[0].every));
        QTest::mouseClick(button(QStringLiteral("Remove")), Qt::LeftButton);
        settle(m->window->controller());
        QVERIFY(scenario().resources.empty());
        QVERIFY(scenario().servers[0].uses.empty());
        m->window->document().history().undo();
        settle(m->window->controller());
        QCOMPARE(scenario().servers[0].uses, std::string("pool"));
    }
    void theVerdictStandsAtTheFootAndNeverScrolls()
    {
        m->open("buildup");
        m->goTo(VirtualTime(41s));
        m->window->timeWindow().setSelection(Selection { 1, 0 });
        QApplication::processEvents();
        auto* verdict = m->window->findChild<VerdictCard*>();
        auto* column = m->window->findChild<InspectorColumn*>();
        const auto foot = verdict->mapTo(column, QPoint(0, verdict->height())).y();
        QCOMPARE(foot, column->height());
        QVERIFY(!verdict->visibleRegion().isEmpty());
        unfold();
        for (auto* bar : column->findChildren<QScrollBar*>())
            bar->setValue(bar->maximum());
        QCOMPARE(verdict->mapTo(column, QPoint(0, verdict->height())).y(), column->height());
    }
    void theStatusSaysWhatTheKeysDo()
    {
        m->open("buildup");
        field(QStringLiteral("Work"))->setFocus();
        bool isSaid = false;
        for (const auto* label : m->window->findChild<StatusStrip*>()->findChildren<QLabel*>())
            isSaid |= label->text().startsWith(QStringLiteral("Work: drag sideways"));
        QVERIFY(isSaid);
    }
    void noLabelOrFieldOfTheColumnIsCut_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<int>("theme");
        for (const auto* name : { "buildup", "backoff", "countdown" })
            for (const auto theme :
                { ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector })
                QTest::addRow("%s %d", name, int(theme)) << QString::fromLatin1(name) << int(theme);
    }
    void noLabelOrFieldOfTheColumnIsCut()
    {
        QFETCH(QString, scenario);
        QFETCH(int, theme);
        m->themes.setChoice(ThemeChoice(theme));
        m->window->resize(1920, 1080);
        m->window->openNamed(scenario);
        settle(m->window->controller());
        auto* column = m->window->findChild<InspectorColumn*>();
        for (const bool isScenario : { false, true }) {
            isScenario ? column->showScenario() : column->showServer();
            for (int i = 0; i < 3; ++i)
                QApplication::processEvents();
            for (auto* label : column->findChildren<QLabel*>()) {
                if (!label->isVisible() || label->wordWrap() || label->text().isEmpty())
                    continue;
                QVERIFY2(
                    label->fontMetrics().horizontalAdvance(label->text()) <= label->width() + 1,
                    qPrintable(label->text()));
            }
            for (auto* field : column->findChildren<QLineEdit*>())
                if (field->isVisible())
                    QVERIFY2(field->mapTo(column, QPoint(field->width(), 0)).x() <= column->width(),
                        qPrintable(field->accessibleName()));
        }
    }

private:
    const Run& run() { return m->window->controller().run(); }
    Scenario scenario() { return run().scenarioWithActions(); }
    EditField* field(const QString& name)
    {
        for (auto* one : m->window->findChildren<EditField*>())
            if (one->accessibleName() == name && one->isVisible())
                return one;
        return nullptr;
    }
    void typeInto(const QString& name, const QString& text)
    {
        auto* one = field(name);
        QVERIFY2(one, qPrintable(name));
        one->setFocus();
        one->selectAll();
        QTest::keyClicks(one, text);
        QTest::keyClick(one, Qt::Key_Return);
        settle(m->window->controller());
    }
    ChoiceBox* box(const QString& name)
    {
        for (auto* one : m->window->findChildren<ChoiceBox*>())
            if (one->accessibleName() == name && one->isVisible())
                return one;
        return nullptr;
    }
    /// By the keyboard, as in a list that is not open.
    void choose(const QString& name, const QString& word)
    {
        auto* one = box(name);
        QVERIFY2(one, qPrintable(name));
        one->setFocus();
        const int from = one->currentIndex();
        const int to = one->findText(word);
        QVERIFY2(to >= 0, qPrintable(word));
        for (int i = from; i != to; i += from < to ? 1 : -1)
            QTest::keyClick(one, from < to ? Qt::Key_Down : Qt::Key_Up);
        settle(m->window->controller());
        QCOMPARE(one->currentText(), word);
    }
    bool isSeen(const QString& name) { return field(name) || box(name); }
    QPushButton* button(const QString& text)
    {
        for (auto* one : m->window->findChildren<QPushButton*>())
            if (one->text().contains(text) && one->isVisible())
                return one;
        return nullptr;
    }
    void unfold()
    {
        if (auto* fold = button(QStringLiteral("more fields")))
            QTest::mouseClick(fold, Qt::LeftButton);
        QApplication::processEvents();
    }
    FieldError* errorShown()
    {
        for (auto* one : m->window->findChildren<FieldError*>())
            if (one->isVisible())
                return one;
        return nullptr;
    }
    bool hasLabel(const QString& text)
    {
        for (const auto* one : m->window->findChildren<QLabel*>())
            if (one->isVisible() && one->text().contains(text))
                return true;
        return false;
    }
    /// Where the fields and buttons of the inspector stand.
    QMap<QString, QPoint> fieldPlaces()
    {
        auto& panel = m->window->findChild<InspectorColumn*>()->inspector();
        QMap<QString, QPoint> places;
        for (auto* one : panel.findChildren<QWidget*>())
            if (one->isVisible() && one->focusPolicy() != Qt::NoFocus)
                places[one->accessibleName().remove(QRegularExpression(QStringLiteral("[0-9]")))]
                    = one->mapTo(m->window.get(), QPoint(0, 0));
        return places;
    }

    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWindowScenario)
#include "tst_window_scenario.moc"
