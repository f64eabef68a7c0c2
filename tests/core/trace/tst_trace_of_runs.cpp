// SPDX-License-Identifier: GPL-3.0-only
// The trace log is rebuilt from records alone; a run knows the truth. They must agree at any moment
// of any run.
#include "core/trace/busy_sums.h"
#include "core/trace/depth_pyramid.h"
#include "core/trace/statistics.h"
#include "core/trace/summary.h"
#include "tests/support/property.h"
#include "tests/support/random_scenario.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

TraceLog newLog(const Run& run)
{
    return TraceLog(run.scenario(), run.watchedServers());
}

std::uint32_t depthNow(const ServerLog& log)
{
    return log.depth.empty() ? 0 : log.depth.back().depth;
}

const MessageEntry* atWork(const ServerLog& log)
{
    for (const MessageEntry& message : log.messages) {
        if (message.outcome == TickOutcome::Unfinished)
            return &message;
    }
    return nullptr;
}

void agreeOnMessages(const ServerSnapshot& snapshot, const ServerLog& log)
{
    RC_ASSERT(snapshot.isAlive == log.isAlive);
    RC_ASSERT(snapshot.restarts == log.restarts);
    RC_ASSERT(snapshot.incarnation == log.incarnation);
    RC_ASSERT(snapshot.mailbox.size() == depthNow(log));
    std::vector<std::uint32_t> waiting;
    for (const MessageEntry& message : log.messages) {
        if (message.outcome == TickOutcome::Waiting)
            waiting.push_back(message.number);
    }
    RC_ASSERT(waiting.size() == snapshot.mailbox.size());
    for (std::size_t i = 0; i < waiting.size(); ++i)
        RC_ASSERT(waiting[i] == snapshot.mailbox[i].number);
}

void agreeOnWork(const ServerSnapshot& snapshot, const ServerLog& log)
{
    const MessageEntry* message = atWork(log);
    const bool isLoading = !log.loads.empty() && log.loads.back().endNs == noTime;
    RC_ASSERT(snapshot.isWorking == (message != nullptr || isLoading));
    if (message && isTick(message->kind)) {
        RC_ASSERT(snapshot.tick == message->tick);
        // Where it had to wait for a unit of a resource, its work begins after that.
        const bool hasWaited = !log.unitWaits.empty()
            && log.unitWaits.back().startNs >= message->startedNs
            && log.unitWaits.back().endNs != noTime;
        RC_ASSERT(toNs(snapshot.workSince)
            == (hasWaited ? log.unitWaits.back().endNs : message->startedNs));
    }
}

void agreeOnTimers(const ServerSnapshot& snapshot, const ServerLog& log)
{
    std::map<std::uint32_t, std::int64_t> armed;
    for (const std::uint32_t index : log.armed)
        armed[log.timers[index].number] = log.timers[index].dueNs;
    RC_ASSERT(armed.size() == snapshot.timers.size());
    for (const ArmedTimer& timer : snapshot.timers) {
        RC_ASSERT(armed.contains(timer.number));
        RC_ASSERT(armed[timer.number] == toNs(timer.due));
    }
}

std::string summaryOf(const Run& run, const TraceLog& log)
{
    RunFacts facts;
    facts.untilNs = toNs(run.now());
    return summaryJson(
        summarise(std::move(facts), run.scenario(), expandServers(run.scenario()), log));
}

} // namespace

class TestTraceOfRuns : public QObject
{
    Q_OBJECT

private slots:
    void mailboxesAgree()
    {
        TICKSCOPE_PROPERTY("the log's mailboxes are the run's", [] {
            Run run(randomScenario());
            TraceLog log = newLog(run);
            for (Duration now {}; now < 1s; now += randomMs(1, 300)) {
                run.advanceTo(at(now));
                log.consume(run.trace());
                for (ServerIndex server = 0; server < run.serverCount(); ++server)
                    agreeOnMessages(run.snapshot(server), log.server(server));
            }
        });
    }

    void workAgrees()
    {
        TICKSCOPE_PROPERTY("the log's work is the run's", [] {
            Run run(randomScenario());
            TraceLog log = newLog(run);
            for (Duration now {}; now < 1s; now += randomMs(1, 300)) {
                run.advanceTo(at(now));
                log.consume(run.trace());
                for (ServerIndex server = 0; server < run.serverCount(); ++server)
                    agreeOnWork(run.snapshot(server), log.server(server));
            }
        });
    }

