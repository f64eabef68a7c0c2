// SPDX-License-Identifier: GPL-3.0-only
#include "core/lesson/builtin_lessons.h"
#include "core/scenario/diagnostic.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace tickscope;

class tst_BuiltinLessons : public QObject
{
    Q_OBJECT

private slots:
    void everyFolderIsCompiledIn();
    void everyLessonIsWithoutErrorsAndWarnings_data() { lessons(); }
    void everyLessonIsWithoutErrorsAndWarnings();
    void everyLessonIsShort_data() { lessons(); }
    void everyLessonIsShort();
    void theHeadingIsThatOfTheLesson_data() { lessons(); }
    void theHeadingIsThatOfTheLesson();
    void unknownNamesAreNotFound();

private:
    static void lessons();
    static LessonReadResult fetched();
};

void tst_BuiltinLessons::lessons()
{
    QTest::addColumn<QByteArray>("name");
    for (const BuiltinLesson& lesson : builtinLessons()) {
        const QByteArray name(lesson.name.data(), qsizetype(lesson.name.size()));
        QTest::newRow(name.constData()) << name;
    }
}

LessonReadResult tst_BuiltinLessons::fetched()
{
    const QByteArray name = QTest::currentDataTag();
    return readBuiltinLesson(*findBuiltinLesson(name.toStdString()));
}

void tst_BuiltinLessons::everyFolderIsCompiledIn()
{
    const QDir folder(QStringLiteral(TICKSCOPE_SOURCE_DIR "/resources/lessons"));
    const QStringList names = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(names.size(), qsizetype(builtinLessons().size()));
    const auto text = [&folder](const QString& path) {
        QFile file(folder.filePath(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    for (const QString& name : names) {
        const BuiltinLesson* lesson = findBuiltinLesson(lessonName(name.toStdString()));
        QVERIFY2(lesson != nullptr, qPrintable(name));
        QCOMPARE(QByteArray::fromStdString(std::string(lesson->folder)), name.toUtf8());
        QCOMPARE(QByteArray::fromStdString(std::string(lesson->lesson)),
            text(name + QStringLiteral("/lesson.md")));
        QCOMPARE(QByteArray::fromStdString(std::string(lesson->scenario)),
            text(name + QStringLiteral("/scenario.toml")));
        QCOMPARE(QByteArray::fromStdString(std::string(lesson->teacher)),
            text(name + QStringLiteral("/teacher.md")));
    }
}

void tst_BuiltinLessons::everyLessonIsWithoutErrorsAndWarnings()
{
    LessonReadResult read = fetched();
    std::erase_if(read.scenarioDiagnostics, // that a mailbox grows may be the lesson
        [](const Diagnostic& one) { return one.severity == Severity::Note; });
    const std::string said = renderDiagnostics(read.diagnostics, read.text)
        + renderDiagnostics(read.scenarioDiagnostics, read.lesson.scenarioText);
    QVERIFY2(said.empty(), said.c_str());
    QVERIFY(read.isUsable);
}

void tst_BuiltinLessons::everyLessonIsShort()
{
    const Lesson lesson = fetched().lesson;
    QVERIFY(lesson.minutes >= 1 && lesson.minutes <= 5);
    QVERIFY(lesson.steps.size() >= 3 && lesson.steps.size() <= 6);
    QVERIFY(!lesson.teacherNotes.empty());
}

void tst_BuiltinLessons::theHeadingIsThatOfTheLesson()
{
    const Lesson lesson = fetched().lesson;
    const LessonHeading heading = lessonHeading(*findBuiltinLesson(lesson.name));
    QCOMPARE(heading.title, lesson.title);
    QCOMPARE(heading.minutes, lesson.minutes);
    QCOMPARE(heading.after, lesson.after);
}

void tst_BuiltinLessons::unknownNamesAreNotFound()
{
    QVERIFY(findBuiltinLesson("no-such-lesson") == nullptr);
    QVERIFY(findBuiltinLesson("") == nullptr);
}

QTEST_APPLESS_MAIN(tst_BuiltinLessons)
#include "tst_builtin_lessons.moc"
