// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/gen_server.h"

#include "core/otp/node.h"

#include <exception>
#include <new>

namespace tickscope {

namespace {

// Each frame is preceded by the pool it came from, since operator delete is told nothing else.
constexpr std::size_t prefix = __STDCPP_DEFAULT_NEW_ALIGNMENT__;
static_assert(prefix >= sizeof(FramePool*));

} // namespace

void* Handler::promise_type::allocate(std::size_t size, GenServer& owner)
{
    FramePool& pool = owner.m_node->framePool();
    void* block = pool.allocate(size + prefix);
    new (block) FramePool*(&pool);
    return static_cast<std::byte*>(block) + prefix;
}

void Handler::promise_type::release(void* frame, std::size_t size)
{
    void* block = static_cast<std::byte*>(frame) - prefix;
    FramePool* pool = *static_cast<FramePool**>(block);
    pool->release(block, size + prefix);
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
    return m_node->sendAfter(m_process, message, time, address);
}

TimerRef GenServer::sendAfterAbsolute(MessageKind message, VirtualTime due, Address address)
{
    return m_node->sendAfterAbsolute(m_process, message, due, address);
}

TimerRef GenServer::sendInterval(
    MessageKind message, Duration interval, Duration first, Address address)
{
    return m_node->sendInterval(m_process, message, interval, first, address);
}

std::optional<std::int64_t> GenServer::cancelTimer(TimerRef timer)
{
    return m_node->cancelTimer(m_process, timer);
}

void GenServer::cancelInterval(TimerRef timer)
{
    m_node->cancelInterval(m_process, timer);
}

void GenServer::send(std::uint32_t process, MessageKind message)
{
    m_node->send(process, message);
}

void GenServer::notify(MessageKind what)
{
    m_node->notify(m_process, what);
}

WorkDone GenServer::work(Duration duration, Outcome outcome)
{
    return { *this, m_node->startWork(m_process, duration, outcome) };
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

std::uint32_t GenServer::tickNumber() const
{
    return m_node->process(m_process).tick;
}

Duration GenServer::argument(const Message& message) const
{
    return m_node->argument(message.number);
}

} // namespace tickscope
