// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/frame_pool.h"
#include "core/otp/gen_server.h"
#include "core/otp/limits.h"
#include "core/otp/mailbox.h"
#include "core/otp/recorder.h"
#include "core/otp/supervisor.h"
#include "core/otp/timer.h"
#include "core/otp/timer_clock.h"
#include "core/sim/event_queue.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tickscope {

/// What a node asks of whoever runs it.
class NodeHost
{
public:
    /// Makes the GenServer of a process that is being spawned.
    virtual std::unique_ptr<GenServer> createServer(std::uint32_t process) = 0;
    /// A person's action is due (see Node::scheduleAction).
    virtual void act(std::uint32_t action) = 0;

protected:
    ~NodeHost() = default;
};

/// A process that has a name, over all its incarnations. The name is registered while it lives.
struct Process
{
    enum class State : std::uint8_t {
        None, ///< no process has the name
        Receiving, ///< free: takes the next message at once
        Busy, ///< inside a callback, at this very instant
        Working, ///< a callback waits for its work to end
    };
    enum class Callback : std::uint8_t { Init, Continue, Message };

    std::unique_ptr<GenServer> server;
    Mailbox mailbox;
    Message current; // being handled
    VirtualTime workSince {};
    VirtualTime workUntil {};
    TimerRef idleTimer;
    std::uint32_t pid = 0; // of the living process
    std::uint32_t incarnation = 0;
    std::uint32_t restarts = 0;
    std::uint32_t tick = 0; // number of the tick at work, or of the last one
    std::uint16_t armedByPid = 0; // tick timers
    std::uint16_t armedByName = 0;
    std::uint16_t reportedChains = 1;
    std::uint8_t chains = 1; // chain numbers given out
    State state = State::None;
    Callback callback = Callback::Init;
    bool isReady = false; // listed in Node::m_ready
    bool raises = false; // its work, of no length, ended in a crash

    bool isAlive() const { return state != State::None; }
    std::uint32_t armedTicks() const { return armedByPid + 0U + armedByName; }
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
    VirtualTime at {}; ///< handled or dropped
    /// Cancel: as in a CancelTimer record, or noDue where nothing was there to cancel; Call: ns
    /// waited.
    std::int64_t value = noDue;
    Duration argument {}; ///< of SetInterval and Call
    bool callerGaveUp = false; ///< Call
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
        std::vector<std::string>
            names; ///< of all processes; one more than those, the supervisor's, is last
        std::vector<ChildSpec> children; ///< in the order of their start
        RestartIntensity intensity { 3, 5 };
    };

    Node(NodeHost& host, Config config);
    ~Node();
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    /// The supervisor starts its children, at the present instant.
    void start();

    /// Runs the next event due before or at `until`. @return false when there is none or a limit
    /// was reached
    bool runNext(VirtualTime until);
    /// Nothing more happens before or at `time`: the clock stands there.
    void standAt(VirtualTime time);

    VirtualTime now() const override { return m_now; }
    /// The next event, skipping those that came to nothing; null when there is none.
    const QueuedEvent* nextEvent();

    // What a person does.
    void scheduleAction(VirtualTime at, std::uint32_t action);
    /// @return number of the message, by which answer() finds it
    std::uint32_t cast(std::uint32_t process, MessageKind kind, Duration argument = {});
    std::uint32_t call(std::uint32_t process, Duration timeout);
    void sendTick(std::uint32_t process, MessageKind kind);
    std::uint32_t stop(std::uint32_t process);
    /// Process.exit(pid, :kill). @return false when nobody has the name
    bool kill(std::uint32_t process);
    Supervisor::StartResult startChildAgain(std::uint32_t process);

    /// @pre the number came from cast, call or stop
    const Answer& answer(std::uint32_t message) const { return m_answers.at(message); }
    const Process& process(std::uint32_t index) const { return m_processes[index]; }
    const std::vector<std::string>& names() const { return m_names; }
    const std::vector<Timer>& timers() const { return m_timers.all(); }
    /// Whether the timer will still do something when it fires.
    bool isLive(const Timer& timer) const;
    const Recorder& trace() const { return m_trace; }
    Recorder& trace() { return m_trace; }
    const std::optional<LimitReached>& limitReached() const { return m_limitReached; }

