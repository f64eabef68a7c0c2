// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/gen_server.h"

#include "core/otp/node.h"

#include <exception>

namespace tickscope {

void* Handler::promise_type::allocate(std::size_t size, GenServer& owner)
{
    return owner.m_node->framePool().allocate(size);
}

void Handler::promise_type::release(void* frame, std::size_t size)
{
    FramePool::release(frame, size);
}

void Handler::promise_type::return_value(Return value) noexcept
{
    server.m_node->callbackReturns(value);
}

void Handler::promise_type::unhandled_exception() const noexcept
{
    std::terminate(); // nothing in core throws: a raise inside the simulation is an Outcome
}

// The three below are what `use GenServer` gives to a module that does not define them.
Handler GenServer::handleContinue()
{
    co_return receive();
}
Handler GenServer::handleCast(Message)
{
    co_return receive();
}
Handler GenServer::handleCall(Message)
{
    co_return receive();
}

TimerRef GenServer::sendAfter(MessageKind message, Duration time, Address address)
{
    return m_node->sendAfter(*m_process, message, time, address);
}

TimerRef GenServer::sendAfterAbsolute(MessageKind message, VirtualTime due, Address address)
{
    return m_node->sendAfterAbsolute(*m_process, message, due, address);
}

TimerRef GenServer::sendInterval(
    MessageKind message, Duration interval, Duration first, Address address)
{
    return m_node->sendInterval(*m_process, message, interval, first, address);
}

std::optional<std::int64_t> GenServer::cancelTimer(TimerRef timer)
{
    return m_node->cancelTimer(*m_process, timer);
}

void GenServer::cancelInterval(TimerRef timer)
{
    m_node->cancelInterval(*m_process, timer);
}

void GenServer::send(std::uint32_t process, MessageKind message)
{
    m_node->send(process, message);
}

void GenServer::notify(MessageKind what)
{
    m_node->notify(*m_process, what);
}

WorkDone GenServer::work(Duration duration, Outcome outcome)
{
    return { m_node->startWork(*m_process, duration, outcome), outcome };
}

WorkDone GenServer::load(Duration duration)
{
    return work(duration, Outcome::Ok);
}

Duration GenServer::timerTime(Duration time) const
{
    return m_node->timerTime(time);
}

VirtualTime GenServer::monotonicTime() const
{
    return m_node->monotonicTime();
}

Duration GenServer::argument(const Message& message) const
{
    return m_node->argument(message.number);
}

} // namespace tickscope
