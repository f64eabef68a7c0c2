// SPDX-License-Identifier: GPL-3.0-only
// What processes do on a node: messages, callbacks and work.
#include "core/otp/node_hot.h"

#include <cassert>

namespace tickscope {

// --- Messages ---------------------------------------------------------------------------------

void Node::deliver(Process& process, Message message, std::int64_t value)
{
    if (!process.isAlive()) {
        drop(process, message, value, Reason::NoProcess);
        return;
    }
    record(process, Event::Receive, value, message.number, enqueue(process, message), message.kind);
    makeReady(process);
}

void Node::drop(Process& process, Message message, std::int64_t value, Reason reason)
{
    record(process, Event::Drop, value, message.number, 0, message.kind,
        static_cast<std::uint8_t>(reason));
    if (Answer* answer = m_requests.find(message.number))
        answer->end(Answer::State::Dropped, m_now);
}

std::uint32_t Node::sendNew(
    Process& process, MessageKind kind, Duration argument, const Request& request)
{
    if (m_isTriggering)
        timeOutFirst(process);
    const Message message { ++m_messages, kind, 0 };
    Answer answer;
    answer.kind = kind;
    answer.sentAt = m_now;
    answer.argument = argument;
    answer.request = request;
    m_requests.open(message.number, answer);
    deliver(process, message, argument.count());
    return message.number;
}

std::uint32_t Node::cast(std::uint32_t index, MessageKind kind, Duration argument, Request request)
{
    const std::uint32_t number = sendNew(m_processes[index], kind, argument, request);
    if (m_requests.answer(number).state == Answer::State::Dropped)
        m_requests.forgetUnlessFollowed(number);
    return number;
}

std::uint32_t Node::stop(std::uint32_t index)
{
    return sendNew(m_processes[index], MessageKind::Stop, {});
}

std::uint32_t Node::call(std::uint32_t index, Duration timeout, Request request)
{
    return sendCall(m_processes[index], MessageKind::Call, timeout, request);
}

std::uint32_t Node::askState(std::uint32_t index, Duration timeout)
{
    return sendCall(m_processes[index], MessageKind::Sys, timeout, {});
}

std::uint32_t Node::sendCall(
    Process& process, MessageKind kind, Duration timeout, const Request& request)
{
    const std::uint32_t number = sendNew(process, kind, timeout, request);
    Answer& answer = m_requests.answer(number);
    if (answer.state == Answer::State::Dropped) { // exit: noproc, at once
        m_requests.forgetUnlessFollowed(number);
        return number;
    }
    if (timeout > longestReceive) { // the request is sent, and then the caller dies of its receive
        answer.callerGaveUp = answer.isTooLong = true;
        answer.at = m_now;
        answer.value = 0;
        record(process, Event::CallTimeout, 0, number, 0U, kind);
        return number;
    }
    const TimerClock::Firing firing = m_clock.relative(m_now, timeout);
    PooledTimer& timer = setUpPooled(
        process, { Timer::Purpose::CallTimeout, MessageKind::None, addSaturated(m_now, timeout) });
    timer.targetPid = 0; // it is the caller's
    m_requests.callerWaits(number, pushPooled(timer, firing.at));
    return number;
}

void Node::sendTick(std::uint32_t index, MessageKind kind)
{
    Process& process = m_processes[index];
    if (m_isTriggering)
        timeOutFirst(process);
    deliver(process, { ++m_messages, kind, newChain(process) }, noDue);
}

void Node::send(std::uint32_t index, MessageKind kind)
{
    deliver(m_processes[index], { ++m_messages, kind, 0 }, noDue);
}

void Node::notify(Process& process, MessageKind what)
{
    record(process, Event::Notify, 0, 0, 0, what);
}

// --- Callbacks --------------------------------------------------------------------------------

void Node::makeReady(Process& process)
{
    if (process.state == Process::State::Receiving)
        wake(process);
}

void Node::wake(Process& process)
{
    if (process.isReady)
        return;
    process.isReady = true;
    m_turns.push_back(process.index);
}

void Node::takeMessages(Process& process)
{
    while (process.state == Process::State::Receiving && !process.mailbox.isEmpty()) {
        const QueuedMessage next = process.mailbox.pop(m_memory);
        take(process, next.message, m_now - fromNs(next.deliveredNs));
    }
}

void Node::take(Process& process, Message message, Duration waited)
{
    if (isAnswered(message.kind)) {
        takeRequest(process, message, waited);
        return;
    }
    begin(process, message);
    m_trace.append(recordOf(process, Event::Dequeue, waited.count(), message.number,
                       process.mailbox.size(), message.kind),
        recordOf(process, Event::HandleInfo, tickOf(process), message.number, 0, message.kind));
    ProcessTable::serverOf(process).handleInfo(message);
    settle(process);
}

void Node::takeRequest(Process& process, Message message, Duration waited)
{
    const Record dequeue = recordOf(process, Event::Dequeue, waited.count(), message.number,
        process.mailbox.size(), message.kind);
    if (message.kind == MessageKind::Sys) {
        m_trace.append(dequeue);
        takeSystemMessage(process, message);
        return;
    }
    begin(process, message);
    m_trace.append(dequeue);
    handleRequest(process);
}

// No callback sees a system message: the loop of gen_server answers it and goes on with the state
// and with the timeout that the last callback returned. So a wait for a message begins anew.
// @see gen_server:decode_msg/8 and sys:handle_system_msg/8
void Node::takeSystemMessage(Process& process, Message message)
{
    if (process.isIdling)
        disarmIdleTimer(process);
    const ProcessHistory& kept = m_histories[process.index];
    const bool hasTimeout = kept.idleSince == process.currentNumber;
    if (hasTimeout && process.mailbox.isEmpty())
        startWait(process, kept.idleTimeout);
    else
        record(process, Event::Return, noDue);
    Answer& answer = m_requests.answer(message.number);
    answer.state = Answer::State::Done;
    replyToCaller(answer, message, process);
}

// A cast, a call or a stop that a person sent.
void Node::handleRequest(Process& process)
{
    const Message message = process.current();
    switch (message.kind) {
    case MessageKind::SetInterval:
    case MessageKind::Cancel:
    case MessageKind::Resume:
    case MessageKind::Cast:
        record(process, Event::HandleCast, m_requests.answer(message.number).argument.count(),
            message.number, 0U, message.kind,
            static_cast<std::uint8_t>(m_requests.answer(message.number).request.clause()));
        ProcessTable::serverOf(process).handleCast(message);
        break;
    case MessageKind::Call:
        record(process, Event::HandleCall, 0, message.number, 0U, message.kind,
            static_cast<std::uint8_t>(m_requests.answer(message.number).request.clause()));
        ProcessTable::serverOf(process).handleCall(message);
        break;
    default: // Stop
        stopProcess(process);
        return;
    }
    settle(process);
}

// init or handle_continue has returned.
void Node::startupReturned(Process& process, Return::Next next)
{
    if (process.callback == Process::Callback::Init)
        m_supervisor.childStarted(process.index);
    if (next == Return::Next::Continue) {
        process.state = Process::State::Busy;
        process.callback = Process::Callback::Continue;
        record(process, Event::HandleContinue, 0, 0, 0, MessageKind::Load);
        ProcessTable::serverOf(process).handleContinue();
        settle(process);
    } else if (!process.mailbox.isEmpty()) {
        makeReady(process);
    }
}

// A cast or call that a person sent has been handled.
void Node::reply(Process& process)
{
    const Message message = process.current();
    Answer& answer = m_requests.answer(message.number);
    answer.state = Answer::State::Done;
    if (message.kind == MessageKind::Call)
        replyToCaller(answer, message, process);
    else
        answer.at = m_now;
    m_requests.forgetUnlessFollowed(message.number);
}

void Node::replyToCaller(Answer& answer, Message call, const Process& process)
{
    Timer* timeout = findTimer(answer.timeout);
    if (timeout == nullptr)
        return; // the caller went on long ago: nobody wants this reply
    timeout->state = Timer::State::Cancelled;
    m_requests.callerWaitsNoMore(timeout->number);
    answer.at = m_now;
    answer.value = (m_now - answer.sentAt).count();
    record(process, Event::CallReply, answer.value, call.number, 0, call.kind);
    m_host.callReplied(process.index, call.number);
}

} // namespace tickscope
