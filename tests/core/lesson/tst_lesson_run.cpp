// SPDX-License-Identifier: GPL-3.0-only
#include "core/lesson/builtin_lessons.h"
#include "core/lesson/lesson_run.h"
#include "core/run/run.h"

#include <QtTest>

#include <algorithm>

using namespace tickscope;

class tst_LessonRun : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithNothingAnswered();
    void tellsTheAnswerWhenTheRunIsThere();
    void aTypedAnswerMayBeWrittenInSeveralWays_data();
    void aTypedAnswerMayBeWrittenInSeveralWays();
    void nextIsAlwaysPossibleAndTheLastStays();
    void resetOpensTheStepAndKeepsWhatIsDone();
    void seesWhatHappenedBetweenTwoFrames();
    void goingBackOpensWhatFailed();
    void progressComesBack();
    void everyLessonCanBePerformedToItsEnd_data();
    void everyLessonCanBePerformedToItsEnd();
};

namespace {

using Kind = LessonQuestion::Kind;
using Stage = QuestionState::Stage;
using Exercise = ExerciseState::Stage;

/// Stands in for a window: shows the run that a lesson asks for, and lets a person act on it.
class Show
{
public:
    explicit Show(LessonRun& lesson)
        : m_lesson(lesson)
    {
        set(lesson.scene());
    }

    void set(const LessonScene& scene)
    {
        Scenario scenario = m_lesson.lesson().scenario;
        scenario.actions.insert(scenario.actions.end(), scene.actions.begin(), scene.actions.end());
        std::ranges::stable_sort(scenario.actions, {}, &Action::at);
        m_run.emplace(scenario);
        m_log.emplace(scenario, m_run->watchedServers());
        // Where a solution begins, its first action has not happened yet.
        if (scene.at > VirtualTime {})
            playTo(scene.at - Duration { 1 });
        if (scene.actions.empty())
            playTo(scene.at);
        if (scene.playTo)
            playTo(*scene.playTo);
    }
    void playTo(VirtualTime until)
    {
        m_run->advanceTo(until);
        m_log->consume(m_run->trace());
        m_lesson.observe(*m_log, toNs(m_run->now()));
    }
    /// As frames come, a few a second of virtual time.
    void play(Duration duration)
    {
        const VirtualTime end = m_run->now() + duration;
        while (m_run->now() < end)
            playTo(std::min(end, m_run->now() + 700ms));
    }
    void act(Action action) { m_run->apply(std::move(action)); }
    Run& run() { return *m_run; }

private:
    LessonRun& m_lesson;
    std::optional<Run> m_run;
    std::optional<TraceLog> m_log;
};

Lesson builtin(std::string_view name)
{
    return readBuiltinLesson(*findBuiltinLesson(name)).lesson;
}

/// A lesson of one scenario, for what the built-in ones do not have.
Lesson written(const char* text)
{
    const auto readFile = [](const std::string& file) -> Result<std::string> {
        if (file != "scenario.toml")
            return Error { ErrorCode::Io, "there is no such file", {} };
        return std::string("format = 1\nduration = \"60s\"\n"
                           "[[server]]\nname = \"poller\"\ninterval = \"5s\"\nwork = \"2s\"\n");
    };
    const LessonReadResult read = readLesson(
        std::string("---\ntitle: A\nminutes: 1\nscenario: scenario.toml\n---\n") + text, "a",
        "lesson.md", readFile);
    if (read.hasErrors() || !read.isUsable)
        qFatal("%s", renderDiagnostics(read.diagnostics, read.text).c_str());
    return read.lesson;
}

constexpr const char* exerciseText = "Text.\n```do\nsay = \"Let it stop ticking\"\n"
                                     "until = \"poller.timers == 0 and poller.state == idle\"\n"
                                     "not = \"restarts > 0\"\nfail = \"It was restarted.\"\n"
                                     "hint = \"Cancel it.\"\n"
                                     "solution = [{ at = \"10s\", server = \"poller\", "
                                     "do = \"cancel\" }]\n```\n";

Action action(const char* server, ActionKind kind)
{
    Action result;
    result.server = server;
    result.kind = kind;
    return result;
}

/// Everything that a person can ask of a server, from the least to the worst.
std::vector<Action> troubles(const Scenario& scenario)
{
    std::vector<Action> all;
    for (const ServerInstance& server : expandServers(scenario)) {
        for (const ActionKind kind : { ActionKind::Crash, ActionKind::Stop, ActionKind::Cancel,
                 ActionKind::Resume, ActionKind::Tick, ActionKind::Start }) {
            all.push_back(action(server.name.c_str(), kind));
        }
        for (const Duration interval : { Duration(100ms), Duration(1h) }) {
            all.push_back(action(server.name.c_str(), ActionKind::SetInterval));
            all.back().interval = interval;
        }
        all.push_back(action(server.name.c_str(), ActionKind::SetWork));
        all.back().work = Duration(30s);
    }
    return all;
}

} // namespace

