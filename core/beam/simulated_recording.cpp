// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/simulated_recording.h"

#include "core/elixir/source.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

namespace {

constexpr Duration quiet = 6ms; // on both sides of a quiet moment
constexpr int samples = 8;

// A start that is asked of a table is asked of each replica, and each has its own answer.
std::vector<Action> startsOfEach(const Scenario& scenario)
{
    std::vector<Action> actions;
    for (const Action& action : scenario.actions) {
        const std::size_t before = actions.size();
        for (const ServerInstance& server : expandServers(scenario)) {
            if (action.kind == ActionKind::Start && server.replica > 0
                && action.server == scenario.servers[server.spec].name) {
                actions.push_back(action);
                actions.back().server = server.name;
            }
        }
        if (actions.size() == before)
            actions.push_back(action);
    }
    return actions;
}

Run finishedRun(const Scenario& scenario, ClockKind clock)
{
    Scenario clocked = scenario;
    clocked.clock = clock;
    clocked.actions = startsOfEach(scenario);
    Run run(std::move(clocked));
    run.advanceTo(VirtualTime { scenario.duration });
    return run;
}

bool changesMailbox(Event event)
{
    return event == Event::Receive || event == Event::Dequeue || event == Event::Exit
        || event == Event::Spawn;
}

// Says record by record what a server did, as the recorder of a real BEAM would.
class Translator
{
public:
    Translator(const Run& run, Recording& recording)
        : m_run(run)
        , m_recording(recording)
        , m_processes(run.processNames().size())
    {
    }

    void take(const Record& record);

private:
    struct Process
    {
        CallbackContext context;
        std::optional<std::int64_t> cancelled; // what the cancel under way returned
    };
    void add(const Record& record, std::string event, std::optional<std::int64_t> number = {},
        std::string text = {});
    void takeServer(const Record& record);
    void takeWork(const Record& record);
    void takeLoad(const Record& record);
    void takeSupervisor(const Record& record);
    void takeHandler(const Record& record);
    void takeDrop(const Record& record);
    void addCancel(const Record& record);

