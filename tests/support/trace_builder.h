// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/recorder.h"
#include "core/sim/virtual_time.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace tickscope::testing {

/// Writes records by hand, as record.h says an engine does. It keeps each server's mailbox, so that
/// depths, waiting times and message numbers come out right by themselves.
class TraceBuilder
{
public:
    explicit TraceBuilder(std::size_t processes = 1)
        : m_processes(processes)
    {
    }

    const Recorder& trace() const { return m_trace; }

    TraceBuilder& at(Duration time)
    {
        m_nowNs = time.count();
        return *this;
    }
    TraceBuilder& of(std::uint32_t server)
    {
        m_server = server;
        return *this;
    }

    // The process

    TraceBuilder& spawn(std::uint32_t incarnation = 1)
    {
        m_processes[m_server].pid = ++m_pids;
        m_processes[m_server].ticks = 0;
        return add({ .value = m_pids, .extra = incarnation, .event = Event::Spawn });
    }
    TraceBuilder& init() { return add({ .event = Event::Init }); }
    TraceBuilder& handleContinue()
    {
        return add({ .event = Event::HandleContinue, .message = MessageKind::Load });
    }
    TraceBuilder& exit(Reason reason)
    {
        auto& process = m_processes[m_server];
        const auto lost = static_cast<std::uint32_t>(process.mailbox.size());
        process.mailbox.clear();
        return add({ .value = process.pid,
            .extra = lost,
            .event = Event::Exit,
            .detail = static_cast<std::uint8_t>(reason) });
    }
    TraceBuilder& restart()
    {
        return add({ .extra = ++m_processes[m_server].restarts, .event = Event::Restart });
    }
    TraceBuilder& notify(MessageKind kind)
    {
        return add({ .event = Event::Notify, .message = kind });
    }
    TraceBuilder& supervisorExit(Reason reason)
    {
        return add({ .event = Event::SupervisorExit, .detail = static_cast<std::uint8_t>(reason) });
    }

    // Timers

    TraceBuilder& sendAfter(std::uint32_t timer, Duration due, bool toName = false,
        std::uint32_t chain = 1, MessageKind kind = MessageKind::Poll)
    {
        return add({ .value = due.count(),
            .ref = timer,
            .extra = chain,
            .event = Event::SendAfter,
            .message = kind,
            .detail = toName });
    }
    TraceBuilder& sendInterval(
        std::uint32_t timer, Duration due, bool toName = false, std::uint32_t chain = 1)
    {
        return add({ .value = due.count(),
            .ref = timer,
            .extra = chain,
            .event = Event::SendInterval,
            .message = MessageKind::Poll,
            .detail = toName });
    }
    TraceBuilder& cancelTimer(std::uint32_t timer, std::int64_t result)
    {
        return add({ .value = result, .ref = timer, .event = Event::CancelTimer });
    }
    TraceBuilder& timeout(std::uint32_t timer, Duration due, std::uint32_t chain = 1)
    {
        return add({ .value = due.count(),
            .ref = timer,
            .extra = chain,
            .event = Event::Timeout,
            .message = MessageKind::Poll });
    }
    TraceBuilder& doubleChain(std::uint32_t timer, std::uint32_t chains)
    {
        return add({ .ref = timer, .extra = chains, .event = Event::DoubleChain });
    }

    // Messages

    TraceBuilder& receive(MessageKind kind, std::int64_t value = noDue)
    {
        auto& mailbox = m_processes[m_server].mailbox;
        mailbox.push_back({ ++m_messages, kind, m_nowNs, value });
        return add({ .value = value,
            .ref = m_messages,
            .extra = static_cast<std::uint32_t>(mailbox.size()),
            .event = Event::Receive,
            .message = kind });
    }
    TraceBuilder& receiveTick(Duration due) { return receive(MessageKind::Poll, due.count()); }
    TraceBuilder& drop(MessageKind kind, Reason reason, std::int64_t value = noDue,
        std::optional<std::uint32_t> number = {})
    {
        const std::uint32_t ref = number ? *number : ++m_messages;
        return add({ .value = value,
            .ref = ref,
            .event = Event::Drop,
            .message = kind,
            .detail = static_cast<std::uint8_t>(reason) });
    }
    /// Takes the head of the mailbox and enters its handler.
    TraceBuilder& take()
    {
        auto& process = m_processes[m_server];
        const Waiting head = process.mailbox.front();
        process.mailbox.pop_front();
        process.atWork = head;
        add({ .value = m_nowNs - head.sinceNs,
            .ref = head.number,
            .extra = static_cast<std::uint32_t>(process.mailbox.size()),
            .event = Event::Dequeue,
            .message = head.kind });
        if (head.kind == MessageKind::Stop)
            return *this;
        const bool isCall = head.kind == MessageKind::Call;
        return add({ .value = isTick(head.kind) ? ++process.ticks : head.value,
            .ref = head.number,
            .event = isTick(head.kind) ? Event::HandleInfo
                : isCall               ? Event::HandleCall
                                       : Event::HandleCast,
            .message = head.kind });
    }
    TraceBuilder& workStart(Duration planned)
    {
        m_processes[m_server].workSinceNs = m_nowNs;
        return add({ .value = planned.count(),
            .ref = m_processes[m_server].atWork.number,
            .event = Event::WorkStart,
            .message = m_processes[m_server].atWork.kind });
    }
    TraceBuilder& workEnd(TickOutcome outcome = TickOutcome::Ok)
    {
        return add({ .value = m_nowNs - m_processes[m_server].workSinceNs,
            .ref = m_processes[m_server].atWork.number,
            .event = Event::WorkEnd,
            .message = m_processes[m_server].atWork.kind,
            .detail = static_cast<std::uint8_t>(outcome) });
    }
    TraceBuilder& loadStart(Duration planned)
    {
        m_processes[m_server].atWork = {};
        return workStart(planned);
    }
    TraceBuilder& ret(std::uint32_t idleTimer = 0, Duration due = {})
    {
        return add({ .value = idleTimer == 0 ? noDue : due.count(),
            .ref = idleTimer,
            .event = Event::Return });
    }
    TraceBuilder& callReply()
    {
        const Waiting& call = m_processes[m_server].atWork;
        return add({ .value = m_nowNs - call.sinceNs,
            .ref = call.number,
            .event = Event::CallReply,
            .message = MessageKind::Call });
    }
    TraceBuilder& callTimeout(std::uint32_t number, Duration waited)
    {
        return add({ .value = waited.count(),
            .ref = number,
            .event = Event::CallTimeout,
            .message = MessageKind::Call });
    }