void tst_LessonRun::beginsWithNothingAnswered()
{
    const Lesson lesson = builtin("build-up");
    LessonRun run(lesson);
    QCOMPARE(run.stepIndex(), std::size_t(0));
    QCOMPARE(run.question(Kind::Predict).stage, Stage::Open);
    QCOMPARE(run.scene().at, VirtualTime {});
    QVERIFY(!run.reveal(Kind::Predict)); // nothing was chosen
    QVERIFY(!run.isDone(0));
}

void tst_LessonRun::tellsTheAnswerWhenTheRunIsThere()
{
    const Lesson lesson = builtin("build-up");
    LessonRun run(lesson);
    Show show(run);
    run.choose(Kind::Predict, "0");
    run.choose(Kind::Predict, "12"); // another thought
    const auto scene = run.reveal(Kind::Predict);
    QVERIFY(scene && scene->playTo == lesson.steps[0].predict->at);
    QCOMPARE(run.question(Kind::Predict).stage, Stage::Running);
    run.choose(Kind::Predict, "5"); // too late
    show.playTo(VirtualTime { 59s });
    QCOMPARE(run.question(Kind::Predict).stage, Stage::Running);
    show.playTo(VirtualTime { 60s });
    QCOMPARE(run.question(Kind::Predict).stage, Stage::Wrong);
    QCOMPARE(run.question(Kind::Predict).chosen, std::string("12"));
    QVERIFY(!run.question(Kind::Predict).reply.empty());
    QVERIFY(run.isDone(0));
}

void tst_LessonRun::aTypedAnswerMayBeWrittenInSeveralWays_data()
{
    QTest::addColumn<bool>("isRight");
    for (const char* right : { "7s", "7 s", "7000ms", " 7s " })
        QTest::newRow(right) << true;
    for (const char* wrong : { "7", "5s", "seven", "8 s", "yes" })
        QTest::newRow(wrong) << false;
}

void tst_LessonRun::aTypedAnswerMayBeWrittenInSeveralWays()
{
    QFETCH(bool, isRight);
    const Lesson lesson = written("Text.\n```predict\nquestion = \"From start to start?\"\n"
                                  "compute = \"poller.period.mean\"\nat = \"60s\"\n"
                                  "because = { \"5s\" = \"The work counts too.\" }\n```\n");
    LessonRun run(lesson);
    Show show(run);
    run.choose(Kind::Predict, QTest::currentDataTag());
    show.set(*run.reveal(Kind::Predict));
    QCOMPARE(run.question(Kind::Predict).stage, isRight ? Stage::Right : Stage::Wrong);
    QCOMPARE(
        run.question(Kind::Predict).reply.empty(), QByteArray("5s") != QTest::currentDataTag());
}

void tst_LessonRun::nextIsAlwaysPossibleAndTheLastStays()
{
    const Lesson lesson = builtin("build-up");
    LessonRun run(lesson);
    for (std::size_t i = 0; i < 2 * run.stepCount(); ++i)
        run.next();
    QVERIFY(run.isLast());
    for (std::size_t i = 0; i < 2 * run.stepCount(); ++i)
        run.back();
    QCOMPARE(run.stepIndex(), std::size_t(0));
    QVERIFY(!run.isComplete());
}

void tst_LessonRun::resetOpensTheStepAndKeepsWhatIsDone()
{
    const Lesson lesson = written(exerciseText);
    LessonRun run(lesson);
    Show show(run);
    QCOMPARE(run.scene().at, VirtualTime { 10s });
    run.showHint(0);
    show.set(run.showMe(0));
    QCOMPARE(run.exercise(0).stage, Exercise::Passed);
    QVERIFY(run.exercise(0).wasShown && run.exercise(0).isHintShown && run.isComplete());
    show.set(run.reset());
    QCOMPARE(run.exercise(0).stage, Exercise::Open);
    QVERIFY(!run.exercise(0).wasShown && !run.exercise(0).isHintShown && run.isComplete());
    show.act(action("poller", ActionKind::Cancel));
    show.play(5s);
    QCOMPARE(run.exercise(0).stage, Exercise::Passed);
    QVERIFY(!run.exercise(0).wasShown);
}

