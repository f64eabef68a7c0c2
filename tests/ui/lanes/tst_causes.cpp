// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/scenarios.h"
#include "ui/lanes/causes.h"

#include <QTest>

using namespace tickscope;

namespace {

TraceLog logOf(const Run& run)
{
    TraceLog log(run.scenario(), run.watchedServers());
    log.consume(run.trace());
    return log;
}

const MessageEntry* tick(const ServerLog& log, std::uint32_t number)
{
    for (const auto& message : log.messages)
        if (message.tick == number)
            return &message;
    return nullptr;
}

} // namespace

class TestCauses : public QObject
{
    Q_OBJECT

private slots:
    void aTickIsCausedByTheHandlerThatArmedItsTimer()
    {
        Run run(builtin("buildup"));
        run.advanceTo(VirtualTime(41s));
        const auto log = logOf(run);
        for (const std::uint32_t server : { 0U, 1U, 2U, 3U }) {
            const auto& one = log.server(server);
            QVERIFY(!causeOf(one, *tick(one, 1)));
            QCOMPARE(causeOf(one, *tick(one, 2)), tick(one, 1));
            QCOMPARE(causeOf(one, *tick(one, 3)), tick(one, 2));
            QCOMPARE(effectOf(one, *tick(one, 1)), tick(one, 2));
            QCOMPARE(effectOf(one, *tick(one, 2)), tick(one, 3));
        }
    }
    void effectIsTheOtherWayRoundOfCause()
    {
        for (const char* name : { "buildup", "buildup-edited", "self-scheduling" }) {
            Run run(builtin(name));
            run.advanceTo(VirtualTime(60s));
            const auto log = logOf(run);
            for (std::size_t server = 0; server < log.serverCount(); ++server)
                for (const auto& message : log.server(server).messages) {
                    const auto* effect = effectOf(log.server(server), message);
                    if (effect)
                        QCOMPARE(causeOf(log.server(server), *effect), &message);
                }
        }
    }
    void aResumeCausesTheTickOfItsChain()
    {
        auto scenario = builtin("self-scheduling");
        Action action;
        action.at = VirtualTime(2s);
        action.server = scenario.servers[0].name;
        action.kind = ActionKind::Resume;
        scenario.actions.push_back(action);
        Run run(scenario);
        run.advanceTo(VirtualTime(12s));
        const auto log = logOf(run);
        const auto& one = log.server(0);
        const MessageEntry* resume = nullptr;
        for (const auto& message : one.messages)
            if (message.kind == MessageKind::Resume)
                resume = &message;
        QVERIFY(resume);
        const auto* effect = effectOf(one, *resume);
        QVERIFY(effect);
        QCOMPARE(causeOf(one, *effect), resume);
        QVERIFY(!causeOf(one, *resume));
    }
    void theLastTickHasCausedNothingYet()
    {
        Run run(builtin("buildup"));
        run.advanceTo(VirtualTime(41s));
        const auto log = logOf(run);
        QVERIFY(!effectOf(log.server(0), *tick(log.server(0), 3)));
    }
};

QTEST_APPLESS_MAIN(TestCauses)
#include "tst_causes.moc"
