// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/frame_memory.h"
#include "core/otp/kinds.h"
#include "core/otp/process_table.h"
#include "core/otp/request.h"

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace tickscope {

class GenServer;
class Node;

/// What a callback returned: {:ok, state}, {:noreply, state}, and their variants.
struct Return
{
    enum class Next : std::uint8_t {
        Receive, ///< wait for the next message
        Timeout, ///< wait for it at most `timeout`, then handle :timeout
        Continue, ///< {:continue, _}: handle_continue before any message
        Stop, ///< {:stop, :normal, state}
        Raise, ///< none of these: the callback raised
    };
    Next next = Next::Receive;
    Duration timeout {};
};

/// The coroutine of one callback. It starts at once and ends by itself; its process holds the
/// frame. There is nothing to keep on the caller's side. A frame of few locals fits one cache line,
/// with the start of the work in it.
///
/// Callbacks take messages by value, are member functions (no lambdas), and await only what
/// GenServer offers, each on a line of its own: GCC 12 has faults with anything cleverer.
class Handler
{
public:
    struct promise_type
    {
        template <typename Server, typename... Arguments>
        explicit promise_type(Server& owner, Arguments&&...)
            : server(owner)
        {
        }

        template <typename Server, typename... Arguments>
        static void* operator new(std::size_t size, Server& owner, Arguments&&...)
        {
            return allocate(size, owner);
        }
        static void operator delete(void* frame, std::size_t size)
        {
            FrameMemory::leave(frame, size);
        }

        Handler get_return_object() const noexcept { return {}; }
        std::suspend_never initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_value(Return value) noexcept;
        [[noreturn]] void unhandled_exception() const noexcept;

        /// @pre the process is at work
        static promise_type& of(const Process& process)
        {
            return std::coroutine_handle<promise_type>::from_address(process.frame).promise();
        }

        GenServer& server;
        VirtualTime workSince {};

    private:
        static void* allocate(std::size_t size, GenServer& owner);
    };
};

/// What `co_await work(...)` waits for; gives how the work ended.
class [[nodiscard]] WorkDone
{
public:
    WorkDone(bool isDone, Outcome outcome)
        : m_outcome(outcome)
        , m_mayChange(false)
        , m_isDone(isDone)
    {
    }
    /// Work whose outcome may change before its end.
    static WorkDone mayChange(Outcome outcome)
    {
        WorkDone done(false, outcome);
        done.m_mayChange = true;
        return done;
    }
    bool await_ready() const noexcept { return m_isDone; }
    void await_suspend(std::coroutine_handle<Handler::promise_type> handler) noexcept
    {
        if (m_mayChange) [[unlikely]]
            tellNode(handler.promise());
    }
    Outcome await_resume() const noexcept { return m_outcome; }

    void setOutcome(Outcome outcome) { m_outcome = outcome; }

private:
    void tellNode(Handler::promise_type& handler) noexcept;

    // One byte, lest the frame of a plain handler need a second cache line.
    Outcome m_outcome : 6;
    bool m_mayChange : 1;
    bool m_isDone : 1;
};
static_assert(sizeof(WorkDone) == 1);

/// A process with the callbacks of Elixir's GenServer. Its members are the process state.
/// It is made in the room that its process has for it, and nowhere else.
///
/// A server of ours derives from it and reads like the Elixir module that it ports. Its sources
/// include gen_server_calls.h, where what it calls is defined.
/// @see https://hexdocs.pm/elixir/GenServer.html and gen_server(3)
class GenServer
{
public:
    GenServer() = default;
    GenServer(const GenServer&) = delete;
    GenServer& operator=(const GenServer&) = delete;
    virtual ~GenServer() = default;

    virtual Handler init() = 0;
    /// Runs right after init, before any message.
    virtual Handler handleContinue();
    virtual Handler handleInfo(Message message) = 0;
    virtual Handler handleCast(Message message);
    virtual Handler handleCall(Message message);
    /// Called when the process stops or its handler raised, not when it is killed and not when init
    /// failed. Must not act on the node.
    virtual void terminate() { }

    /// The state as Elixir prints it, such as "%{interval: 5000, count: 0}".
    virtual std::string inspectState() const = 0;

protected:
    // What the Elixir module calls. All act for this process, at the present virtual time.

    /// Process.send_after(self() or its name, message, time)
    TimerRef sendAfter(MessageKind message, Duration time, Address address);
    /// Process.send_after(..., due, abs: true)
    TimerRef sendAfterAbsolute(MessageKind message, VirtualTime due, Address address);
    /// :timer.send_interval(interval, message), its first tick after `first`
    TimerRef sendInterval(MessageKind message, Duration interval, Duration first, Address address);
    /// Process.cancel_timer(ref). @return ms left, or nullopt for false
    std::optional<std::int64_t> cancelTimer(TimerRef timer);
    /// Process.cancel_timer(nil), which raises: `co_return` what it returns
    Return cancelNil();
    /// Process.read_timer(ref), as far as whether it gives a number
    bool isTimerArmed(TimerRef timer) const;
    /// :timer.cancel(ref): {:ok, :cancel}, even twice; {:error, :badarg} of one never armed
    void cancelInterval(TimerRef timer);
    /// send(process, message)
    void send(std::uint32_t process, MessageKind message);
    /// Tells whoever waits for it (a countdown's end, a missed beat).
    void notify(MessageKind what);
    /// Takes virtual time while the mailbox goes on filling. An outcome of Crash raises at its end.
    WorkDone work(Duration duration, Outcome outcome);
    /// The same with a unit of a resource. Without one to be had the handler waits, and where that
    /// takes too long the work is never done: then it ends as an Error.
    WorkDone workWith(std::uint32_t resource, Duration duration, Outcome outcome);
    /// The same for an expensive load, which is no tick.
    WorkDone load(Duration duration, Outcome outcome);

    /// A time that was drawn, in whole milliseconds (rounded up); exact under the ideal clock.
    Duration timerTime(Duration time) const;
    /// System.monotonic_time(:millisecond); exact under the ideal clock.
    VirtualTime monotonicTime() const;
    /// Number of the tick at work in this incarnation, from 1.
    std::uint32_t tickNumber() const { return process().tick; }
    /// The new interval that a set_interval message carries.
    Duration argument(const Message& message) const;
    /// What a call or a cast asks for.
    Request request(const Message& message) const;

    /// {:ok, state} and {:noreply, state}
    static Return receive() { return {}; }
    /// {:noreply, state, timeout}
    static Return receiveWithin(Duration timeout) { return { Return::Next::Timeout, timeout }; }
    /// {:ok, state, {:continue, :load}}
    static Return continueWith() { return { Return::Next::Continue, {} }; }
    /// {:stop, :normal, state}: its supervisor decides whether there is a successor.
    static Return stop() { return { Return::Next::Stop, {} }; }

    /// What the host keeps beside the process.
    void* surroundings() const { return ProcessTable::surroundingsOf(process()); }

private:
    friend class Node;
    friend class WorkDone;
    friend struct Handler::promise_type;

    // A GenServer lies where its process has room for it.
    Process& process() const
    {
        const auto here = reinterpret_cast<std::uintptr_t>(this);
        return *reinterpret_cast<Process*>(here - ProcessTable::serverOffset);
    }

    Node* m_node = nullptr;
};

} // namespace tickscope
