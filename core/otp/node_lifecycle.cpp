// SPDX-License-Identifier: GPL-3.0-only
// How processes start and end on a node.
#include "core/otp/node_hot.h"

namespace tickscope {

ChildHost::Started Node::startChild(std::uint32_t index)
{
    Process& process = m_processes[index];
    if (m_pids[index] != 0) {
        ++history(process).laterStarts;
        history(process).idleSince = ProcessHistory::nobody;
    }
    m_pids[index] = ++m_lastPid;
    process.tick = 0;
    forgetChains(process);
    process.state = Process::State::Busy;
    process.callback = Process::Callback::Init;
    process.setCurrent({});
    m_host.createServer(index, ProcessTable::roomOf(process));
    GenServer& server = ProcessTable::serverOf(process);
    server.m_node = this;
    record(process, Event::Spawn, m_lastPid, 0, incarnation(index));
    record(process, Event::Init, 0);
    server.init();
    settle(process);
    const bool inInit
        = process.state == Process::State::Working && process.callback == Process::Callback::Init;
    return inInit ? Started::InInit : Started::Yes;
}

void Node::childRestarts(std::uint32_t index, Counted counted)
{
    if (counted == Counted::Yes)
        guardRestart(index);
    record(m_processes[index], Event::Restart, 0, 0, ++history(m_processes[index]).restarts,
        MessageKind::None, static_cast<std::uint8_t>(counted));
}

void Node::shutDownChild(std::uint32_t index)
{
    if (m_processes[index].isAlive())
        exitProcess(m_processes[index], Reason::Shutdown);
}

void Node::supervisorExits(Reason reason)
{
    const auto supervisor = static_cast<std::uint32_t>(m_processes.size());
    const auto ends = [&](std::uint32_t which) {
        m_trace.append({ toNs(m_now), 0, which, 0, 0, Event::SupervisorExit, MessageKind::None,
            static_cast<std::uint8_t>(reason) });
    };
    ends(supervisor);
    if (!m_parent)
        return;
    if (!m_parent->childExited(m_supervisor.isUp(), m_now)) {
        ends(supervisor + 1);
        return;
    }
    guardRestart(supervisor);
    m_trace.append({ toNs(m_now), 0, supervisor, 0, m_parent->restarts(), Event::Restart });
    m_supervisor.startAnew();
}

void Node::startChildAgain(std::uint32_t index, std::uint32_t asker)
{
    m_supervisor.start(index, asker);
}

void Node::startBegins(std::uint32_t index, StartResult result)
{
    record(m_processes[index], Event::StartChild, 0, 0U, 0U, MessageKind::None,
        static_cast<std::uint8_t>(result));
}

void Node::startAnswered(std::uint32_t asker, StartResult result)
{
    m_host.startAnswered(asker, result);
}

bool Node::kill(std::uint32_t index)
{
    if (!m_processes[index].isAlive())
        return false;
    exitProcess(m_processes[index], Reason::Killed);
    return true;
}

void Node::stopProcess(Process& process)
{
    m_requests.answer(process.currentNumber).end(Answer::State::Done, m_now);
    ProcessTable::serverOf(process).terminate();
    exitProcess(process, Reason::Normal);
}

void Node::callbackEnds(Process& process, Return::Next how)
{
    if (how == Return::Next::Raise)
        callbackRaises(process);
    else
        callbackStops(process);
}

void Node::callbackRaises(Process& process)
{
    if (process.callback != Process::Callback::Init) // which is not followed by terminate
        ProcessTable::serverOf(process).terminate();
    exitProcess(process, Reason::Crash);
}

// {:stop, :normal, state}; from init {:stop, :normal}.
void Node::callbackStops(Process& process)
{
    record(process, Event::Return, noDue, 0U, 0U, MessageKind::None,
        static_cast<std::uint8_t>(Reason::Normal));
    if (process.callback != Process::Callback::Init)
        ProcessTable::serverOf(process).terminate();
    exitProcess(process, Reason::Normal);
}

void Node::exitProcess(Process& process, Reason reason)
{
    record(process, Event::Exit, m_pids[process.index], 0, process.mailbox.size(),
        MessageKind::None, static_cast<std::uint8_t>(reason));
    if (process.state == Process::State::Working) {
        std::coroutine_handle<>::from_address(process.frame).destroy();
        endFrame(process);
        if (process.callback == Process::Callback::Message)
            loseMessage(process, process.current(), reason);
        if (!m_unitUses.empty())
            loseUnit(process);
    }
    ProcessTable::serverOf(process).~GenServer();
    process.state = Process::State::None;
    endTimers(process);
    loseMailbox(process, reason);
    m_supervisor.childExited(process.index, reason);
}

void Node::loseMailbox(Process& process, Reason reason)
{
    Mailbox& mailbox = process.mailbox;
    mailbox.forEach([&](QueuedMessage lost) { loseMessage(process, lost.message, reason); });
    mailbox.clear(m_memory);
}

// A caller learns that the process died; everybody else learns nothing.
void Node::loseMessage(Process& process, Message message, Reason reason)
{
    Answer* answer = m_requests.find(message.number);
    if (answer == nullptr)
        return;
    answer->end(Answer::State::Lost, m_now);
    if (Timer* timeout = findTimer(answer->timeout)) {
        timeout->state = Timer::State::Cancelled;
        m_requests.callerWaitsNoMore(timeout->number);
        record(process, Event::Drop, answer->argument.count(), message.number, 0, message.kind,
            static_cast<std::uint8_t>(reason));
    }
    m_requests.forgetUnlessFollowed(message.number);
}

} // namespace tickscope
