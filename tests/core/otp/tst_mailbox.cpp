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
            Mailbox mailbox;
            std::deque<std::uint32_t> model;
            std::uint32_t number = 0;
            for (const bool push : *rc::gen::arbitrary<std::vector<bool>>()) {
                if (push || model.empty()) {
                    mailbox.push({ { ++number, MessageKind::Poll, 0 }, 0 });
                    model.push_back(number);
                } else {
                    RC_ASSERT(mailbox.pop().message.number == model.front());
                    model.pop_front();
                }
                RC_ASSERT(mailbox.size() == model.size());
            }
            for (std::uint32_t place = 0; place < mailbox.size(); ++place)
                RC_ASSERT(mailbox.at(place).message.number == model[place]);
        });
    }

    // Large rings grow by less than they hold, wherever their head is.
    void itStaysAQueueWhileItGrowsLarge()
    {
        Mailbox mailbox;
        std::uint32_t pushed = 0;
        std::uint32_t popped = 0;
        while (pushed < 20'000) {
            mailbox.push({ { ++pushed, MessageKind::Poll, 0 }, pushed });
            if (pushed % 5 == 0)
                QCOMPARE(mailbox.pop().message.number, ++popped);
        }
        while (!mailbox.isEmpty())
            QCOMPARE(mailbox.pop().message.number, ++popped);
        QCOMPARE(popped, pushed);
    }

    void allOfAMessageIsKept()
    {
        Mailbox mailbox;
        mailbox.push({ { UINT32_MAX, MessageKind::Load, 255 }, toNs(endOfTime) });
        const QueuedMessage kept = mailbox.at(0);
        QCOMPARE(kept.message.number, UINT32_MAX);
        QCOMPARE(kept.message.kind, MessageKind::Load);
        QCOMPARE(kept.message.chain, std::uint8_t { 255 });
        QCOMPARE(kept.deliveredNs, toNs(endOfTime));
    }

    void clearedItIsEmpty()
    {
        Mailbox mailbox;
        mailbox.push({ { 1, MessageKind::Poll, 2 }, 3 });
        mailbox.clear();
        QVERIFY(mailbox.isEmpty());
        mailbox.push({ { 5, MessageKind::Call, 4 }, 6 });
        QCOMPARE(mailbox.pop().message.number, 5U);
    }
};

QTEST_APPLESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
