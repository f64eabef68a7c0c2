// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/kinds.h"
#include "core/otp/mailbox.h"
#include "core/otp/timer.h"
#include "core/sim/virtual_time.h"

#include <coroutine>
#include <cstdint>

namespace tickscope {

class GenServer;

/// A process that has a name, over all its incarnations. The name is registered while it lives.
///
/// All that a tick touches, in two cache lines; what seldom changes is in ProcessHistory.
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

    GenServer* server = nullptr; // while it lives
    std::coroutine_handle<> frame; // the handler, while it works
    VirtualTime workSince {};
    VirtualTime workUntil {};
    Message current; // being handled
    std::uint32_t pid = 0; // of the living process
    std::uint32_t tick = 0; // number of the tick at work, or of the last one
    std::uint16_t armedByPid = 0; // tick timers
    std::uint16_t armedByName = 0;
    State state = State::None;
    Callback callback = Callback::Init;
    Outcome outcome = Outcome::Ok; // of the work under way
    bool isReady : 1 = false; // listed in Node::m_ready
    bool isIdling : 1 = false; // ProcessHistory::idleTimer may be armed
    Timer timer; // its first, whose target it always is; others are in a TimerPool
    Mailbox mailbox;

    /// Its number among the processes of the node.
    std::uint32_t index() const { return timer.target; }
    bool isAlive() const { return state != State::None; }
    std::uint32_t armedTicks() const { return armedByPid + 0U + armedByName; }
};
static_assert(sizeof(Process) == 128);

/// What a process has been through, and what few processes need.
struct ProcessHistory
{
    std::uint32_t incarnation = 0;
    std::uint32_t restarts = 0;
    TimerRef idleTimer; // of {:noreply, state, timeout}
    std::uint16_t reportedChains = 1;
    std::uint8_t chains = 1; // chain numbers given out
};

} // namespace tickscope
