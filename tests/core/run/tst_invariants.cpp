// SPDX-License-Identifier: GPL-3.0-only
// What holds in every run, whatever the servers do and whatever is done to them.
#include "core/scenario/writer.h"
#include "tests/support/property.h"
#include "tests/support/random_scenario.h"

#include <map>
#include <set>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

bool sameBytes(const Run& left, const Run& right)
{
    if (left.trace().size() != right.trace().size())
        return false;
    for (std::uint64_t seq = 0; seq < left.trace().size(); ++seq) {
        if (!(left.trace()[seq] == right.trace()[seq]))
            return false;
    }
    return left.trace().fingerprint() == right.trace().fingerprint();
}

} // namespace

namespace {

// What may be recorded of a process while it works: others do it.
bool happensToOthers(Event event)
{
    switch (event) {
    case Event::Receive:
    case Event::Timeout:
    case Event::CallTimeout:
    case Event::SetWork:
    case Event::SetOutcomes:
    case Event::StartChild:
    case Event::Stall:
        return true;
    default:
        return false;
    }
}

} // namespace

class TestInvariants : public QObject
{
    Q_OBJECT

private slots:
    void timeNeverGoesBack()
    {
        TICKSCOPE_PROPERTY("time never goes back", [] {
            const Run run = ran(randomScenario(), 1s);
            for (std::uint64_t seq = 1; seq < run.trace().size(); ++seq)
                RC_ASSERT(run.trace()[seq].timeNs >= run.trace()[seq - 1].timeNs);
        });
    }

    void everyMessageIsTakenOrWaitsOrIsLost()
    {
        TICKSCOPE_PROPERTY("sent = taken + waiting + lost + dropped", [] {
            const Run run = ran(randomScenario(), 1s);
            std::map<std::uint32_t, std::int64_t> waiting;
            std::set<std::uint32_t> numbers;
            for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
                const Record& record = run.trace()[seq];
                if (record.event == Event::Receive) {
                    RC_ASSERT(numbers.insert(record.ref).second);
                    RC_ASSERT(++waiting[record.server] == std::int64_t(record.extra));
                } else if (record.event == Event::Dequeue) {
                    RC_ASSERT(--waiting[record.server] == std::int64_t(record.extra));
                } else if (record.event == Event::Exit) {
                    RC_ASSERT(
                        std::exchange(waiting[record.server], 0) == std::int64_t(record.extra));
                }
            }
            for (ServerIndex i = 0; i < run.serverCount(); ++i)
                RC_ASSERT(std::int64_t(run.snapshot(i).mailbox.size()) == waiting[i]);
        });
    }

    void aMailboxIsFirstInFirstOut()
    {
        TICKSCOPE_PROPERTY("messages are taken in the order of their delivery", [] {
            const Run run = ran(randomScenario(), 1s);
            std::map<std::uint32_t, std::uint32_t> lastTaken;
            for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
                const Record& record = run.trace()[seq];
                if (record.event != Event::Dequeue)
                    continue;
                RC_ASSERT(record.ref > lastTaken[record.server]);
                lastTaken[record.server] = record.ref;
            }
        });
    }

    void aServerDoesOneThingAtATime()
    {
        TICKSCOPE_PROPERTY("callbacks of a process never overlap; busy <= elapsed", [] {
            const Run run = ran(randomScenario(), 1s);
            std::map<std::uint32_t, std::int64_t> workingSince;
            std::map<std::uint32_t, std::int64_t> busy;
            for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
                const Record& record = run.trace()[seq];
                const bool works = workingSince.count(record.server) > 0;
                if (record.event == Event::WorkStart) {
                    RC_ASSERT(!works);
                    workingSince[record.server] = record.timeNs;
                } else if (record.event == Event::WorkEnd || record.event == Event::Exit) {
                    RC_ASSERT(works || record.event == Event::Exit);
                    if (works)
                        busy[record.server] += record.timeNs - workingSince[record.server];
                    workingSince.erase(record.server);
                } else {
                    RC_ASSERT(!works || happensToOthers(record.event));
                }
            }
            for (const auto& [server, ns] : busy)
                RC_ASSERT(ns <= toNs(run.now()));
        });
    }

    void afterWorkHasAtMostOneTickWaiting()
    {
        TICKSCOPE_PROPERTY("without edits an after_work chain never waits", [] {
            Scenario scenario = randomScenario();
            scenario.actions.clear();
            scenario.clients.clear();
            for (ServerSpec& spec : scenario.servers) {
                spec.schedule = Schedule::AfterWork;
                spec.address = Address::Pid;
                spec.loadIn = LoadIn::Init;
            }
            const Run run = ran(scenario, 1s);
            const TraceLog log = logOf(run);
            for (std::size_t i = 0; i < log.serverCount(); ++i)
                RC_ASSERT(log.server(i).depth.empty());
        });
    }

    void theSameRunTwiceGivesTheSameBytes()
    {
        TICKSCOPE_PROPERTY("a run is a function of scenario and seed", [] {
            const Scenario scenario = randomScenario();
            RC_ASSERT(sameBytes(ran(scenario, 1s), ran(scenario, 1s)));
        });
    }

    void theFingerprintNeedsNoTrace()
    {
        TICKSCOPE_PROPERTY("hashing alone gives the fingerprint of the kept trace", [] {
            const Scenario scenario = randomScenario();
            RunOptions hashOnly;
            hashOnly.keep = Recorder::Keep::Fingerprint;
            RC_ASSERT(ran(scenario, 1s).trace().fingerprint()
                == ran(scenario, 1s, hashOnly).trace().fingerprint());
        });
    }

    void stepsAreTheSameRun()
    {
        TICKSCOPE_PROPERTY("stepping, slicing and running through give the same bytes", [] {
            const Scenario scenario = randomScenario();
            Run stepped(scenario);
            while (stepped.step(at(1s))) { }
            Run sliced(scenario);
            for (Duration t = 0ms; t <= 1s; t += 13ms)
                sliced.advanceTo(at(t), 3);
            while (!sliced.advanceTo(at(1s), 5) && !sliced.limitReached()) { }
            const Run through = ran(scenario, 1s);
            RC_ASSERT(sameBytes(stepped, through));
            RC_ASSERT(sameBytes(sliced, through));
        });
    }

    void rebuildGivesTheSameBytesAfterAnyAction()
    {
        TICKSCOPE_PROPERTY("scenario + seed + actions rebuild the run, and save it", [] {
            const Scenario scenario = randomScenario();
            Run run(scenario);
            const int count = *rc::gen::inRange(1, 12);
            for (int i = 0; i < count; ++i) {
                run.advanceTo(run.now() + randomMs(0, 120));
                const int steps = *rc::gen::inRange(0, 4);
                for (int step = 0; step < steps; ++step)
                    run.step();
                run.apply(randomAction(scenario));
                if (*rc::gen::arbitrary<bool>())
                    run.apply(randomAction(scenario));
            }
            run.advanceTo(run.now() + 300ms);
            Run again = run.rebuild();
            again.advanceTo(run.now());
            if (!sameBytes(run, again))
                RC_FAIL(writeScenario(run.scenarioWithActions()));
            RC_ASSERT(sameBytes(run, ran(run.scenarioWithActions(), run.now() - at(0s))));
            for (std::size_t i = 0; i < run.actions().size(); ++i) {
                RC_ASSERT(run.actionResult(i).text == again.actionResult(i).text);
                RC_ASSERT(run.actionResult(i).handledAt == again.actionResult(i).handledAt);
            }
        });
    }
};

QTEST_APPLESS_MAIN(TestInvariants)
#include "tst_invariants.moc"
