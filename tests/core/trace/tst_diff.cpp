// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/diff.h"
#include "tests/support/text_files.h"
#include "tests/support/trace_builder.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tickscope;
using namespace tickscope::testing;

class TestDiff : public QObject
{
    Q_OBJECT

private slots:
    void sameTextsHaveNone();
    void findsTheFirstWithItsContext();
    void oneMayEndBeforeTheOther();
    void emptyAgainstSomething();
    void readsNoFurtherThanItMust();
    void tracesAreComparedAsEvents();
    void textReadsLikeADiff();
    void indexIsTheLengthOfTheCommonStart();
};

namespace {

LineSource source(std::vector<std::string> lines, std::size_t* read = nullptr)
{
    return [lines = std::move(lines), read, next = std::size_t { 0 }](std::string& line) mutable {
        if (next == lines.size())
            return false;
        line = lines[next++];
        if (read)
            *read = next;
        return true;
    };
}

using Lines = std::vector<std::string>;

} // namespace

void TestDiff::sameTextsHaveNone()
{
    QVERIFY(!firstDifference(source({}), source({})));
    QVERIFY(!firstDifference(source({ "a", "b" }), source({ "a", "b" })));
}

void TestDiff::findsTheFirstWithItsContext()
{
    const auto difference
        = firstDifference(source({ "1", "2", "3", "4", "5", "6", "7", "8", "9", "10" }),
            source({ "1", "2", "3", "4", "5", "x", "y" }));
    QVERIFY(difference);
    QCOMPARE(difference->index, 5U);
    QCOMPARE(difference->before, (Lines { "3", "4", "5" }));
    QCOMPARE(*difference->left, std::string("6"));
    QCOMPARE(*difference->right, std::string("x"));
    QCOMPARE(difference->leftAfter, (Lines { "7", "8", "9" }));
    QCOMPARE(difference->rightAfter, (Lines { "y" }));
}

void TestDiff::oneMayEndBeforeTheOther()
{
    const auto difference = firstDifference(source({ "a" }), source({ "a", "b", "c" }));
    QVERIFY(difference);
    QCOMPARE(difference->index, 1U);
    QVERIFY(!difference->left);
    QCOMPARE(*difference->right, std::string("b"));
    QCOMPARE(difference->rightAfter, (Lines { "c" }));
}

void TestDiff::emptyAgainstSomething()
{
    const auto difference = firstDifference(source({ "" }), source({}));
    QVERIFY(difference); // an empty line is a line
    QCOMPARE(difference->index, 0U);
    QVERIFY(difference->left && !difference->right);
}

void TestDiff::readsNoFurtherThanItMust()
{
    std::size_t read = 0;
    QVERIFY(firstDifference(source(Lines(1000, "a"), &read), source({ "a", "b" })));
    QCOMPARE(read, 2U + Difference::contextLines);
}

void TestDiff::tracesAreComparedAsEvents()
{
    TraceBuilder left;
    IntervalPoller(left, 0, 5s, 8s).runUntil(100s);
    TraceBuilder same;
    IntervalPoller(same, 0, 5s, 8s).runUntil(100s);
    TraceBuilder other;
    IntervalPoller(other, 0, 5s, 9s).runUntil(100s);
    QVERIFY(!firstDifference(left.trace(), { "p" }, same.trace(), { "p" }));
    const auto difference = firstDifference(left.trace(), { "p" }, other.trace(), { "p" });
    QVERIFY(difference);
    QVERIFY(difference->left->find("\"event\":\"work_start\"") != std::string::npos);
    QVERIFY(difference->left->find("8000000000") != std::string::npos);
    QVERIFY(difference->right->find("9000000000") != std::string::npos);
    QVERIFY(firstDifference(left.trace(), { "p" }, same.trace(), { "q" })); // another name
}

void TestDiff::textReadsLikeADiff()
{
    const auto difference = firstDifference(source({ "a", "b", "c" }), source({ "a", "x" }));
    QCOMPARE(differenceText(*difference),
        std::string("The first difference is at event 1.\n  a\n- b\n- c\n+ x\n"));
    const auto ended = firstDifference(source({ "a" }), source({}));
    QCOMPARE(differenceText(*ended),
        std::string("The first difference is at event 0.\n- a\n+ (ends here)\n"));
}

void TestDiff::indexIsTheLengthOfTheCommonStart()
{
    const bool isRight = rc::check("any two lists of lines", [] {
        const auto line = rc::gen::element<std::string>("a", "b");
        const auto left = *rc::gen::container<Lines>(line);
        const auto right = *rc::gen::container<Lines>(line);
        std::size_t common = 0;
        while (common < left.size() && common < right.size() && left[common] == right[common])
            ++common;
        const auto difference = firstDifference(source(left), source(right));
        RC_ASSERT(difference.has_value() == (left != right));
        if (difference)
            RC_ASSERT(difference->index == common);
    });
    QVERIFY(isRight);
}

QTEST_APPLESS_MAIN(TestDiff)
#include "tst_diff.moc"
