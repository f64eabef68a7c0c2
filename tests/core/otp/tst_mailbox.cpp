// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/mailbox.h"
#include "tests/support/property.h"

#include <deque>

using namespace tickscope;

class TestMailbox : public QObject
{
    Q_OBJECT

private slots:
    void itIsAQueue()
    {
        TICKSCOPE_PROPERTY("first in, first out, whatever is pushed and popped", [] {
            LinePool pool;
            Mailbox mailbox;
            std::deque<std::uint32_t> model;
            std::uint32_t number = 0;
            for (const bool push : *rc::gen::arbitrary<std::vector<bool>>()) {
                if (push || model.empty()) {
                    mailbox.push(pool, { { ++number, MessageKind::Poll, 0 }, 0 });
                    model.push_back(number);
                } else {
                    RC_ASSERT(mailbox.pop(pool).message.number == model.front());
                    model.pop_front();
                }
                RC_ASSERT(mailbox.size() == model.size());
            }
            std::deque<std::uint32_t> kept;
            mailbox.forEach(
                [&kept](QueuedMessage queued) { kept.push_back(queued.message.number); });
            RC_ASSERT(kept == model);
        });
    }

    // Through blocks of each size, whatever has been taken from the first.
    void itStaysAQueueWhileItGrowsLarge()
    {
        LinePool pool;
        Mailbox mailbox;
        std::uint32_t pushed = 0;
        std::uint32_t popped = 0;
        while (pushed < 20'000) {
            mailbox.push(pool, { { ++pushed, MessageKind::Poll, 0 }, pushed });
            if (pushed % 5 == 0)
                QCOMPARE(mailbox.pop(pool).message.number, ++popped);
        }
        std::uint32_t next = popped;
        mailbox.forEach(
            [&next](QueuedMessage queued) { next += queued.message.number == next + 1 ? 1 : 0; });
        QCOMPARE(next, pushed);
        while (!mailbox.isEmpty())
            QCOMPARE(mailbox.pop(pool).message.number, ++popped);
        QCOMPARE(popped, pushed);
    }

    void allOfAMessageIsKept()
    {
        LinePool pool;
        Mailbox mailbox;
        mailbox.push(pool, { { UINT32_MAX, MessageKind::Sys, 255 }, toNs(endOfTime) });
        const QueuedMessage kept = mailbox.pop(pool);
        QCOMPARE(kept.message.number, UINT32_MAX);
        QCOMPARE(kept.message.kind, MessageKind::Sys);
        QCOMPARE(kept.message.chain, std::uint8_t { 255 });
        QCOMPARE(kept.deliveredNs, toNs(endOfTime));
    }

    // As in a run of a billion messages, of which few went to this process.
    void numbersMayBeFarApart()
    {
        LinePool pool;
        Mailbox mailbox;
        const std::vector<std::uint32_t> numbers { 1, 2, (1U << 28) + 1, 1U << 29, UINT32_MAX - 1,
            UINT32_MAX };
        for (const std::uint32_t number : numbers)
            mailbox.push(pool, { { number, MessageKind::Poll, 7 }, 5 });
        std::vector<std::uint32_t> seen;
        mailbox.forEach([&seen](QueuedMessage queued) { seen.push_back(queued.message.number); });
        QCOMPARE(seen, numbers);
        for (const std::uint32_t number : numbers)
            QCOMPARE(mailbox.pop(pool).message.number, number);
        QVERIFY(mailbox.isEmpty());
    }

    void clearedItIsEmpty()
    {
        LinePool pool;
        Mailbox mailbox;
        mailbox.push(pool, { { 1, MessageKind::Poll, 2 }, 3 });
        mailbox.clear(pool);
        QVERIFY(mailbox.isEmpty());
        mailbox.push(pool, { { 5, MessageKind::Call, 4 }, 6 });
        QCOMPARE(mailbox.pop(pool).message.number, 5U);
    }
};

QTEST_APPLESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