    const Run& m_run;
    Recording& m_recording;
    std::vector<Process> m_processes;
};

void Translator::add(
    const Record& record, std::string event, std::optional<std::int64_t> number, std::string text)
{
    m_recording.events.push_back({ record.timeNs, std::move(event),
        m_run.processNames()[record.server], number, std::move(text) });
}

void Translator::take(const Record& record)
{
    m_processes[record.server].context.advance(record);
    if (record.server < m_run.serverCount()) {
        takeServer(record);
    } else if (record.event == Event::SupervisorExit || record.event == Event::Restart) {
        takeSupervisor(record);
    } else if (record.event == Event::Notify) {
        const std::uint32_t watched = m_run.watchedServers()[record.server - m_run.serverCount()];
        m_recording.events.push_back(
            { record.timeNs, toText(record.message), m_run.processNames()[watched], {}, {} });
    }
}

// A monitor that is restarted is no news.
void Translator::takeSupervisor(const Record& record)
{
    const std::size_t last = m_processes.size() - 1;
    const bool hasParent = m_run.scenario().supervisor.parent.has_value();
    const std::size_t supervisor = hasParent ? last - 1 : last;
    if (record.event == Event::SupervisorExit)
        m_recording.events.push_back(
            { record.timeNs, record.server == supervisor ? "supervisor_exit" : "parent_exit", {},
                {}, toText(static_cast<Reason>(record.detail)) });
    else if (record.server == supervisor)
        m_recording.events.push_back({ record.timeNs, "supervisor_restart", {}, {}, {} });
}

void Translator::takeServer(const Record& record)
{
    switch (record.event) {
    case Event::Init:
        m_processes[record.server].cancelled.reset();
        add(record, "init");
        break;
    case Event::WorkStart:
    case Event::WorkEnd:
        takeWork(record);
        break;
    case Event::HandleInfo:
    case Event::HandleCast:
    case Event::HandleCall:
        takeHandler(record);
        break;
    case Event::CancelTimer:
        m_processes[record.server].cancelled = record.value;
        break;
    case Event::Return:
        addCancel(record);
        break;
    case Event::Notify:
        add(record, toText(record.message));
        break;
    case Event::CallReply:
        add(record, record.message == MessageKind::Sys ? "sys_reply" : "call_reply");
        break;
    case Event::CallTimeout:
        add(record, "call_timeout");
        break;
    case Event::Drop:
        takeDrop(record);
        break;
    case Event::Exit:
        add(record, "exit", {}, toText(static_cast<Reason>(record.detail)));
        break;
    default:
        break;
    }
}

void Translator::takeWork(const Record& record)
{
    const bool isStart = record.event == Event::WorkStart;
    if (record.ref == 0)
        takeLoad(record);
    if (!isTick(record.message) || isStart)
        return;
    const std::int64_t tick = m_processes[record.server].context.tick;
    switch (static_cast<TickOutcome>(record.detail)) {
    case TickOutcome::Ok:
        add(record, "done", tick);
        break;
    case TickOutcome::Error:
        add(record, "done", tick, "error");
        break;
    case TickOutcome::Crash:
        add(record, "crash", tick);
        break;
    default:
        break; // killed: only the exit is seen
    }
}

void Translator::takeLoad(const Record& record)
{
    if (record.event == Event::WorkStart)
        return add(record, "load");
    const auto outcome = static_cast<TickOutcome>(record.detail);
    if (outcome == TickOutcome::Crash)
        add(record, "load_crash");
    else
        add(record, "loaded", {}, outcome == TickOutcome::Error ? "error" : "");
}

void Translator::takeHandler(const Record& record)
{
    m_processes[record.server].cancelled.reset();
    if (isTick(record.message))
        add(record, "tick", record.value);
    else if (record.message == MessageKind::SetInterval)
        add(record, "set_interval", (record.value + 999'999) / 1'000'000);
    else if (record.message == MessageKind::Resume)
        add(record, "resume");
    else if (record.message == MessageKind::Call)
        add(record, "call");
    else if (record.message == MessageKind::Cast)
        add(record, "cast");
}

void Translator::addCancel(const Record& record)
{
    Process& process = m_processes[record.server];
    if (process.context.callback != Callback::Cancel)
        return;
    if (!process.cancelled)
        add(record, "cancel"); // of an idle timeout: there is no timer to cancel
    else if (*process.cancelled == cancelledFalse)
        add(record, "cancel", {}, "false");
    else if (*process.cancelled == cancelledOk)
        add(record, "cancel", {}, "ok");
    else if (*process.cancelled == cancelledBadarg)
        add(record, "cancel", {}, "badarg");
    else
        add(record, "cancel", *process.cancelled);
}

// A message of a person's that met no process. A timer's goes unseen on a real BEAM.
void Translator::takeDrop(const Record& record)
{
    const auto reason = static_cast<Reason>(record.detail);
    const bool isFromTimer = isTick(record.message) && record.value != noDue;
    if (isFromTimer || record.message == MessageKind::Beat)
        return;
    if (record.message == MessageKind::Call || record.message == MessageKind::Sys)
        add(record, "call_exit", {}, toText(reason));
    else if (reason == Reason::NoProcess)
        add(record, "dropped", {}, "noproc");
}

// The depth of each mailbox at the asked moments. A server without a process has none.
class DepthReader
{
public:
    DepthReader(const Run& run, const std::vector<VirtualTime>& moments, Recording& recording)
        : m_run(run)
        , m_moments(moments)
        , m_recording(recording)
        , m_depths(run.serverCount())
    {
    }

    void take(const Record& record)
    {
        readUntil(record.timeNs);
        if (record.server >= m_depths.size())
            return;
        if (record.event == Event::Receive || record.event == Event::Dequeue)
            m_depths[record.server] = record.extra;
        else if (record.event == Event::Spawn)
            m_depths[record.server] = 0;
        else if (record.event == Event::Exit)
            m_depths[record.server].reset();
    }

    /// Reads at all moments before `ns`.
    void readUntil(std::int64_t ns)
    {
        for (; m_next < m_moments.size() && toNs(m_moments[m_next]) < ns; ++m_next) {
            for (std::size_t server = 0; server < m_depths.size(); ++server)
                m_recording.events.push_back({ toNs(m_moments[m_next]), "depth",
                    m_run.processNames()[server], m_depths[server], {} });
        }
    }

private:
    const Run& m_run;
    const std::vector<VirtualTime>& m_moments;
    Recording& m_recording;
    std::vector<std::optional<std::int64_t>> m_depths;
    std::size_t m_next = 0;
};

// When whoever asked for a start had the answer.
void addStarts(const Run& run, Recording& recording)
{
    for (std::size_t i = 0; i < run.actions().size(); ++i) {
        const Action& action = run.actions()[i];
        const ActionResult result = run.actionResult(i);
        if (action.kind != ActionKind::Start || !result.handledAt)
            continue;
        const std::string text = result.text.starts_with("{:ok") ? "started"
            : result.text.starts_with("{:error")                 ? "failed"
                                                                 : result.text;
        recording.events.push_back({ toNs(*result.handledAt), "start", action.server, {}, text });
    }
}

} // namespace

Result<Recording> simulatedRecording(
    const Scenario& scenario, ClockKind clock, const std::vector<VirtualTime>& depthAt)
{
    const Run run = finishedRun(scenario, clock);
    if (run.limitReached())
        return Error { ErrorCode::LimitReached, run.limitReached()->message, {} };
    Recording recording;
    Translator translator(run, recording);
    DepthReader depths(run, depthAt, recording);
    const Recorder& trace = run.trace();
    for (std::uint64_t seq = trace.begin(); seq < trace.size(); ++seq) {
        depths.take(trace[seq]);
        translator.take(trace[seq]);
    }
    depths.readUntil(scenario.duration.count() + 1);
    addStarts(run, recording);
    std::stable_sort(recording.events.begin(), recording.events.end(),
        [](const BeamEvent& a, const BeamEvent& b) { return a.timeNs < b.timeNs; });
    recording.isComplete = true;
    return recording;
}

std::vector<VirtualTime> quietMoments(const Scenario& scenario)
{
    const Run run = finishedRun(scenario, ClockKind::Beam);
    std::vector<std::int64_t> changes { 0 };
    const Recorder& trace = run.trace();
    for (std::uint64_t seq = trace.begin(); seq < trace.size(); ++seq) {
        if (trace[seq].server < run.serverCount() && changesMailbox(trace[seq].event))
            changes.push_back(trace[seq].timeNs);
    }
    for (const Action& action : run.actions())
        changes.push_back(toNs(action.at));
    changes.push_back(scenario.duration.count());
    std::sort(changes.begin(), changes.end());

    std::vector<VirtualTime> moments;
    const Duration slot = std::max<Duration>(scenario.duration / samples, 1ms);
    for (std::size_t i = 0; i + 1 < changes.size(); ++i) {
        const Duration gap { changes[i + 1] - changes[i] };
        const bool isInNewSlot
            = moments.empty() || changes[i] / slot.count() > toNs(moments.back()) / slot.count();
        if (gap < 2 * quiet + 1ms || !isInNewSlot)
            continue;
        const auto middle
            = std::chrono::floor<std::chrono::milliseconds>(Duration { changes[i] } + gap / 2);
        moments.push_back(VirtualTime { middle });
    }
    return moments;
}

std::vector<VirtualTime> depthMoments(const Recording& recording)
{
    std::vector<VirtualTime> moments;
    for (const BeamEvent& event : recording.events) {
        if (event.event != "depth")
            continue;
        const VirtualTime moment { std::chrono::floor<std::chrono::milliseconds>(
            Duration { event.timeNs }) };
        if (moments.empty() || moments.back() != moment)
            moments.push_back(moment);
    }
    return moments;
}

Result<Comparison> compareWithRun(
    const Scenario& scenario, std::optional<ClockKind> clock, const Recording& real)
{
    const ClockKind compared = clock.value_or(ClockKind::Beam);
    const std::vector<VirtualTime> moments = depthMoments(real);
    const Result<Recording> simulated = simulatedRecording(scenario, compared, moments);
    if (!simulated)
        return simulated.errors();
    Comparison comparison = compareRecordings(*simulated, real, scenario.duration.count());
    comparison.clockNote = fmt::format("simulated with clock = \"{}\"", toText(compared));
    if (scenario.clock == compared)
        return comparison;
    const Result<Recording> shown = simulatedRecording(scenario, scenario.clock, moments);
    if (!shown)
        return shown.errors();
    const std::string other = orderDifference(
        *simulated, toText(compared), *shown, toText(scenario.clock), scenario.duration.count());
    comparison.clockNote += fmt::format(", the scenario runs with \"{}\": {}",
        toText(scenario.clock), other.empty() ? "the same order" : "another order, " + other);
    return comparison;
}

} // namespace tickscope
