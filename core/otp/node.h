// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/frame_memory.h"
#include "core/otp/gen_server.h"
#include "core/otp/limits.h"
#include "core/otp/node_host.h"
#include "core/otp/parent_supervisor.h"
#include "core/otp/requests.h"
#include "core/otp/resource.h"
#include "core/otp/run_guard.h"
#include "core/otp/supervisor.h"
#include "core/otp/timers.h"
#include "core/sim/hot.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace tickscope {

/// One BEAM node in virtual time: processes, names, mailboxes, timers and a supervisor.
///
/// Here is each rule of the little OTP, once. Everything happens in the order of the event queue;
/// what happens is recorded. A node never looks at a wall clock and draws no random numbers.
class Node final : private Timers, private ChildHost
{
public:
    struct Config
    {
        ClockKind clock = ClockKind::Ideal;
        RunLimits limits;
        Recorder::Keep keep = Recorder::Keep::Records;
        std::uint32_t processes = 0; ///< how many; the supervisor does not count
        std::size_t serverBytes = 0; ///< the largest GenServer that the host makes
        std::vector<ChildSpec> children; ///< in the order of their start
        Strategy strategy = Strategy::OneForOne;
        RestartIntensity intensity { 3, 5 };
        std::optional<RestartIntensity> parent; ///< of a supervisor over that one, if there is one
        std::vector<Resource> resources;
    };

    Node(NodeHost& host, Config config);
    ~Node();
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    /// The supervisor starts its children, at the present instant.
    void start();

    /// Runs the events due before or at `until`, at most `most` of them.
    ///
    /// Several of one instant are triggered first, in their order; what they woke runs then, in the
    /// order of waking. Each trigger and each such turn counts as an event. One that is alone at
    /// its instant counts once, with all that comes of it.
    /// @return how many; fewer than `most` when there are no more or a limit was reached
    std::uint64_t run(VirtualTime until, std::uint64_t most);
    /// Nothing more happens before or at `time`: the clock stands there.
    void standAt(VirtualTime time)
    {
        moveTo(time);
        m_freshAt = time;
    }

    VirtualTime now() const override { return m_now; }
    /// Whether nothing has happened at the present instant but the start: an action that comes now
    /// still comes before all else.
    bool isFresh() const { return m_freshAt == m_now; }

    /// The end of the last stall: what a person does before it comes to the node then.
    VirtualTime standsUntil() const { return m_standsUntil; }

    /// What comes next.
    struct NextEvent
    {
        enum class Kind : std::uint8_t {
            Action, ///< id: the action
            Client, ///< id: the client
            Timer, ///< id: its slot, see timer()
            WorkEnd, ///< id: the process
            Message, ///< id: the process, which takes it from its mailbox
            CallTimeout, ///< id: the process that was called
            Supervisor, ///< it starts or restarts children
        };
        Kind kind;
        VirtualTime at;
        std::uint32_t id;
    };
    /// Skips what came to nothing.
    std::optional<NextEvent> nextEvent();

    // What a person does.
    void scheduleAction(VirtualTime at, std::uint32_t action);
    /// Requests of clients come after the actions of their instant. One that was missed while the
    /// node stood still comes now.
    void scheduleClient(VirtualTime at, std::uint32_t client);
    /// @return number of the message, by which answer() finds it
    std::uint32_t cast(
        std::uint32_t process, MessageKind kind, Duration argument = {}, Request request = {});
    std::uint32_t call(std::uint32_t process, Duration timeout, Request request = {});
    /// :sys.get_state(process, timeout)
    std::uint32_t askState(std::uint32_t process, Duration timeout);
    void sendTick(std::uint32_t process, MessageKind kind);
    std::uint32_t stop(std::uint32_t process);
    /// The world around a process was changed: only its record is the node's.
    void recordWorld(std::uint32_t process, Event event) { record(m_processes[process], event, 0); }
    /// Process.exit(pid, :kill). @return false when nobody has the name
    bool kill(std::uint32_t process);
    /// The whole node stands still: what is due meanwhile comes at the end of it, in its order.
    void stall(Duration time);
    /// Supervisor.restart_child(process). @param asker  what NodeHost::startAnswered is told
    void startChildAgain(std::uint32_t process, std::uint32_t asker);

