// SPDX-License-Identifier: GPL-3.0-only
// What a GenServer passes on to its node, for the sources of servers: nearly all of a tick is made
// of these few calls, so they had better cost nothing.
#pragma once

#include "core/otp/gen_server.h"
#include "core/otp/node_hot.h"

#include <exception>

namespace tickscope {

inline void* Handler::promise_type::allocate(std::size_t size, GenServer& owner)
{
    return owner.process().frame = FrameMemory::allocate(owner.m_node->memory(), size);
}

inline void Handler::promise_type::return_value(Return value) noexcept
{
    server.m_node->callbackReturns(server.process(), value);
}

inline void Handler::promise_type::unhandled_exception() const noexcept
{
    std::terminate(); // nothing in core throws: a raise inside the simulation is an Outcome
}

inline TimerRef GenServer::sendAfter(MessageKind message, Duration time, Address address)
{
    return m_node->sendAfter(process(), message, time, address);
}

inline TimerRef GenServer::sendAfterAbsolute(MessageKind message, VirtualTime due, Address address)
{
    return m_node->sendAfterAbsolute(process(), message, due, address);
}

inline TimerRef GenServer::sendInterval(
    MessageKind message, Duration interval, Duration first, Address address)
{
    return m_node->sendInterval(process(), message, interval, first, address);
}

inline std::optional<std::int64_t> GenServer::cancelTimer(TimerRef timer)
{
    return m_node->cancelTimer(process(), timer);
}

inline Return GenServer::cancelNil()
{
    return m_node->cancelNil(process());
}

inline bool GenServer::isTimerArmed(TimerRef timer) const
{
    return m_node->isTimerArmed(timer);
}

inline void GenServer::cancelInterval(TimerRef timer)
{
    m_node->cancelInterval(process(), timer);
}

inline void GenServer::send(std::uint32_t process, MessageKind message)
{
    m_node->send(process, message);
}

inline void GenServer::notify(MessageKind what)
{
    m_node->notify(process(), what);
}

inline WorkDone GenServer::work(Duration duration, Outcome outcome)
{
    return { m_node->startWork(process(), duration, outcome), outcome };
}

inline WorkDone GenServer::workWith(std::uint32_t resource, Duration duration, Outcome outcome)
{
    return m_node->startWorkWithUnit(process(), resource, duration, outcome);
}

inline WorkDone GenServer::load(Duration duration, Outcome outcome)
{
    return work(duration, outcome);
}

inline Duration GenServer::timerTime(Duration time) const
{
    return m_node->timerTime(time);
}

inline VirtualTime GenServer::monotonicTime() const
{
    return m_node->monotonicTime();
}

inline Duration GenServer::argument(const Message& message) const
{
    return m_node->argument(message.number);
}

inline Request GenServer::request(const Message& message) const
{
    return m_node->request(message.number);
}

} // namespace tickscope
