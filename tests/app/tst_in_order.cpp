// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/in_order.h"

#include <QtTest>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

using namespace tickscope::cli;

namespace {

using Numbers = std::vector<std::size_t>;

/// Keeps what a doInOrder() handed on, and checks that it came in order and whole.
struct Taken
{
    Numbers numbers;
    bool isInOrder = true;
    std::size_t most = SIZE_MAX; ///< asks for no more once it has so many

    bool take(Pieces pieces, const Numbers& batch)
    {
        isInOrder = isInOrder && pieces.first == numbers.size()
            && pieces.end == pieces.first + batch.size();
        numbers.insert(numbers.end(), batch.begin(), batch.end());
        return numbers.size() < most;
    }
};

/// Each piece gives its number.
template <typename Work>
void run(std::size_t count, Work work, Taken& taken)
{
    doInOrder<Numbers>(
        count, [work] { return work; },
        [&](Pieces pieces, Numbers& batch) { return taken.take(pieces, batch); });
}

bool number(std::size_t piece, Numbers& batch)
{
    batch.push_back(piece);
    return true;
}

bool isWhole(const Taken& taken, std::size_t count)
{
    Numbers expected(count);
    for (std::size_t i = 0; i < count; ++i)
        expected[i] = i;
    return taken.isInOrder && taken.numbers == expected;
}

} // namespace

class TestInOrder : public QObject
{
    Q_OBJECT

private slots:
    void allPiecesComeInOrder_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : { 0, 1, 2, 3, 100, 100'000 })
            QTest::addRow("%d pieces", count) << count;
    }
    void allPiecesComeInOrder()
    {
        QFETCH(int, count);
        Taken taken;
        run(static_cast<std::size_t>(count), number, taken);
        QVERIFY(isWhole(taken, static_cast<std::size_t>(count)));
    }

    void whatComesBeforeAPieceThatWasGivenUpArrives()
    {
        Taken taken;
        run(
            50'000,
            [](std::size_t piece, Numbers& batch) {
                return piece < 12'345 && number(piece, batch);
            },
            taken);
        QVERIFY(isWhole(taken, 12'345));
    }

    void anExceptionIsThrownAgainAfterWhatCameBeforeIt()
    {
        Taken taken;
        const auto work = [](std::size_t piece, Numbers& batch) {
            if (piece == 4'321)
                throw std::runtime_error("piece 4321");
            return number(piece, batch);
        };
        QVERIFY_EXCEPTION_THROWN(run(50'000, work, taken), std::runtime_error);
        QVERIFY(isWhole(taken, 4'321));
    }

    void aWorkerThatCannotBeMadeEndsAll()
    {
        Taken taken;
        const auto makeWorker = []() -> bool (*)(std::size_t, Numbers&) { throw std::bad_alloc(); };
        const auto doAll = [&] {
            doInOrder<Numbers>(10, makeWorker,
                [&](Pieces pieces, Numbers& batch) { return taken.take(pieces, batch); });
        };
        QVERIFY_EXCEPTION_THROWN(doAll(), std::bad_alloc);
    }

    // Each thread far ahead waits for room: it must be woken to see that there is no more to do.
    void whoTakesMayStopOrFail()
    {
        Taken taken;
        taken.most = 1'000;
        run(100'000, number, taken);
        QVERIFY(taken.isInOrder && taken.numbers.size() >= 1'000);
        const auto failAtOnce = [] {
            doInOrder<Numbers>(
                100'000, [] { return number; },
                [](Pieces, Numbers&) -> bool { throw std::runtime_error("full"); });
        };
        QVERIFY_EXCEPTION_THROWN(failAtOnce(), std::runtime_error);
    }

    // Batches of one, two, four and eight pieces are quick; then each piece takes a second.
    void slowPiecesDoNotWaitForTheirBatch()
    {
        BatchQueue<Numbers> queue(1'000'000, 1);
        std::chrono::nanoseconds time {};
        auto work = [&time](std::size_t piece, Numbers& batch) {
            time += piece < 15 ? std::chrono::seconds { 0 } : std::chrono::seconds { 1 };
            return piece < 20 && number(piece, batch);
        };
        workInBatches(queue, work, [&time] { return time; });
        std::vector<std::size_t> sizes;
        while (const auto done = queue.next())
            sizes.push_back(done->batch.size());
        QCOMPARE(sizes, (std::vector<std::size_t> { 1, 2, 4, 8, 1, 1, 1, 1, 1 }));
    }

    void quickPiecesComeInBatches()
    {
        BatchSize size;
        QCOMPARE(size.next(1'000'000, 2), std::size_t { 1 });
        for (int i = 0; i < 20; ++i)
            size.took(std::chrono::microseconds { 1 });
        QCOMPARE(size.next(1'000'000, 2), BatchSize::most);
        QCOMPARE(size.next(80, 2), std::size_t { 10 }); // all threads end at about the same time
        QCOMPARE(size.next(1, 2), std::size_t { 1 });
        size.took(std::chrono::seconds { 1 });
        QCOMPARE(size.next(1'000'000, 2), BatchSize::most / 2);
    }

    void fewResultsWait()
    {
        std::atomic<std::size_t> done = 0;
        std::size_t ahead = 0;
        doInOrder<Numbers>(
            100'000,
            [&] {
                return [&](std::size_t piece, Numbers& batch) {
                    ++done;
                    return number(piece, batch);
                };
            },
            [&](Pieces pieces, Numbers&) {
                for (int i = 0; i < 100; ++i)
                    std::this_thread::yield(); // the others are quicker
                ahead = std::max(ahead, done - pieces.end);
                return true;
            });
        const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
        QVERIFY2(ahead <= 17 * threads * BatchSize::most, std::to_string(ahead).c_str());
    }
};

QTEST_APPLESS_MAIN(TestInOrder)
#include "tst_in_order.moc"