    /// @pre the number came from cast, call or stop, and who sent it follows it
    const Answer& answer(std::uint32_t message) const { return m_requests.answer(message); }
    const Process& process(std::uint32_t index) const { return m_processes[index]; }
    /// @return null while nobody has the name
    const GenServer* server(std::uint32_t process) const;
    /// When its work began. @pre the process is at work
    VirtualTime workSince(std::uint32_t process) const;
    /// Whether it waits, in its handler, for a unit of a resource.
    bool waitsForUnit(std::uint32_t process) const;
    /// Which process has the name, from 1; 0 before the first.
    std::uint32_t incarnation(std::uint32_t process) const
    {
        return m_pids[process] == 0 ? 0 : 1 + m_histories[process].laterStarts;
    }
    std::uint32_t restarts(std::uint32_t process) const { return m_histories[process].restarts; }
    /// The bytes beside a process that are the host's; see ProcessTable.
    void* surroundings(std::uint32_t process) const
    {
        return ProcessTable::surroundingsOf(m_processes[process]);
    }
    using Timers::liveTimers;
    using Timers::timer;
    using Timers::timerTarget;
    const Recorder& trace() const { return m_trace; }
    Recorder& trace() { return m_trace; }
    const std::optional<LimitReached>& limitReached() const { return m_guard.reached(); }

private:
    friend class GenServer;
    friend class WorkDone;
    friend struct Handler::promise_type;

    // What GenServer passes on.
    LinePool& memory() { return m_memory; }
    void callbackReturns(Process& process, Return value)
    {
        process.state = Process::State::Returned;
        if (value.next != Return::Next::Receive)
            m_returned = value;
    }
    std::optional<std::int64_t> cancelTimer(Process& process, TimerRef timer);
    void cancelInterval(Process& process, TimerRef timer);
    Return cancelNil(Process& process);
    void send(std::uint32_t process, MessageKind message);
    void notify(Process& process, MessageKind what);
    /// @return whether the work is done already
    TICKSCOPE_HOT bool startWork(Process& process, Duration duration, Outcome outcome);
    WorkDone startWorkWithUnit(
        Process& process, std::uint32_t resource, Duration duration, Outcome outcome);
    void waitsWith(const Process& process, WorkDone& done);
    Duration argument(std::uint32_t message) const { return m_requests.answer(message).argument; }
    Request request(std::uint32_t message) const { return m_requests.answer(message).request; }

    // ChildHost
    Started startChild(std::uint32_t process) override;
    void childRestarts(std::uint32_t process, Counted counted) override;
    void shutDownChild(std::uint32_t process) override;
    void startBegins(std::uint32_t process, StartResult result) override;
    void startAnswered(std::uint32_t asker, StartResult result) override;
    void supervisorExits(Reason reason) override;
    bool hasProcess(std::uint32_t process) const override { return m_processes[process].isAlive(); }
    bool isAtLimit() const override { return m_guard.hasReached(); }

    // Messages and callbacks (node_process.cpp).
    void deliver(Process& process, Message message, std::int64_t value);
    void drop(Process& process, Message message, std::int64_t value, Reason reason);
    void makeReady(Process& process);
    void wake(Process& process);
    TICKSCOPE_HOT void endEvent();
    void runTurns();
    void noticeSupervisor();
    void runTurn(std::uint32_t turn);
    void fetchTurn(std::uint32_t turn) const;
    void takeMessages(Process& process);
    void take(Process& process, Message message, Duration waited);
    TICKSCOPE_HOT std::uint32_t enqueue(Process& process, Message message);
    TICKSCOPE_HOT void begin(Process& process, Message message);
    void takeRequest(Process& process, Message message, Duration waited);
    void takeSystemMessage(Process& process, Message message);
    void handleRequest(Process& process);
    /// What a HandleInfo record says of the message being handled.
    static std::int64_t tickOf(const Process& process)
    {
        return isTick(process.currentKind) ? process.tick : 0;
    }
    TICKSCOPE_HOT void settle(Process& process);
    TICKSCOPE_HOT void callbackReturned(Process& process);
    void endFrame(Process& process) { FrameMemory::takeBack(m_memory, process.frame); }
    void startupReturned(Process& process, Return::Next next);
    void reply(Process& process);
    TICKSCOPE_HOT void resume(Process& process);
    std::uint32_t sendCall(
        Process& process, MessageKind kind, Duration timeout, const Request& request);
    void replyToCaller(Answer& answer, Message call, const Process& process);
    std::uint32_t sendNew(
        Process& process, MessageKind kind, Duration argument, const Request& request = {});

