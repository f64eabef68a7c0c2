// SPDX-License-Identifier: GPL-3.0-only
#include "ui/form/key_hints.h"

#include <QStringList>
#include <QTest>

using namespace tickscope;

namespace {

/// @param text  '|' is the cursor
QStringList wordsAt(QString text)
{
    const auto cursor = text.indexOf(u'|');
    QStringList words;
    for (const auto& word : keyHints(text.remove(cursor, 1), cursor).words)
        words << word.word;
    return words;
}

QStringList list(std::initializer_list<const char*> words)
{
    QStringList all;
    for (const auto* word : words)
        all << QString::fromLatin1(word);
    return all;
}

} // namespace

class TestKeyHints : public QObject
{
    Q_OBJECT

private slots:
    void keysOfTheTableAtTheCursor()
    {
        QCOMPARE(wordsAt(QStringLiteral("[[server]]\nname = \"a\"\nsche|\n")),
            list({ "schedule", "schedule_in_init" }));
        QCOMPARE(wordsAt(QStringLiteral("dur|\n[[server]]\n")), list({ "duration" }));
        QCOMPARE(wordsAt(QStringLiteral("[supervisor.parent] # two\nmax|")),
            list({ "max_restarts", "max_seconds" }));
        QVERIFY(wordsAt(QStringLiteral("[[resource]]\n|")).contains(QStringLiteral("capacity")));
    }
    void keysThatAreThereAreNotOffered()
    {
        const auto words = wordsAt(QStringLiteral("[[server]]\nkind = \"poller\"\n|\nload = 1\n"));
        QVERIFY(!words.contains(QStringLiteral("kind")));
        QVERIFY(!words.contains(QStringLiteral("load")));
        QVERIFY(words.contains(QStringLiteral("interval")));
    }
    void wordsOfAValue()
    {
        QCOMPARE(wordsAt(QStringLiteral("[[server]]\nschedule = \"ab|\"\n")),
            list({ "absolute", "absolute_skip" }));
        QCOMPARE(wordsAt(QStringLiteral("clock = \"|\n")), list({ "ideal", "beam" }));
    }
    void tables()
    {
        QVERIFY(wordsAt(QStringLiteral("[[|")).contains(QStringLiteral("[[server]]")));
        QCOMPARE(wordsAt(QStringLiteral("[s|")), list({ "[supervisor]", "[supervisor.parent]" }));
    }
    void nothingInCommentsTextsAndUnknownTables()
    {
        QCOMPARE(wordsAt(QStringLiteral("[[server]]\n# sche|\n")), QStringList());
        QCOMPARE(wordsAt(QStringLiteral("title = \"sche|\"\n")), QStringList());
        QCOMPARE(wordsAt(QStringLiteral("[[sever]]\nna|\n")), QStringList());
    }
};

QTEST_MAIN(TestKeyHints)
#include "tst_key_hints.moc"
