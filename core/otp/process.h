// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/kinds.h"
#include "core/otp/mailbox.h"
#include "core/otp/timer.h"
#include "core/sim/virtual_time.h"

#include <cstdint>

namespace tickscope {

/// A process that has a name, over all its incarnations. The name is registered while it lives.
///
/// All that each of its events touches, in one cache line; its GenServer lies in the next (see
/// ProcessTable), and what seldom changes is in ProcessHistory.
struct alignas(64) Process
{
    enum class State : std::uint8_t {
        None, ///< no process has the name
        Receiving, ///< free: takes the next message at once
        Busy, ///< inside a callback, at this very instant
        Returned, ///< the callback has just returned
        Working, ///< a callback waits for its work to end
        Raising, ///< inside a callback whose work, of no length, ended in a crash
    };
    enum class Callback : std::uint8_t { Init, Continue, Message };

    void* frame = nullptr; // of the callback's coroutine, while there is one
    VirtualTime workUntil {};
    Mailbox mailbox;
    Timer timer; // its first one-shot timer; all others are in a TimerPool
    std::uint32_t index = 0; // among the processes of the node
    std::uint32_t tick = 0; // number of the tick at work, or of the last one
    std::uint32_t currentNumber = 0; // of the message being handled
    MessageKind currentKind = MessageKind::None;
    std::uint8_t currentChain = 0;
    State state = State::None;
    Callback callback : 2 = Callback::Init;
    TickOutcome outcome : 3 = TickOutcome::Ok; // of the work under way: ok, error or crash
    bool isReady : 1 = false; // listed in Node::m_turns
    bool isIdling : 1 = false; // ProcessHistory::idleTimer may be armed
    bool hasPooledTicks : 1 = false; // ProcessHistory::pooledTicks() is not 0

    /// The message being handled.
    Message current() const { return { currentNumber, currentKind, currentChain }; }
    void setCurrent(Message message)
    {
        currentNumber = message.number;
        currentKind = message.kind;
        currentChain = message.chain;
    }
    bool isAlive() const { return state != State::None; }
    bool handlesTick() const { return callback == Callback::Message && isTick(currentKind); }
};
static_assert(sizeof(Process) == 64);

/// What few processes need: most have no history, and then this takes no memory.
struct ProcessHistory
{
    std::uint32_t laterStarts = 0; // after the first
    std::uint32_t restarts = 0;
    TimerRef idleTimer; // of {:noreply, state, timeout}
    Duration idleTimeout {}; // likewise
    std::uint32_t idleSince
        = nobody; // number of the message whose handler returned that; 0: startup
    static constexpr std::uint32_t nobody = ~std::uint32_t { 0 };
    std::uint32_t firstPooled = PooledTimer::none; // of its timers in the TimerPool
    std::uint16_t pooledByPid = 0; // armed tick timers besides Process::timer
    std::uint16_t pooledByName = 0;
    std::uint16_t reportedChains = 1;
    std::uint8_t chains = 1; // chain numbers given out

    std::uint32_t pooledTicks() const { return pooledByPid + 0U + pooledByName; }
};

} // namespace tickscope