void tst_LessonRun::seesWhatHappenedBetweenTwoFrames()
{
    const Lesson lesson = written(exerciseText);
    LessonRun run(lesson);
    Show show(run);
    show.act(action("poller", ActionKind::Cancel));
    show.run().advanceTo(VirtualTime { 12s });
    show.act(action("poller", ActionKind::Resume));
    show.playTo(VirtualTime { 50s }); // one frame: both were in it
    QCOMPARE(run.exercise(0).stage, Exercise::Passed);
    QVERIFY(run.exercise(0).endedAt && *run.exercise(0).endedAt < VirtualTime { 12s });
}

void tst_LessonRun::goingBackOpensWhatFailed()
{
    const Lesson lesson = written(exerciseText);
    LessonRun run(lesson);
    Show show(run);
    show.act(action("poller", ActionKind::Crash));
    show.play(5s);
    QCOMPARE(run.exercise(0).stage, Exercise::Failed);
    show.act(action("poller", ActionKind::Cancel));
    show.play(5s);
    QCOMPARE(run.exercise(0).stage, Exercise::Failed);
    show.set(run.scene());
    QCOMPARE(run.exercise(0).stage, Exercise::Open);
    show.act(action("poller", ActionKind::Cancel));
    show.play(5s);
    QCOMPARE(run.exercise(0).stage, Exercise::Passed);
}

void tst_LessonRun::progressComesBack()
{
    const Lesson lesson = builtin("build-up");
    LessonRun run(lesson);
    run.restore({ false, true });
    QVERIFY(!run.isDone(0) && run.isDone(1));
    run.restore(std::vector<bool>(99, true));
    QVERIFY(run.isComplete());
}

void tst_LessonRun::everyLessonCanBePerformedToItsEnd_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const BuiltinLesson& lesson : builtinLessons()) {
        const QByteArray name(lesson.name.data(), qsizetype(lesson.name.size()));
        QTest::newRow(name.constData()) << name;
    }
}

/// Answers each question in every way, fails each exercise that can be failed, passes each one by
/// hand, and lets "Show me" do the rest.
void tst_LessonRun::everyLessonCanBePerformedToItsEnd()
{
    QFETCH(QByteArray, name);
    const Lesson lesson = builtin(name.toStdString());
    LessonRun run(lesson);
    Show show(run);
    int predictions = 0;
    int exercises = 0;
    for (std::size_t i = 0; i < run.stepCount(); ++i) {
        for (const Kind kind : { Kind::Predict, Kind::Saw }) {
            const auto& question = kind == Kind::Predict ? run.step().predict : run.step().saw;
            if (!question)
                continue;
            predictions += kind == Kind::Predict;
            std::vector<std::string> answers = question->options;
            if (answers.empty())
                answers = { question->answerText(), "nothing like it" };
            int right = 0;
            for (const std::string& answer : answers) {
                show.set(run.reset());
                run.choose(kind, answer);
                show.set(*run.reveal(kind));
                const QuestionState& state = run.question(kind);
                QVERIFY(state.isAnswered());
                right += state.stage == Stage::Right;
                QVERIFY(state.stage == Stage::Right || !state.reply.empty()
                    || question->options.empty());
            }
            QCOMPARE(right, 1);
        }
        for (std::size_t e = 0; e < run.step().exercises.size(); ++e) {
            const LessonExercise& exercise = run.step().exercises[e];
            ++exercises;
            bool hasFailed = !exercise.fails;
            for (const Action& trouble : troubles(lesson.scenario)) {
                if (hasFailed)
                    break;
                show.set({ {}, exercise.startsAt(), std::nullopt });
                show.act(trouble);
                show.playTo(VirtualTime { lesson.scenario.duration });
                hasFailed = run.exercise(e).stage == Exercise::Failed;
                run.reset();
            }
            QVERIFY2(hasFailed, exercise.say.c_str());
            QVERIFY2(!exercise.hint.empty(), exercise.say.c_str());

            show.set({ {}, exercise.startsAt(), std::nullopt });
            for (const Action& step : exercise.solution) { // by hand, as somebody would
                show.playTo(step.at);
                show.act(step);
            }
            show.play(VirtualTime { lesson.scenario.duration } - show.run().now());
            QVERIFY2(run.exercise(e).stage == Exercise::Passed, exercise.say.c_str());
            QVERIFY(!run.exercise(e).wasShown);
            run.reset();
            show.set(run.showMe(e));
            QVERIFY2(run.exercise(e).stage == Exercise::Passed, exercise.say.c_str());
            QVERIFY(run.exercise(e).wasShown);
            QCOMPARE(*run.exercise(e).endedAt, exercise.reachedAt);
        }
        run.next();
    }
    QVERIFY(predictions >= 1 && exercises >= 1);
    QVERIFY(run.isComplete());
}

QTEST_APPLESS_MAIN(tst_LessonRun)
#include "tst_lesson_run.moc"
