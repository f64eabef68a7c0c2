// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/models/mailbox_model.h"
#include "ui/panels/mailbox_panel.h"
#include "ui/text/trace_text.h"
#include "ui/widgets/plain_table.h"

#include <QAbstractItemModelTester>

using namespace tickscope;

class TestMailboxPanel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
        m->goTo(VirtualTime(41s));
        m->window->timeWindow().setSelection(Selection { 1, 0 });
        m_panel = m->window->findChild<MailboxPanel*>();
        QTest::keyClick(m->window.get(), Qt::Key_5, Qt::AltModifier);
        QVERIFY(m_panel->isVisible());
    }
    void cleanup() { m.reset(); }

    void messagesStandInTheirOrderWithTheirAge()
    {
        QCOMPARE(texts(MailboxModel::PlaceColumn), QStringLiteral("1, 2, 3"));
        QCOMPARE(texts(MailboxModel::MessageColumn), QStringLiteral("tick 6, tick 7, tick 8"));
        QCOMPARE(texts(MailboxModel::DeliveredColumn), QStringLiteral("30.000, 35.000, 40.000"));
        QCOMPARE(texts(MailboxModel::AgeColumn), QStringLiteral("11.000 s, 6.000 s, 1.000 s"));
        QCOMPARE(m_panel->sentence(),
            QStringLiteral("poller_interval: 3 messages waiting, the oldest for 11.000 s."));
    }
    void itFollowsTheRunAndTheSelection()
    {
        m->goTo(VirtualTime(46s)); // tick 6 was taken at 45 s
        QCOMPARE(texts(MailboxModel::MessageColumn), QStringLiteral("tick 7, tick 8, tick 9"));
        m->window->timeWindow().setSelection(Selection { 0, 0 });
        QCOMPARE(m_panel->model().rowCount(), 0);
        QCOMPARE(
            m_panel->sentence(), QStringLiteral("Nothing waits in the mailbox of poller_after."));
    }
    void aRowSelectsItsMessage()
    {
        auto* table = m_panel->findChild<PlainTable*>();
        const auto second = m_panel->model().index(1, MailboxModel::MessageColumn);
        emit table->activated(second);
        const auto number = second.data(MailboxModel::MessageRole).toUInt();
        QCOMPARE(m->window->timeWindow().selection().value(), (Selection { 1, number }));
        QCOMPARE(findMessage(m->window->controller().log().server(1), number)->tick, 7U);
    }
    void itIsAGoodModelOfAnyMailbox()
    {
        const QAbstractItemModelTester tester(
            &m_panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const auto time : { 0s, 10s, 13s, 60s })
            m->goTo(VirtualTime(time));
        QCOMPARE(m_panel->model().rowCount(), int(m_panel->model().waiting()));
    }
    void ofAVeryLongOneTheFirstAreShown()
    {
        m->window->document().openText(
            QStringLiteral("format = 1\nduration = \"60s\"\n[[server]]\nname = \"p\"\n"
                           "schedule = \"send_interval\"\ninterval = \"10ms\"\nwork = \"1m\"\n"),
            {}, QStringLiteral("long.toml"));
        m->window->timeWindow().setSelection(Selection { 0, 0 });
        m->goTo(VirtualTime(50s));
        QCOMPARE(m_panel->model().rowCount(), int(MailboxModel::rowLimit));
        QVERIFY(m_panel->model().waiting() > std::size_t(MailboxModel::rowLimit));
        QVERIFY(m_panel->sentence().endsWith(QStringLiteral("The first 1,000 are shown.")));
    }

private:
    QString texts(int column) const
    {
        QStringList texts;
        for (int row = 0; row < m_panel->model().rowCount(); ++row)
            texts << m_panel->model().index(row, column).data().toString();
        return texts.join(QStringLiteral(", "));
    }

    std::unique_ptr<WindowFixture> m;
    MailboxPanel* m_panel = nullptr;
};

QTEST_MAIN(TestMailboxPanel)
#include "tst_mailbox_panel.moc"
