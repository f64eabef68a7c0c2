// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/run_statistics.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"
#include "core/trace/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

constexpr std::int64_t nsPerSecond = 1'000'000'000;
constexpr std::size_t mostNamed = 3;

/// How often a server ended so that it was to be restarted, in the window of the restart limit.
struct Failures
{
    std::string name;
    std::uint64_t crashed = 0;
    std::uint64_t killed = 0;
    std::uint64_t stopped = 0;
    std::uint64_t failedToStart = 0;

    std::uint64_t count() const { return crashed + killed + stopped + failedToStart; }
    void add(const LaneMark& exit)
    {
        if (exit.reason == Reason::Killed)
            ++killed;
        else if (exit.inInit)
            ++failedToStart;
        else if (exit.reason == Reason::Crash)
            ++crashed;
        else
            ++stopped;
    }
};

std::string timesText(std::uint64_t count)
{
    return count == 1 ? "once" : fmt::format("{} times", withThousands(count));
}

/// "connection crashed 4 times", "b crashed 2 times and was killed once"
std::string textOf(const Failures& failures)
{
    std::string text = failures.name;
    const char* before = " ";
    const auto append = [&](const char* verb, std::uint64_t count) {
        if (count == 0)
            return;
        text += before + fmt::format("{} {}", verb, timesText(count));
        before = " and ";
    };
    append("crashed", failures.crashed);
    append("was killed", failures.killed);
    append("stopped", failures.stopped);
    append("failed to start", failures.failedToStart);
    return text;
}

/// What a server's marks say of a supervisor that gave up.
class Witness
{
public:
    Witness(const Scenario& scenario, std::int64_t gaveUpNs)
        : m_gaveUpNs(gaveUpNs)
        , m_firstSecond(gaveUpNs / nsPerSecond - std::int64_t { scenario.supervisor.maxSeconds })
    {
    }

    void hear(const std::string& name, RestartKind restart, const ServerLog& log)
    {
        Failures failures { name };
        const LaneMark* exit = nullptr;
        bool isOver = false; // with a supervisor that has a successor
        for (const LaneMark& mark : log.marks) {
            if (mark.kind == LaneMark::Kind::SupervisorExited) {
                isOver = true;
                continue;
            }
            if (std::exchange(isOver, false)) {
                failures = { name };
                exit = nullptr;
            }
            if (mark.kind == LaneMark::Kind::Exited) {
                exit = &mark;
            } else if (mark.kind == LaneMark::Kind::Restarted) {
                const bool isCounted = exit != nullptr && !mark.isTakenAlong
                    && mark.timeNs / nsPerSecond >= m_firstSecond;
                if (isCounted)
                    failures.add(*exit);
                exit = nullptr;
            } else if (mark.kind == LaneMark::Kind::Spawned) {
                exit = nullptr;
            }
        }
        if (exit != nullptr && exit->reason == Reason::Shutdown && exit->timeNs == m_gaveUpNs)
            m_shutDown.push_back(name);
        else if (exit != nullptr && isAnswered(restart, exit->reason))
            offerLast(*exit, m_failures.size());
        m_failures.push_back(std::move(failures));
    }

    void conclude(std::uint32_t maxRestarts, Duration window, SupervisorStatistics& supervisor)
    {
        if (m_last != nullptr)
            m_failures[m_lastServer].add(*m_last);
        std::uint64_t total = 0;
        std::vector<const Failures*> named;
        for (const Failures& failures : m_failures) {
            total += failures.count();
            if (failures.count() > 0)
                named.push_back(&failures);
        }
        supervisor.shutDown = shutDownText();
        if (m_last != nullptr && total <= maxRestarts) { // no limit was passed
            supervisor.because = m_failures[m_lastServer].name
                + (m_last->reason == Reason::Killed ? " died while it started"
                                                    : " failed to start");
            return;
        }
        std::string text;
        if (named.size() > mostNamed) {
            text
                = fmt::format("{} servers ended {}", withThousands(named.size()), timesText(total));
        }
        for (std::size_t i = 0; i < named.size() && named.size() <= mostNamed; ++i) {
            text += i == 0 ? "" : i + 1 == named.size() ? " and " : ", ";
            text += textOf(*named[i]);
        }
        supervisor.because = text + " within " + humanText(window);
    }

private:
    /// Whether the supervisor answers such an exit with a restart.
    static bool isAnswered(RestartKind restart, Reason reason)
    {
        if (reason == Reason::Shutdown || restart == RestartKind::Temporary)
            return false;
        return restart == RestartKind::Permanent || reason != Reason::Normal;
    }

