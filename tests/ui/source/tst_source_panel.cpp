// SPDX-License-Identifier: GPL-3.0-only
// Source, state and difference in the window, with the keys and clicks of a person.
#include "core/elixir/elixir_project.h"
#include "core/scenario/builtin.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/source/code_model.h"
#include "ui/source/source_difference.h"
#include "ui/source/source_panel.h"
#include "ui/source/state_panel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDockWidget>
#include <QGuiApplication>

#include <algorithm>
#include <vector>

using namespace tickscope;

namespace {

/// What the window shows of one moment.
struct Shown
{
    std::vector<CodeLine> source;
    std::vector<CodeLine> state;

    friend bool operator==(const Shown&, const Shown&) = default;
};

QStringList lit(const CodeModel& model)
{
    QStringList texts;
    for (const auto& line : model.lines())
        if (line.isLit)
            texts << line.text.trimmed();
    return texts;
}

} // namespace

class TestSourcePanel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->window->resize(1600, 900);
        m->show();
        m->open("buildup");
        m->window->resizeAtFirst({ 1600, 900 });
        m->window->timeWindow().setSelection(Selection { 1, 0 });
        source = m->window->findChild<SourcePanel*>();
        state = m->window->findChild<StatePanel*>();
    }
    void cleanup() { m.reset(); }

    void aWideWindowShowsIt()
    {
        QVERIFY(source->isVisible());
        QVERIFY(state->isVisible());
        m->window->resize(1280, 720);
        QVERIFY(!source->isVisible());
        QVERIFY(!state->isVisible());
        QTest::keyClick(m->window.get(), Qt::Key_F7);
        QVERIFY(source->isVisible());
        QVERIFY(m->settings.keepsSourceOpen());
        m->entry(QStringLiteral("Welcome page"))->trigger();
        m->entry(QStringLiteral("Back to the run"))->trigger();
        QVERIFY(source->isVisible()); // it stays as somebody left it
        QTest::keyClick(m->window.get(), Qt::Key_F7);
        QVERIFY(!source->isVisible());
        QVERIFY(!m->settings.keepsSourceOpen());
        m->window->resize(1600, 900);
        m->entry(QStringLiteral("Reset layout"))->trigger();
        QVERIFY(source->isVisible());
    }
    void theLineThatRunsIsLit()
    {
        m->goTo(VirtualTime(41s));
        QCOMPARE(lit(source->model()).front(), QStringLiteral("data = fetch_latest_data()"));
        const auto& lines = source->model().lines();
        const auto head = std::find_if(lines.begin(), lines.end(), [](const CodeLine& line) {
            return line.text.contains(QStringLiteral("def handle_info(:poll"));
        });
        QVERIFY(head->isMarked);
        QVERIFY(!head->isLit);
        QCOMPARE(state->note(), QStringLiteral("before tick 5 returns"));
    }
    void itIsTheTextOfTheCommandLine()
    {
        for (const auto& builtin : builtinScenarios()) {
            m->open(std::string(builtin.name).c_str());
            const auto project = elixirProject(m->window->controller().scenario());
            if (!project)
                continue;
            const auto& run = m->window->controller().run();
            for (std::uint32_t i = 0; i < run.serverCount(); i += 3) {
                m->window->timeWindow().setSelection(Selection { i, 0 });
                const auto text = source->model().text().toStdString();
                const auto isIt = [&](const ProjectFile& file) { return file.contents == text; };
                QVERIFY2(std::any_of(project->files.begin(), project->files.end(), isIt),
                    run.processNames()[i].c_str());
            }
        }
    }
    void steppingBackShowsWhatSteppingForwardShowed()
    {
        std::vector<Shown> shown;
        m->window->timeWindow().setSelection(Selection { 2, 0 }); // the heartbeat has most to do
        m->goTo(VirtualTime(9s));
        for (int n = 0; n < 25; ++n) {
            QTest::keyClick(m->window.get(), Qt::Key_Right);
            settle(m->window->controller());
            shown.push_back(present());
        }
        std::size_t changes = 0;
        for (std::size_t n = 1; n < shown.size(); ++n)
            changes += shown[n] == shown[n - 1] ? 0 : 1;
        QVERIFY(changes > 5);
        for (int n = 23; n >= 0; --n) {
            QTest::keyClick(m->window.get(), Qt::Key_Left);
            settle(m->window->controller());
            QVERIFY2(present() == shown[std::size_t(n)], qPrintable(QString::number(n)));
        }
    }
    void draggingTheClockShowsTheSameAsPlaying()
    {
        m->goTo(VirtualTime(33s));
        const auto direct = present();
        m->goTo(VirtualTime(58s));
        QVERIFY(present() != direct);
        m->goTo(VirtualTime(33s));
        QCOMPARE(present(), direct);
    }
    void aClickOnALineGoesToTheNextTimeItRuns()
    {
        m->goTo(VirtualTime(14s)); // tick 2 works from 13 s to 21 s
        click("data = fetch_latest_data()");
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(21'000'000'000));
        QCOMPARE(lit(source->model()).front(), QStringLiteral("data = fetch_latest_data()"));
        QVERIFY2(source->says().endsWith(QStringLiteral("runs at 21.000 s.")),
            qPrintable(source->says()));
        click("{:noreply, %{state | data: data");
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(29'000'000'000));
        // It returned before the next tick began, at the same instant: what is looked at is lit.
        QVERIFY(lit(source->model()).isEmpty()
            || lit(source->model()).front().contains(QStringLiteral("fetch")));
    }
    void shiftGoesToTheLastTime()
    {
        m->goTo(VirtualTime(25s)); // tick 3 works since 21 s
        click("data = fetch_latest_data()", Qt::ShiftModifier);
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(21'000'000'000));
        click("data = fetch_latest_data()", Qt::ShiftModifier);
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(13'000'000'000));
        click("data = fetch_latest_data()", Qt::ShiftModifier);
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(5'000'000'000));
        click("data = fetch_latest_data()", Qt::ShiftModifier);
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(5'000'000'000));
        QVERIFY(source->says().contains(QStringLiteral("has not run before")));
    }
    void aLineThatRunsNoMoreLeavesTheRunWhereItIs()
    {
        m->goTo(VirtualTime(14s));
        click(":timer.send_interval");
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(14'000'000'000));
        QVERIFY2(source->says().contains(QStringLiteral("does not run again before 60.000 s")),
            qPrintable(source->says()));
        click("use GenServer");
        QVERIFY(source->says().contains(QStringLiteral("is not one that runs")));
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(14'000'000'000));
    }
    void linesAreGoneThroughByKeyboard()
    {
        m->goTo(VirtualTime(14s));
        QTest::keyClick(m->window.get(), Qt::Key_7, Qt::AltModifier);
        QVERIFY(source->view().hasFocus());
        source->view().setCurrentIndex(indexOf("data = fetch_latest_data()"));
        QTest::keyClick(&source->view(), Qt::Key_Return);
        settle(m->window->controller());
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(21'000'000'000));
        QTest::keyClick(&source->view(), Qt::Key_Return, Qt::ShiftModifier);
        settle(m->window->controller());
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(13'000'000'000));
    }
    void keysThatChangedSayWhatTheyWere()
    {
        m->window->timeWindow().setSelection(Selection { 0, 0 });
        m->goTo(VirtualTime(14s)); // tick 1 of poller_after returned at 13 s
        QCOMPARE(state->note(), QStringLiteral("as the last handler returned it"));
        QCOMPARE(note("count: 1"), QStringLiteral("changed, was 0"));
        QCOMPARE(note("data: {:ok, 1},"), QStringLiteral("changed, was nil"));
        QCOMPARE(note("interval: 5000,"), QString());
    }
    void anEditBringsItsClause()
    {
        m->goTo(VirtualTime(14s));
        QVERIFY(!source->model().text().contains(QStringLiteral("set_interval")));
        Action edit;
        edit.kind = ActionKind::SetInterval;
        edit.server = "poller_interval";
        edit.interval = 10s;
        m->window->document().act(edit);
        settle(m->window->controller());
        QVERIFY(source->model().text().contains(QStringLiteral("{:set_interval, ms}")));
    }
    void itIsShownInErlangToo()
    {
        m->entry(QStringLiteral("Erlang"))->trigger();
        m->goTo(VirtualTime(41s));
        QVERIFY(source->model().text().contains(QStringLiteral("-module(poller_interval).")));
        QVERIFY(lit(source->model()).front().contains(QStringLiteral("fetch_latest_data()")));
        QCOMPARE(m->settings.sourceLanguage(), QStringLiteral("erlang"));
    }
    void aReaderHearsWhatRuns()
    {
        m->goTo(VirtualTime(41s));
        const auto index = indexOf("data = fetch_latest_data()");
        const auto words = index.data(Qt::AccessibleTextRole).toString();
        QVERIFY2(words.contains(QStringLiteral("Runs now.")), qPrintable(words));
        QVERIFY(!source->view().accessibleName().isEmpty());
        QAbstractItemModelTester tester(
            source->view().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m->goTo(VirtualTime(50s));
        m->window->timeWindow().setSelection(Selection { 0, 0 });
    }
    void theSourceIsCopied()
    {
        m->entry(QStringLiteral("Copy the source"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), source->model().text());
    }
    void twoSourcesLieSideBySide()
    {
        m->entry(QStringLiteral("Difference of two sources"))->trigger();
        auto* difference = m->window->findChild<SourceDifference*>();
        QVERIFY(difference->isVisible());
        QCOMPARE(difference->left().rowCount(), difference->right().rowCount());
        QStringList marked;
        for (const auto& line : difference->left().lines())
            if (line.isMarked)
                marked << line.text;
        QVERIFY(marked.join(u'\n').contains(QStringLiteral("send_interval")));
        QVERIFY(!marked.join(u'\n').contains(QStringLiteral("use GenServer")));
        QVERIFY(difference->says().endsWith(QStringLiteral("lines differ.")));
    }

private:
    Shown present() const { return { source->model().lines(), state->model().lines() }; }
    QModelIndex indexOf(const char* part) const
    {
        const auto& lines = source->model().lines();
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (lines[i].text.contains(QLatin1String(part)))
                return source->model().index(int(i));
        return {};
    }
    void click(const char* part, Qt::KeyboardModifiers modifiers = {})
    {
        const auto index = indexOf(part);
        QVERIFY2(index.isValid(), part);
        source->view().scrollTo(index);
        const auto place = source->view().visualRect(index);
        QTest::mouseClick(
            source->view().viewport(), Qt::LeftButton, modifiers, { 60, place.center().y() });
        settle(m->window->controller());
    }
    QString note(const char* text) const
    {
        for (const auto& line : state->model().lines())
            if (line.text.trimmed() == QLatin1String(text))
                return line.note;
        return QStringLiteral("no such line");
    }

    std::unique_ptr<WindowFixture> m;
    SourcePanel* source = nullptr;
    StatePanel* state = nullptr;
};

QTEST_MAIN(TestSourcePanel)
#include "tst_source_panel.moc"
