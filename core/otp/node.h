// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/frame_memory.h"
#include "core/otp/gen_server.h"
#include "core/otp/limits.h"
#include "core/otp/parent_supervisor.h"
#include "core/otp/process_table.h"
#include "core/otp/recorder.h"
#include "core/otp/request.h"
#include "core/otp/resource.h"
#include "core/otp/sparse_table.h"
#include "core/otp/supervisor.h"
#include "core/otp/timer.h"
#include "core/otp/timer_clock.h"
#include "core/sim/event_queue.h"
#include "core/sim/hot.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tickscope {

/// What a node asks of whoever runs it.
class NodeHost
{
public:
    /// Makes the GenServer of a process that is being spawned, in the room that it has for it.
    virtual void createServer(std::uint32_t process, void* room) = 0;
    /// The name of a process; the number after the last process is the supervisor's, the next one
    /// its parent's.
    virtual std::string nameOf(std::uint32_t process) const = 0;
    /// A person's action is due (see Node::scheduleAction).
    virtual void act(std::uint32_t action) = 0;
    /// A call is answered: the state of the process is what it returns.
    virtual void callReplied(std::uint32_t process, std::uint32_t message)
    {
        static_cast<void>(process);
        static_cast<void>(message);
    }
    /// A client's next request is due (see Node::scheduleClient).
    virtual void clientComes(std::uint32_t client) = 0;

protected:
    ~NodeHost() = default;
};

/// What became of a message that a person sent (a cast, a call, a stop).
struct Answer
{
    enum class State : std::uint8_t {
        Waiting,
        Done,
        Dropped, ///< nobody had the name
        Lost, ///< its process died first
    };
    State state = State::Waiting;
    MessageKind kind = MessageKind::None;
    bool callerGaveUp = false; ///< Call
    bool isTooLong = false; ///< Call: its timeout is no value that a receive takes
    VirtualTime sentAt {};
    VirtualTime at {}; ///< handled or dropped
    /// Cancel: as in a CancelTimer record, or noDue where nothing was there to cancel; Call: ns
    /// waited.
    std::int64_t value = noDue;
    Duration argument {}; ///< of SetInterval and Call
    TimerRef timeout; ///< of Call, while the caller waits
    Request request;
};