private:
    friend class GenServer;
    friend struct Handler::promise_type;

    // What GenServer passes on.
    FramePool& framePool() { return m_frames; }
    TimerRef sendAfter(std::uint32_t process, MessageKind message, Duration time, Address address);
    TimerRef sendAfterAbsolute(
        std::uint32_t process, MessageKind message, VirtualTime due, Address address);
    TimerRef sendInterval(std::uint32_t process, MessageKind message, Duration interval,
        Duration first, Address address);
    std::optional<std::int64_t> cancelTimer(std::uint32_t process, TimerRef timer);
    void cancelInterval(std::uint32_t process, TimerRef timer);
    void send(std::uint32_t process, MessageKind message);
    void notify(std::uint32_t process, MessageKind what);
    /// @return whether the work is done already
    bool startWork(std::uint32_t process, Duration duration, Outcome outcome);
    Duration timerTime(Duration time) const { return m_clock.timerTime(time); }
    VirtualTime monotonicTime() const { return m_clock.monotonicTime(m_now); }
    Duration argument(std::uint32_t message) const { return m_answers.at(message).argument; }

    // ChildHost
    Started startChild(std::uint32_t process) override;
    void childRestarts(std::uint32_t process) override;
    void shutDownChild(std::uint32_t process) override;
    void supervisorExits(Reason reason) override;

    // The life of a process (node_process.cpp).
    void deliver(std::uint32_t process, const Message& message, std::int64_t value);
    void drop(std::uint32_t process, const Message& message, std::int64_t value, Reason reason);
    void runReady();
    void takeMessages(std::uint32_t process);
    void handle(std::uint32_t process);
    void settle(std::uint32_t process);
    void callbackReturned(std::uint32_t process);
    void record(std::uint32_t process, Event event, std::int64_t value, std::uint32_t ref = 0,
        std::uint32_t extra = 0, MessageKind message = MessageKind::None, std::uint8_t detail = 0);
    void exitProcess(std::uint32_t process, Reason reason);
    void loseMailbox(std::uint32_t process, Reason reason);
    void loseMessage(std::uint32_t process, const Message& message, Reason reason);
    std::uint32_t sendNew(std::uint32_t process, MessageKind kind, Duration argument);
    void reply(std::uint32_t process);

    // Timers (node_timers.cpp).
    TimerRef arm(Timer timer, TimerClock::Firing firing);
    void recordArming(const Timer& timer, Address address);
    std::uint8_t chainOf(std::uint32_t process);
    void watchChains(const Timer& timer);
    void disarm(Timer& timer);
    void forgetArmedTick(const Timer& timer);
    bool fire(std::uint32_t slot);
    void giveUpCall(const Timer& timer);
    void armIdleTimer(std::uint32_t process, Duration timeout);

    bool isLive(const QueuedEvent& event) const;
    bool wasArmedNow(const QueuedEvent& event) const;
    void runEvent(const QueuedEvent& event);
    bool resume(std::uint32_t process);
    void guardInstant(const QueuedEvent& event);
    void checkEventLimit();
    std::string lastEvents(std::size_t count) const;

    NodeHost& m_host;
    TimerClock m_clock;
    RunLimits m_limits;
    std::vector<std::string> m_names;
    VirtualTime m_now {};
    EventQueue m_queue;
    FramePool m_frames; // outlives the processes, whose handlers live in it
    std::vector<Process> m_processes;
    TimerPool m_timers;
    std::vector<std::uint32_t> m_ready; // processes with a message to take, in order
    Supervisor m_supervisor;
    Recorder m_trace;
    std::unordered_map<std::uint32_t, Answer>
        m_answers; // by message number; looked up, never walked
    std::unordered_map<std::uint32_t, TimerRef> m_callTimers; // likewise
    std::uint32_t m_messages = 0;
    std::uint32_t m_timerNumbers = 0;
    std::uint32_t m_pids = 0;
    std::uint32_t m_eventsAtInstant = 0;
    std::optional<LimitReached> m_limitReached;
};

} // namespace tickscope
