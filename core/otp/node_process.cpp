// SPDX-License-Identifier: GPL-3.0-only
// The life of processes on a node: messages, callbacks, work, exits and starts.
#include "core/otp/node.h"

#include <fmt/format.h>

#include <cassert>

namespace tickscope {

void Node::record(std::uint32_t process, Event event, std::int64_t value, std::uint32_t ref,
    std::uint32_t extra, MessageKind message, std::uint8_t detail)
{
    m_trace.append({ toNs(m_now), value, process, ref, extra, event, message, detail });
}

// --- Messages ---------------------------------------------------------------------------------

void Node::deliver(std::uint32_t index, const Message& message, std::int64_t value)
{
    Process& process = m_processes[index];
    if (!process.isAlive()) {
        drop(index, message, value, Reason::NoProcess);
        return;
    }
    process.mailbox.push(message);
    const std::uint32_t depth = process.mailbox.size();
    record(index, Event::Receive, value, message.number, depth, message.kind);
    if (process.state == Process::State::Receiving && !process.isReady) {
        process.isReady = true;
        m_ready.push_back(index);
    }
    if (depth >= m_limits.mailbox && !m_limitReached) {
        m_limitReached = LimitReached { LimitKind::Mailbox, m_now, m_names[index],
            fmt::format("{} messages wait in the mailbox of {} at {:.3f} s, the limit of a mailbox",
                depth, m_names[index], static_cast<double>(toNs(m_now)) / 1e9) };
    }
}

void Node::drop(std::uint32_t index, const Message& message, std::int64_t value, Reason reason)
{
    record(index, Event::Drop, value, message.number, 0, message.kind,
        static_cast<std::uint8_t>(reason));
    const auto answer = m_answers.find(message.number);
    if (answer == m_answers.end())
        return;
    answer->second.state = Answer::State::Dropped;
    answer->second.at = m_now;
}

std::uint32_t Node::sendNew(std::uint32_t index, MessageKind kind, Duration argument)
{
    const std::uint32_t number = ++m_messages;
    Answer answer;
    answer.kind = kind;
    answer.argument = argument;
    m_answers.emplace(number, answer);
    deliver(index, { toNs(m_now), number, kind, 0 }, argument.count());
    return number;
}

std::uint32_t Node::cast(std::uint32_t index, MessageKind kind, Duration argument)
{
    return sendNew(index, kind, argument);
}

std::uint32_t Node::stop(std::uint32_t index)
{
    return sendNew(index, MessageKind::Stop, {});
}

std::uint32_t Node::call(std::uint32_t index, Duration timeout)
{
    const std::uint32_t number = sendNew(index, MessageKind::Call, timeout);
    if (m_answers.at(number).state == Answer::State::Dropped)
        return number; // exit: noproc, at once
    Timer timer;
    timer.due = addSaturated(m_now, timeout);
    timer.target = index;
    timer.message = number;
    timer.purpose = TimerPurpose::CallTimeout;
    m_callTimers[number] = arm(timer, m_clock.relative(m_now, timeout));
    return number;
}

void Node::sendTick(std::uint32_t index, MessageKind kind)
{
    Process& process = m_processes[index];
    const std::uint8_t chain = process.armedTicks() == 0 ? std::uint8_t { 0 } : process.chains++;
    deliver(index, { toNs(m_now), ++m_messages, kind, chain }, noDue);
}

void Node::send(std::uint32_t index, MessageKind kind)
{
    deliver(index, { toNs(m_now), ++m_messages, kind, 0 }, noDue);
}

void Node::notify(std::uint32_t index, MessageKind what)
{
    record(index, Event::Notify, 0, 0, 0, what);
}

// --- Callbacks --------------------------------------------------------------------------------

void Node::runReady()
{
    do {
        m_supervisor.run();
        for (std::size_t i = 0; i < m_ready.size(); ++i) { // may grow on the way
            const std::uint32_t index = m_ready[i];
            m_processes[index].isReady = false;
            takeMessages(index);
        }
        m_ready.clear();
    } while (m_supervisor.hasWork());
}

void Node::takeMessages(std::uint32_t index)
{
    Process& process = m_processes[index];
    while (process.state == Process::State::Receiving && !process.mailbox.isEmpty()) {
        if (Timer* idle = m_timers.find(process.idleTimer))
            idle->isArmed = false;
        process.current = process.mailbox.pop();
        const Message& message = process.current;
        record(index, Event::Dequeue, toNs(m_now) - message.deliveredNs, message.number,
            process.mailbox.size(), message.kind);
        if (message.kind == MessageKind::Stop) {
            Answer& answer = m_answers.at(message.number);
            answer.state = Answer::State::Done;
            answer.at = m_now;
            process.server->terminate();
            exitProcess(index, Reason::Normal);
            return;
        }
        handle(index);
    }
}

void Node::handle(std::uint32_t index)
{
    Process& process = m_processes[index];
    const Message message = process.current;
    process.state = Process::State::Busy;
    process.callback = Process::Callback::Message;
    switch (message.kind) {
    case MessageKind::SetInterval:
    case MessageKind::Cancel:
    case MessageKind::Resume:
        record(index, Event::HandleCast, argument(message.number).count(), message.number, 0,
            message.kind);
        process.server->handleCast(message);
        break;
    case MessageKind::Call:
        record(index, Event::HandleCall, 0, message.number, 0, message.kind);
        process.server->handleCall(message);
        break;
    default:
        process.tick += isTick(message.kind) ? 1 : 0;
        record(index, Event::HandleInfo, isTick(message.kind) ? process.tick : 0, message.number, 0,
            message.kind);
        process.server->handleInfo(message);
        break;
    }
    settle(index);
}

// A callback has run as far as it could: it returned, it works, or it raised.
void Node::settle(std::uint32_t index)
{
    Process& process = m_processes[index];
    if (process.raises) {
        process.server->terminate();
        process.state = Process::State::Working; // its frame waits to be destroyed
        exitProcess(index, Reason::Crash);
    } else if (process.server->m_returned) {
        callbackReturned(index);
    } else {
        process.state = Process::State::Working;
    }
}

void Node::callbackReturned(std::uint32_t index)
{
    Process& process = m_processes[index];
    const Return result = *process.server->m_returned;
    process.server->m_returned.reset();
    process.state = Process::State::Receiving;
    if (result.next == Return::Next::Timeout && process.mailbox.isEmpty()) {
        armIdleTimer(index, result.timeout);
        const Timer& idle = m_timers[process.idleTimer.slot];
        record(index, Event::Return, toNs(idle.due), idle.number);
    } else {
        record(index, Event::Return, noDue);
    }
    if (process.callback == Process::Callback::Message)
        reply(index);
    if (process.callback == Process::Callback::Init)
        m_supervisor.childStarted(index);
    if (result.next == Return::Next::Continue) {
        process.state = Process::State::Busy;
        process.callback = Process::Callback::Continue;
        record(index, Event::HandleContinue, 0, 0, 0, MessageKind::Load);
        process.server->handleContinue();
        settle(index);
    } else if (process.callback != Process::Callback::Message && !process.mailbox.isEmpty()
        && !process.isReady) {
        process.isReady = true;
        m_ready.push_back(index);
    }
}

// A cast or call that a person sent has been handled.
void Node::reply(std::uint32_t index)
{
    const Message& message = m_processes[index].current;
    const auto found = m_answers.find(message.number);
    if (found == m_answers.end())
        return;
    Answer& answer = found->second;
    answer.state = Answer::State::Done;
    if (message.kind != MessageKind::Call) {
        answer.at = m_now;
        return;
    }
    const auto timer = m_callTimers.find(message.number);
    if (timer == m_callTimers.end())
        return; // the caller went on long ago: nobody wants this reply
    m_timers[timer->second.slot].isArmed = false;
    m_callTimers.erase(timer);
    answer.at = m_now;
    answer.value = toNs(m_now) - message.deliveredNs;
    record(index, Event::CallReply, answer.value, message.number, 0, MessageKind::Call);
}

// --- Work -------------------------------------------------------------------------------------

bool Node::startWork(std::uint32_t index, Duration duration, Outcome outcome)
{
    Process& process = m_processes[index];
    const bool isTickWork = process.callback == Process::Callback::Message;
    const std::uint32_t message = isTickWork ? process.current.number : 0;
    const MessageKind kind = isTickWork ? process.current.kind : MessageKind::Load;
    process.server->m_outcome = outcome;
    record(index, Event::WorkStart, duration.count(), message, 0, kind);
    process.workSince = m_now;
    if (duration > Duration::zero()) {
        process.workUntil = m_clock.relative(m_now, duration).at;
        m_queue.push(process.workUntil, EventClass::Completion, index);
        return false;
    }
    process.workUntil = m_now;
    record(index, Event::WorkEnd, 0, message, 0, kind, static_cast<std::uint8_t>(outcome));
    process.raises = outcome == Outcome::Crash;
    return !process.raises;
}

bool Node::resume(std::uint32_t index)
{
    Process& process = m_processes[index];
    GenServer& server = *process.server;
    const bool isTickWork = process.callback == Process::Callback::Message;
    record(index, Event::WorkEnd, (m_now - process.workSince).count(),
        isTickWork ? process.current.number : 0, 0,
        isTickWork ? process.current.kind : MessageKind::Load,
        static_cast<std::uint8_t>(server.m_outcome));
    if (server.m_outcome == Outcome::Crash) {
        server.terminate();
        exitProcess(index, Reason::Crash);
        return true;
    }
    process.state = Process::State::Busy;
    server.m_frame.resume();
    settle(index);
    takeMessages(index);
    return true;
}

// --- Starts and exits ---------------------------------------------------------------------------

ChildHost::Started Node::startChild(std::uint32_t index)
{
    Process& process = m_processes[index];
    process.pid = ++m_pids;
    ++process.incarnation;
    process.tick = 0;
    process.reportedChains
        = static_cast<std::uint16_t>(std::max<std::uint32_t>(1, process.armedTicks()));
    process.state = Process::State::Busy;
    process.callback = Process::Callback::Init;
    process.current = {};
    process.server = m_host.createServer(index);
    process.server->m_node = this;
    process.server->m_process = index;
    record(index, Event::Spawn, process.pid, 0, process.incarnation);
    record(index, Event::Init, 0);
    process.server->init();
    settle(index);
    const bool inInit
        = process.state == Process::State::Working && process.callback == Process::Callback::Init;
    return inInit ? Started::InInit : Started::Yes;
}

void Node::childRestarts(std::uint32_t index)
{
    record(index, Event::Restart, 0, 0, ++m_processes[index].restarts);
}

void Node::shutDownChild(std::uint32_t index)
{
    if (m_processes[index].isAlive())
        exitProcess(index, Reason::Shutdown);
}

void Node::supervisorExits(Reason reason)
{
    record(static_cast<std::uint32_t>(m_names.size() - 1), Event::SupervisorExit, 0, 0, 0,
        MessageKind::None, static_cast<std::uint8_t>(reason));
}

Supervisor::StartResult Node::startChildAgain(std::uint32_t index)
{
    return m_supervisor.start(index, m_processes[index].isAlive());
}

bool Node::kill(std::uint32_t index)
{
    if (!m_processes[index].isAlive())
        return false;
    exitProcess(index, Reason::Killed);
    return true;
}

void Node::exitProcess(std::uint32_t index, Reason reason)
{
    Process& process = m_processes[index];
    record(index, Event::Exit, process.pid, 0, process.mailbox.size(), MessageKind::None,
        static_cast<std::uint8_t>(reason));
    if (process.state == Process::State::Working)
        process.server->m_frame.destroy();
    if (process.callback == Process::Callback::Message
        && (process.state == Process::State::Working || process.raises))
        loseMessage(index, process.current, reason);
    process.state = Process::State::None;
    process.raises = false;
    process.pid = 0;
    process.armedByPid = 0;
    if (Timer* idle = m_timers.find(process.idleTimer))
        idle->isArmed = false;
    loseMailbox(index, reason);
    process.server.reset();
    m_supervisor.childExited(index, reason);
}

void Node::loseMailbox(std::uint32_t index, Reason reason)
{
    Mailbox& mailbox = m_processes[index].mailbox;
    for (std::uint32_t place = 0; place < mailbox.size(); ++place)
        loseMessage(index, mailbox.at(place), reason);
    mailbox.clear();
}

// A caller learns that the process died; everybody else learns nothing.
void Node::loseMessage(std::uint32_t index, const Message& message, Reason reason)
{
    const auto answer = m_answers.find(message.number);
    if (answer == m_answers.end())
        return;
    answer->second.state = Answer::State::Lost;
    answer->second.at = m_now;
    const auto timer = m_callTimers.find(message.number);
    if (timer == m_callTimers.end())
        return;
    m_timers[timer->second.slot].isArmed = false;
    m_callTimers.erase(timer);
    record(index, Event::Drop, answer->second.argument.count(), message.number, 0, message.kind,
        static_cast<std::uint8_t>(reason));
}

} // namespace tickscope