/// One BEAM node in virtual time: processes, names, mailboxes, timers and a supervisor.
///
/// Here is each rule of the little OTP, once. Everything happens in the order of the event queue;
/// what happens is recorded. A node never looks at a wall clock and draws no random numbers.
class Node final : private ChildHost
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
    StartResult startChildAgain(std::uint32_t process);

    /// @pre the number came from cast, call or stop, and who sent it follows it
    const Answer& answer(std::uint32_t message) const { return m_answers.at(message); }
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
    /// The timer of an event of the queue, and whose it is. @pre the event is a timer's
    const Timer& timer(std::uint32_t slot) const
    {
        return isOwn(slot) ? m_processes[slot].timer : m_otherTimers[otherPlace(slot)].timer;
    }
    std::uint32_t timerTarget(std::uint32_t slot) const
    {
        return isOwn(slot) ? slot : m_otherTimers[otherPlace(slot)].target;
    }
    /// The timers that will still do something to this process when they fire.
    std::vector<Timer> liveTimers(std::uint32_t process) const;
    const Recorder& trace() const { return m_trace; }
    Recorder& trace() { return m_trace; }
    const std::optional<LimitReached>& limitReached() const { return m_limitReached; }

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
    TICKSCOPE_HOT TimerRef sendAfter(
        Process& process, MessageKind message, Duration time, Address address);
    TimerRef sendAfterAbsolute(
        Process& process, MessageKind message, VirtualTime due, Address address);
    TimerRef sendInterval(
        Process& process, MessageKind message, Duration interval, Duration first, Address address);
    std::optional<std::int64_t> cancelTimer(Process& process, TimerRef timer);
    void cancelInterval(Process& process, TimerRef timer);
    void send(std::uint32_t process, MessageKind message);
    void notify(Process& process, MessageKind what);
    /// @return whether the work is done already
    TICKSCOPE_HOT bool startWork(Process& process, Duration duration, Outcome outcome);
    WorkDone startWorkWithUnit(
        Process& process, std::uint32_t resource, Duration duration, Outcome outcome);
    void waitsWith(const Process& process, WorkDone& done);
    Duration timerTime(Duration time) const { return m_clock.timerTime(time); }
    VirtualTime monotonicTime() const { return m_clock.monotonicTime(m_now); }
    Duration argument(std::uint32_t message) const { return m_answers.at(message).argument; }
    Request request(std::uint32_t message) const { return m_answers.at(message).request; }

    // ChildHost
    Started startChild(std::uint32_t process) override;
    void childRestarts(std::uint32_t process, Counted counted) override;
    void shutDownChild(std::uint32_t process) override;
    void supervisorExits(Reason reason) override;
    bool hasProcess(std::uint32_t process) const override { return m_processes[process].isAlive(); }
    bool isAtLimit() const override { return m_limitReached.has_value(); }

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
    void forgetUnlessFollowed(std::uint32_t message);

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
    void endTimers(Process& process);
    void stopProcess(Process& process);
    void callbackStops(Process& process);
    void callbackRaises(Process& process);
    void loseMailbox(Process& process, Reason reason);
    void loseMessage(Process& process, Message message, Reason reason);

    // Timers (node_timers.cpp). The slots below the number of processes are those of
    // Process::timer.
    bool isOwn(std::uint32_t slot) const { return slot < m_processes.size(); }
    std::uint32_t otherPlace(std::uint32_t slot) const { return slot - m_processes.size(); }
    Timer* findTimer(TimerRef ref);
    bool isLive(const OtherTimer& timer) const;
    struct Arming
    {
        Timer::Purpose purpose;
        MessageKind kind;
        VirtualTime due;
        Address address = Address::Pid;
        Timer::Count count = Timer::Count::Now;
    };
    TICKSCOPE_HOT void setUp(Timer& timer, const Arming& arming);
    OtherTimer& setUpOther(const Process& process, const Arming& arming);
    void releaseOther(std::uint32_t slot);
    std::uint32_t slotOf(const OtherTimer& timer) const;
    TICKSCOPE_HOT TimerRef push(std::uint32_t slot, const Timer& timer, VirtualTime at);
    TimerRef pushOther(const OtherTimer& timer, VirtualTime at);
    TICKSCOPE_HOT TimerRef armMessage(Process& process, const Arming& arming, VirtualTime at);
    TimerRef armOtherMessage(Process& process, const Arming& arming, VirtualTime at);
    void recordOther(Process& process, OtherTimer& timer, Address address);
    TICKSCOPE_HOT std::uint8_t chainOf(Process& process);
    std::uint8_t newChain(Process& process);
    std::uint32_t armedTicks(const Process& process) const;
    void watchChains(Process& process, const Timer& timer);
    void forgetChains(Process& process);
    void forgetOther(const OtherTimer& timer);
    void disarm(TimerRef ref);
    void rearm(OtherTimer& timer, std::uint32_t slot);
    TICKSCOPE_HOT void fire(Process& process);
    bool fireOther(std::uint32_t slot, VirtualTime at);
    TICKSCOPE_HOT void arrive(Process& process, const Record& timeout, Message message);
    TICKSCOPE_HOT void handleAtOnce(Process& process, const Record& timeout, Message message);
    TICKSCOPE_HOT void putAway(Process& process, const Record& timeout, Message message);
    void giveUpCall(std::uint32_t slot);
    void rememberTimeout(const Process& process, Duration timeout);
    void armIdleTimer(Process& process, Duration timeout);
    void startWait(Process& process, Duration timeout);
    void timeOutAtOnce(Process& process);
    void waitWithin(Process& process, Duration timeout);
    bool isTimerArmed(TimerRef timer) { return findTimer(timer) != nullptr; }
    void disarmIdleTimer(Process& process);

    ProcessHistory& history(const Process& process) { return m_histories.change(process.index); }
    TICKSCOPE_HOT Record recordOf(const Process& process, Event event, std::int64_t value,
        std::uint32_t ref = 0, std::uint32_t extra = 0, MessageKind message = MessageKind::None,
        std::uint8_t detail = 0) const
    {
        return { toNs(m_now), value, process.index, ref, extra, event, message, detail };
    }
    template <typename... Facts>
    TICKSCOPE_HOT void record(const Process& process, Facts... facts)
    {
        m_trace.append(recordOf(process, facts...));
    }

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

    TICKSCOPE_HOT void moveTo(VirtualTime time)
    {
        assert(time >= m_now);
        m_now = time;
    }
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
    void instantLimitReached(std::uint32_t process, const char* how);
    void guardRestart(std::uint32_t process);
    void mailboxLimitReached(const Process& process, std::uint32_t depth);
    void eventLimitReached();
    std::string lastEvents(std::size_t count) const;

    // What each event touches comes first.
    VirtualTime m_now {};
    TimerClock m_clock;
    std::uint32_t m_messages = 0;
    std::uint32_t m_timerNumbers = 0;
    ProcessTable m_processes;
    Recorder m_trace;
    Return m_returned; // by the callback that has just run, if it was more than {:noreply, state}
    EventQueue m_queue;
    RunLimits m_limits;
    std::optional<LimitReached> m_limitReached;
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
    SparseTable<ProcessHistory> m_histories;
    std::vector<std::uint32_t> m_pids; // by process: of the last one that had the name
    TimerPool m_otherTimers;
    std::unordered_map<std::uint32_t, Answer> m_answers; // by message; looked up, never walked
    std::unordered_map<std::uint32_t, std::uint32_t> m_calls; // message by timer number; likewise
    std::vector<Resource> m_resources;
    std::unordered_map<std::uint32_t, UnitUse> m_unitUses; // by process; looked up, never walked
    std::uint32_t m_lastPid = 0;
    std::uint32_t m_eventsAtInstant = 0;
    VirtualTime m_guardedInstant {};
    VirtualTime m_instant {}; // that is being triggered
    VirtualTime m_standsUntil {};
    VirtualTime m_freshAt {}; // nothing has happened then; or never
};

} // namespace tickscope
