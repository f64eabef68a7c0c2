// SPDX-License-Identifier: GPL-3.0-only
// Lessons in the window: every built-in one is performed to its end through the controls.
#include "core/lesson/builtin_lessons.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/lesson/answer_tile.h"
#include "ui/lesson/lesson_bar.h"
#include "ui/lesson/lesson_exercise.h"
#include "ui/lesson/lesson_list.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/lesson/lesson_question.h"
#include "ui/lesson/lesson_session.h"
#include "ui/timeline/timeline_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

using namespace tickscope;

namespace {

QString nameOf(const BuiltinLesson& lesson)
{
    return QString::fromUtf8(lesson.name.data(), qsizetype(lesson.name.size()));
}

} // namespace

class TestLessons : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->window->resize(1280, 720);
        m->show();
        session = m->window->findChild<LessonSession*>();
        panel = m->window->findChild<LessonPanel*>();
        bar = m->window->findChild<LessonBar*>();
    }
    void cleanup() { m.reset(); }

    void everyLessonIsPerformedToItsEnd_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& lesson : builtinLessons())
            QTest::newRow(std::string(lesson.name).c_str()) << nameOf(lesson);
    }
    void everyLessonIsPerformedToItsEnd()
    {
        QFETCH(QString, name);
        QVERIFY(m->window->openLesson(name));
        play();
        QVERIFY(panel->isVisible());
        for (std::size_t step = 0; step < session->run().stepCount(); ++step) {
            QCOMPARE(session->run().stepIndex(), step);
            for (auto* question : panel->questions()) {
                answer(*question, false);
                QVERIFY2(!question->reply().isEmpty(), qPrintable(name));
            }
            if (!panel->questions().empty()) {
                QTest::keyClick(m->window.get(), Qt::Key_R);
                play();
                for (auto* question : panel->questions())
                    answer(*question, true);
            }
            for (auto* exercise : panel->exercises()) {
                if (exercise->hintButton().isEnabled())
                    exercise->hintButton().click();
                exercise->showMeButton().click();
                play();
                QVERIFY2(exercise->says().startsWith(QStringLiteral("Shown: done at ")),
                    qPrintable(name + QStringLiteral(": ") + exercise->says()));
            }
            QVERIFY2(session->run().isDone(step), qPrintable(name));
            if (!session->run().isLast()) {
                panel->nextButton().click();
                play();
            }
        }
        QVERIFY(session->run().isComplete());
        QVERIFY(!m->settings.lessonProgress(name).contains(u'0'));
        QVERIFY(!m->window->document().isModified());
    }
    void aFirstStartTakesTwoKeys()
    {
        m->window->openFirstLesson();
        m->window->resizeAtFirst({ 1280, 720 });
        play();
        QVERIFY(bar->isVisible());
        QVERIFY(!panel->isVisible());
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(0));
        QTest::keyClick(m->window.get(), Qt::Key_2);
        QTest::keyClick(m->window.get(), Qt::Key_Space);
        QCoreApplication::processEvents();
        play();
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(60'000'000'000));
        QCOMPARE(m->window->controller().run().snapshot(1).mailbox.size(), std::size_t(5));
        QVERIFY(bar->question() != nullptr);
        QCOMPARE(bar->question()->tiles()[1]->mark(), AnswerTile::Mark::Right);
        QVERIFY(!bar->question()->reply().isEmpty());
        QVERIFY(!bar->why().isEmpty());
        // Both lanes whole, and all of the bar in the window.
        auto* timeline = m->window->findChild<TimelineView*>();
        QVERIFY(timeline->height() >= 280);
        const auto place = bar->geometry();
        QVERIFY(bar->mapTo(m->window.get(), QPoint(0, place.height())).y() <= m->window->height());
        for (auto* label : bar->findChildren<QLabel*>())
            if (label->isVisible())
                QVERIFY2(label->height() >= label->heightForWidth(label->width())
                        || label->width() >= label->sizeHint().width(),
                    qPrintable(label->text()));
    }
    void whatIsLeftIsContinued()
    {
        m->window->openLesson(QStringLiteral("build-up"));
        play();
        answer(*panel->questions().front(), true);
        QVERIFY(session->run().isDone(0));
        m->entry(QStringLiteral("Close the lesson"))->trigger();
        QVERIFY(!session->isOpen());
        QVERIFY(!panel->isVisible());
        QVERIFY(m->window->controller().hasRun());
        m->window->openLesson(QStringLiteral("build-up"));
        QCOMPARE(session->run().stepIndex(), std::size_t(1));
    }
    void anotherScenarioEndsTheLesson()
    {
        m->window->openLesson(QStringLiteral("build-up"));
        play();
        QVERIFY(panel->isVisible());
        m->open("cancel");
        QVERIFY(!session->isOpen());
        QVERIFY(!panel->isVisible());
    }
    void allLessonsAreListed()
    {
        QTest::keyClick(m->window.get(), Qt::Key_L, Qt::ControlModifier);
        auto* list = m->window->findChild<LessonList*>();
        QVERIFY(list != nullptr);
        QCOMPARE(std::size_t(list->list().count()), builtinLessons().size());
        emit list->list().itemActivated(list->list().item(0));
        QVERIFY(session->isOpen());
    }

private:
    /// Lets the wall clock pass until nothing moves.
    void play()
    {
        QCoreApplication::processEvents();
        for (int n = 0; n < 100'000 && m->window->controller().isMoving(); ++n) {
            m->clock.advance(std::chrono::milliseconds(50));
            m->window->controller().frame();
        }
        QCoreApplication::processEvents();
    }
    void answer(LessonQuestionBox& question, bool isRight)
    {
        const auto kind = session->openQuestion();
        QVERIFY(kind);
        const auto& step = session->run().step();
        const auto& asked = *kind == LessonQuestion::Kind::Predict ? *step.predict : *step.saw;
        if (question.tiles().empty()) {
            auto* field = question.findChild<QLineEdit*>();
            field->setFocus();
            QTest::keyClicks(field,
                isRight ? QString::fromStdString(asked.answerText()) : QStringLiteral("99999"));
        } else {
            const auto right = *asked.rightOption;
            const auto place = isRight ? right : (right + 1) % question.tiles().size();
            question.tiles()[place]->click();
        }
        QVERIFY(question.runButton().isEnabled());
        question.runButton().click();
        play();
        QVERIFY(session->run().question(*kind).isAnswered());
    }

    std::unique_ptr<WindowFixture> m;
    LessonSession* session = nullptr;
    LessonPanel* panel = nullptr;
    LessonBar* bar = nullptr;
};

QTEST_MAIN(TestLessons)
#include "tst_lessons.moc"