    // Units of resources (node_resources.cpp).
    void workWithUnit(Process& process);
    void waitForUnit(Process& process);
    void unitTimerFires(Process& process, Timer::Purpose purpose);
    void endUnitWait(Process& process);
    void giveBackUnit(std::uint32_t resource);
    void loseUnit(const Process& process);
    void resumeInTurn(Process& process);

    // Starts and exits (node_lifecycle.cpp).
    void exitProcess(Process& process, Reason reason);
    void stopProcess(Process& process);
    void callbackEnds(Process& process, Return::Next how);
    void callbackStops(Process& process);
    void callbackRaises(Process& process);
    void loseMailbox(Process& process, Reason reason);
    void loseMessage(Process& process, Message message, Reason reason);

    // Timers that are cancelled and fire (node_timers.cpp).
    void noteCancelled(const Process& process, std::int64_t result);
    TICKSCOPE_HOT void fire(Process& process);
    bool firePooled(std::uint32_t slot, VirtualTime at);
    TICKSCOPE_HOT void arrive(Process& process, const Record& timeout, Message message);
    TICKSCOPE_HOT void handleAtOnce(Process& process, const Record& timeout, Message message);
    TICKSCOPE_HOT void putAway(Process& process, const Record& timeout, Message message);
    void giveUpCall(std::uint32_t slot);
    void rememberTimeout(const Process& process, Duration timeout);
    void armIdleTimer(Process& process, Duration timeout);
    void startWait(Process& process, Duration timeout);
    void timeOutAtOnce(Process& process);
    void waitWithin(Process& process, Duration timeout);
    void disarmIdleTimer(Process& process);

    // Ids of the queue: of an Action the action; of a Timer its slot, or the process whose work
    // ends.
    static constexpr std::uint32_t workEndBit = std::uint32_t { 1 } << 31;
    static constexpr VirtualTime never { Duration { -1 } };
    static constexpr std::size_t turnsAhead = 8; // fetched so long before they run
    static bool isWorkEnd(std::uint32_t id) { return (id & workEndBit) != 0; }
    static std::uint32_t workerOf(std::uint32_t id) { return id & ~workEndBit; }
    // Turns of m_turns: a process, the supervisor, or a caller by the slot of its timeout.
    std::uint32_t supervisorTurn() const { return m_processes.size(); }
    static std::uint32_t callerTurn(std::uint32_t slot) { return slot + 1; }
    static std::uint32_t callerSlot(std::uint32_t turn) { return turn - 1; }

    TICKSCOPE_HOT bool happen(const QueuedEvent& event);
    bool isLastOf(VirtualTime instant);
    std::uint64_t openInstant(const QueuedEvent& event, std::uint64_t most);
    std::uint64_t runInstant(VirtualTime until, std::uint64_t most);
    bool isInstantOpen() const { return m_isTriggering || !m_turns.empty(); }
    NextEvent nextTurn() const;
    static NextEvent nextOf(const QueuedEvent& event);
    void timeOutFirst(Process& process);
    TICKSCOPE_HOT void lookAhead();
    TICKSCOPE_HOT static bool isWorkDone(const Process& process, VirtualTime at);
    bool isDue(const QueuedEvent& event) const;
    void forgetEvent(const QueuedEvent& event);
    void putOff(const QueuedEvent& event, VirtualTime until);
    void guardInstant(const Process& process)
    {
        guardInstant(process.index, "arms a timer of 0 ms");
    }
    void guardInstant(std::uint32_t process, const char* how);
    void guardRestart(std::uint32_t process);

    // What each event touches comes first.
    Return m_returned; // by the callback that has just run, if it was more than {:noreply, state}
    RunGuard m_guard;
    LinePool m_memory; // of frames and mailboxes
    std::array<std::uint32_t, 8> m_fetched {}; // processes of events that come soon, in a ring
    std::size_t m_fetchedPlace = 0;
    std::vector<std::uint32_t> m_turns; // who was woken and has yet to run, in order
    std::size_t m_nextTurn = 0;
    bool m_isTriggering = false; // several events of one instant, and nobody runs before the last
    bool m_isSupervisorReady = false; // listed in m_turns
    Supervisor m_supervisor;
    std::optional<ParentSupervisor> m_parent;

    NodeHost& m_host;
    Requests m_requests;
    std::vector<Resource> m_resources;
    std::unordered_map<std::uint32_t, UnitUse> m_unitUses; // by process; looked up, never walked
    std::uint32_t m_lastPid = 0;
    VirtualTime m_instant {}; // that is being triggered
    VirtualTime m_standsUntil {};
    VirtualTime m_freshAt {}; // nothing has happened then; or never
};

} // namespace tickscope