    /// The number of the message that was sent last.
    std::uint32_t lastMessage() const { return m_messages; }
    std::size_t depth() const { return m_processes[m_server].mailbox.size(); }
    std::int64_t nowNs() const { return m_nowNs; }

private:
    struct Waiting
    {
        std::uint32_t number = 0;
        MessageKind kind = MessageKind::None;
        std::int64_t sinceNs = 0;
        std::int64_t value = 0;
    };
    struct Process
    {
        std::deque<Waiting> mailbox;
        Waiting atWork;
        std::int64_t workSinceNs = 0;
        std::int64_t pid = 0;
        std::int64_t ticks = 0;
        std::uint32_t restarts = 0;
    };

    TraceBuilder& add(Record record)
    {
        record.timeNs = m_nowNs;
        record.server = m_server;
        m_trace.append(record);
        return *this;
    }

    Recorder m_trace;
    std::vector<Process> m_processes;
    std::int64_t m_nowNs = 0;
    std::int64_t m_pids = 0;
    std::uint32_t m_messages = 0;
    std::uint32_t m_server = 0;
};

/// A send_interval poller with constant work, driven tick by tick; casts can be sent to it between.
/// It stands for the engine where a test wants a long run.
class IntervalPoller
{
public:
    IntervalPoller(TraceBuilder& builder, std::uint32_t server, Duration interval, Duration work)
        : m_builder(builder)
        , m_server(server)
        , m_interval(interval)
        , m_work(work)
    {
        m_builder.of(server).at(0s).spawn().init();
        arm(0s);
        m_builder.ret();
    }

    /// Runs all that is due before or at `until`: a handler that ends goes before a timer.
    void runUntil(Duration until)
    {
        for (;;) {
            const bool endsFirst = m_busyUntil && *m_busyUntil <= m_due;
            const Duration next = endsFirst ? *m_busyUntil : m_due;
            if (next > until)
                break;
            m_builder.of(m_server).at(next);
            if (endsFirst)
                finish(next);
            else
                fire(next);
            takeNext(next);
        }
        m_builder.of(m_server).at(until);
    }

    /// The cast of a live edit, sent at `time`.
    void setInterval(Duration time, Duration interval)
    {
        runUntil(time);
        m_nextInterval = interval;
        m_builder.receive(MessageKind::SetInterval, interval.count());
        m_waiting.push_back(MessageKind::SetInterval);
        takeNext(time);
    }

private:
    void arm(Duration now)
    {
        m_due = now + m_interval;
        m_builder.sendInterval(++m_timer, m_due);
    }
    void fire(Duration now)
    {
        m_builder.timeout(m_timer, m_due).receiveTick(m_due);
        m_waiting.push_back(MessageKind::Poll);
        m_due = now + m_interval;
    }
    void finish(Duration)
    {
        m_builder.workEnd().ret();
        m_busyUntil.reset();
    }
    void takeNext(Duration now)
    {
        while (!m_busyUntil && !m_waiting.empty()) {
            const MessageKind kind = m_waiting.front();
            m_waiting.pop_front();
            m_builder.take();
            if (kind == MessageKind::SetInterval) {
                m_builder.cancelTimer(m_timer, cancelledOk);
                m_interval = m_nextInterval;
                arm(now);
                m_builder.ret();
            } else {
                m_builder.workStart(m_work);
                m_busyUntil = now + m_work;
            }
        }
    }

    TraceBuilder& m_builder;
    std::uint32_t m_server;
    Duration m_interval;
    Duration m_work;
    Duration m_nextInterval {};
    Duration m_due {};
    std::optional<Duration> m_busyUntil;
    std::deque<MessageKind> m_waiting;
    std::uint32_t m_timer = 0;
};

} // namespace tickscope::testing
