// SPDX-License-Identifier: GPL-3.0-only
// How processes start and end on a node.
#include "core/otp/node_hot.h"

namespace tickscope {

ChildHost::Started Node::startChild(std::uint32_t index)
{
    Process& process = m_processes[index];
    process.pid = ++m_pids;
    process.tick = 0;
    forgetChains(process);
    process.state = Process::State::Busy;
    process.callback = Process::Callback::Init;
    process.current = {};
    process.server = &m_host.createServer(index);
    process.server->m_node = this;
    process.server->m_process = &process;
    record(process, Event::Spawn, process.pid, 0, ++m_histories[index].incarnation);
    record(process, Event::Init, 0);
    process.server->init();
    settle(process);
    const bool inInit
        = process.state == Process::State::Working && process.callback == Process::Callback::Init;
    return inInit ? Started::InInit : Started::Yes;
}

void Node::childRestarts(std::uint32_t index)
{
    record(m_processes[index], Event::Restart, 0, 0, ++m_histories[index].restarts);
}

void Node::shutDownChild(std::uint32_t index)
{
    if (m_processes[index].isAlive())
        exitProcess(m_processes[index], Reason::Shutdown);
}

void Node::supervisorExits(Reason reason)
{
    m_trace.append({ toNs(m_now), 0, static_cast<std::uint32_t>(m_processes.size()), 0, 0,
        Event::SupervisorExit, MessageKind::None, static_cast<std::uint8_t>(reason) });
}

Supervisor::StartResult Node::startChildAgain(std::uint32_t index)
{
    return m_supervisor.start(index, m_processes[index].isAlive());
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
    Answer& answer = m_answers.at(process.current.number);
    answer.state = Answer::State::Done;
    answer.at = m_now;
    process.server->terminate();
    exitProcess(process, Reason::Normal);
}

void Node::exitProcess(Process& process, Reason reason)
{
    record(process, Event::Exit, process.pid, 0, process.mailbox.size(), MessageKind::None,
        static_cast<std::uint8_t>(reason));
    if (process.state == Process::State::Working) {
        process.frame.destroy();
        if (process.callback == Process::Callback::Message)
            loseMessage(process, process.current, reason);
    }
    process.state = Process::State::None;
    process.pid = 0;
    process.armedByPid = 0;
    disarmIdleTimer(process);
    loseMailbox(process, reason);
    process.server = nullptr;
    m_host.destroyServer(process.index());
    m_supervisor.childExited(process.index(), reason);
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
    const auto found = m_answers.find(message.number);
    if (found == m_answers.end())
        return;
    Answer& answer = found->second;
    answer.state = Answer::State::Lost;
    answer.at = m_now;
    Timer* timeout = findTimer(answer.timeout);
    if (timeout == nullptr)
        return;
    timeout->state = Timer::State::Cancelled;
    m_calls.erase(timeout->number);
    record(process, Event::Drop, answer.argument.count(), message.number, 0, message.kind,
        static_cast<std::uint8_t>(reason));
}

} // namespace tickscope