    void timersAgree()
    {
        TICKSCOPE_PROPERTY("the log's timers are the run's", [] {
            Run run(randomScenario());
            TraceLog log = newLog(run);
            for (Duration now {}; now < 1s; now += randomMs(1, 300)) {
                run.advanceTo(at(now));
                log.consume(run.trace());
                for (ServerIndex server = 0; server < run.serverCount(); ++server)
                    agreeOnTimers(run.snapshot(server), log.server(server));
            }
        });
    }

    void logIsRightAfterEachRecord()
    {
        TICKSCOPE_PROPERTY("one record at a time gives the same log", [] {
            Run run(randomScenario());
            TraceLog steps = newLog(run);
            do {
                steps.consume(run.trace());
            } while (run.step(at(500ms)));
            steps.consume(run.trace());
            TraceLog whole = newLog(run);
            whole.consume(run.trace());
            for (ServerIndex server = 0; server < run.serverCount(); ++server) {
                const ServerLog& a = steps.server(server);
                const ServerLog& b = whole.server(server);
                RC_ASSERT(a.messages.size() == b.messages.size());
                RC_ASSERT(a.taken == b.taken && a.armed == b.armed);
                RC_ASSERT(a.depth.size() == b.depth.size());
                RC_ASSERT(a.marks.size() == b.marks.size());
            }
        });
    }

    void rowsAreInOrder()
    {
        TICKSCOPE_PROPERTY("times of a message never go back", [] {
            const Run run = ran(randomScenario(), 1s);
            const TraceLog log = logOf(run);
            for (ServerIndex server = 0; server < run.serverCount(); ++server) {
                std::set<std::pair<std::uint32_t, std::uint32_t>> ticks;
                for (const MessageEntry& message : log.server(server).messages) {
                    if (isTick(message.kind))
                        RC_ASSERT(ticks.insert({ message.incarnation, message.tick }).second);
                    if (message.startedNs == noTime)
                        continue;
                    RC_ASSERT(message.deliveredNs <= message.startedNs);
                    RC_ASSERT(
                        message.finishedNs == noTime || message.startedNs <= message.finishedNs);
                }
            }
        });
    }

    void busySumsAgreeWithTheStatistics()
    {
        TICKSCOPE_PROPERTY("busy shares and utilisation are one number", [] {
            Run run(randomScenario());
            TraceLog log = newLog(run);
            std::vector<BusySums> sums(run.serverCount());
            for (Duration now = 1ms; now < 1s; now += randomMs(1, 300)) {
                run.advanceTo(at(now));
                log.consume(run.trace());
                const std::int64_t fromNs = randomMs(0, int(now / 1ms)) / 1ns;
                const std::int64_t toNs = now.count();
                for (ServerIndex server = 0; server < run.serverCount(); ++server) {
                    sums[server].append(log.server(server));
                    const ServerStatistics statistics
                        = measure(log.server(server), run.serverSpec(server), fromNs, toNs);
                    RC_ASSERT(
                        std::abs(sums[server].share(fromNs, toNs) - statistics.utilisation) < 1e-9);
                    RC_ASSERT(statistics.utilisation <= 1 + 1e-9);
                }
            }
        });
    }

    void whatStartsAnewIsLikeNew()
    {
        TICKSCOPE_PROPERTY("a run and its log that start anew give what new ones do", [] {
            Run run(randomScenario());
            TraceLog log(run.serverCount(), run.watchedServers());
            for (int times = 0; times < 3; ++times) {
                run.advanceTo(at(1s));
                log.consume(run.trace());
                Run newRun(run.scenario());
                TraceLog newLog(newRun.serverCount(), newRun.watchedServers());
                newRun.advanceTo(at(1s));
                newLog.consume(newRun.trace());
                RC_ASSERT(run.trace().fingerprint() == newRun.trace().fingerprint());
                RC_ASSERT(summaryOf(run, log) == summaryOf(newRun, newLog));
                run.restart(randomScenario());
                log.restart(run.serverCount(), run.watchedServers());
            }
        });
    }
};

QTEST_APPLESS_MAIN(TestTraceOfRuns)
#include "tst_trace_of_runs.moc"