    /// The exit that was one too many is the last that no restart followed.
    void offerLast(const LaneMark& exit, std::size_t server)
    {
        if (m_last != nullptr && m_last->seq > exit.seq)
            return;
        m_last = &exit;
        m_lastServer = server;
    }

    std::string shutDownText() const
    {
        if (m_shutDown.empty())
            return {};
        if (m_shutDown.size() > mostNamed)
            return fmt::format("{} others were shut down", withThousands(m_shutDown.size()));
        std::string text;
        for (std::size_t i = 0; i < m_shutDown.size(); ++i) {
            text += i == 0 ? "" : i + 1 == m_shutDown.size() ? " and " : ", ";
            text += m_shutDown[i];
        }
        return text + (m_shutDown.size() == 1 ? " was shut down" : " were shut down");
    }

    std::int64_t m_gaveUpNs;
    std::int64_t m_firstSecond; // of the window, as supervisor(3) counts: by whole seconds
    std::vector<Failures> m_failures;
    std::vector<std::string> m_shutDown;
    const LaneMark* m_last = nullptr;
    std::size_t m_lastServer = 0;
};

/// How often a parent had started the supervisor again, in the window of its own limit, when it
/// gave up too.
std::string parentText(
    const RestartLimits& limits, const std::vector<std::int64_t>& restarts, std::int64_t gaveUpNs)
{
    const std::int64_t first = gaveUpNs / nsPerSecond - std::int64_t { limits.maxSeconds };
    const auto count = std::count_if(restarts.begin(), restarts.end(),
        [first](std::int64_t ns) { return ns / nsPerSecond >= first; });
    return count == 0 ? "its parent allows no restart"
                      : fmt::format("its parent had started it again {} within {}",
                          timesText(static_cast<std::uint64_t>(count)),
                          humanText(std::chrono::seconds(limits.maxSeconds)));
}

} // namespace

SupervisorStatistics superviseStatistics(const Scenario& scenario,
    const std::vector<ServerInstance>& servers, const TraceLog& log, std::uint64_t restarts)
{
    SupervisorStatistics supervisor;
    supervisor.restarts = restarts;
    supervisor.gaveUpAtNs = log.supervisorExitNs();
    if (!supervisor.gaveUpAtNs)
        return supervisor;
    Witness witness(scenario, *supervisor.gaveUpAtNs);
    for (std::size_t i = 0; i < servers.size(); ++i)
        witness.hear(servers[i].name, scenario.servers[servers[i].spec].restart, log.server(i));
    witness.conclude(scenario.supervisor.maxRestarts,
        std::chrono::seconds(scenario.supervisor.maxSeconds), supervisor);
    if (scenario.supervisor.parent)
        supervisor.because += ", and "
            + parentText(
                *scenario.supervisor.parent, log.supervisorRestarts(), *supervisor.gaveUpAtNs);
    return supervisor;
}

std::string gaveUpText(const SupervisorStatistics& supervisor)
{
    if (!supervisor.gaveUpAtNs)
        return {};
    std::string text
        = fmt::format("The supervisor gave up at {}", momentText(*supervisor.gaveUpAtNs));
    if (!supervisor.because.empty())
        text += ": " + supervisor.because;
    if (!supervisor.shutDown.empty())
        text += "; " + supervisor.shutDown;
    return text;
}

} // namespace tickscope
