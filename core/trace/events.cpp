// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/events.h"

#include <cassert>
#include <utility>

namespace tickscope {

namespace {

void number(std::string& text, const char* key, std::int64_t value)
{
    text += key;
    appendNumber(text, value);
}

/// @param word  from our own tables: never needs escaping
void word(std::string& text, const char* key, const char* value)
{
    text += key;
    text += '"';
    text += value;
    text += '"';
}

void message(std::string& text, const Record& record)
{
    const bool isLoad = record.message == MessageKind::None && record.ref == 0;
    word(text, ",\"message\":", isLoad ? "load" : toText(record.message));
}

void due(std::string& text, const Record& record)
{
    if (record.value != noDue)
        number(text, ",\"due_ns\":", record.value);
}

void timer(std::string& text, const Record& record)
{
    if (record.ref != 0)
        number(text, ",\"timer\":", record.ref);
}

void reason(std::string& text, const Record& record)
{
    word(text, ",\"reason\":", toText(static_cast<Reason>(record.detail)));
}

void argument(std::string& text, const Record& record)
{
    if (record.message == MessageKind::SetInterval)
        number(text, ",\"interval_ns\":", record.value);
    else if (record.message == MessageKind::Call || record.message == MessageKind::Sys)
        number(text, ",\"timeout_ns\":", record.value);
}

void cancelResult(std::string& text, const Record& record)
{
    timer(text, record);
    if (record.value == cancelledFalse)
        text += ",\"result\":false";
    else if (record.value == cancelledOk)
        text += ",\"result\":\"ok\"";
    else if (record.value == cancelledBadarg || record.value == cancelledRaised)
        text += ",\"result\":\"badarg\"";
    else
        number(text, ",\"result\":", record.value);
}

void work(std::string& text, const Record& record)
{
    message(text, record);
    number(text, ",\"duration_ns\":", record.value);
    if (record.event == Event::WorkEnd)
        word(text, ",\"outcome\":", toText(static_cast<TickOutcome>(record.detail)));
}

/// Handlers, and what comes into and goes out of a mailbox.
void messageFields(std::string& text, const Record& record)
{
    message(text, record);
    if (record.event == Event::HandleInfo && isTick(record.message))
        number(text, ",\"tick\":", record.value);
    if (record.event == Event::Receive || record.event == Event::Drop) {
        if (isTick(record.message))
            due(text, record);
    }
    if (record.event == Event::Receive || record.event == Event::Dequeue)
        number(text, ",\"depth\":", record.extra);
    if (record.event == Event::Dequeue || record.event == Event::CallReply
        || record.event == Event::CallTimeout)
        number(text, ",\"waited_ns\":", record.value);
    if (record.event == Event::Receive || record.event == Event::HandleCast
        || record.event == Event::HandleCall)
        argument(text, record);
    if (record.event == Event::Drop)
        reason(text, record);
}

void ownFields(std::string& text, const Record& record)
{
    switch (record.event) {
    case Event::Init:
    case Event::SetWork:
    case Event::SetOutcomes:
        return;
    case Event::StartChild:
        return word(text, ",\"result\":", toText(static_cast<StartResult>(record.detail)));
    case Event::Spawn:
        return number(text, ",\"incarnation\":", record.extra);
    case Event::Return:
        timer(text, record);
        due(text, record);
        if (record.detail != 0)
            reason(text, record);
        return;
    case Event::WorkStart:
    case Event::WorkEnd:
        return work(text, record);
    case Event::SendAfter:
    case Event::SendInterval:
    case Event::Timeout:
        message(text, record);
        timer(text, record);
        return due(text, record);
    case Event::CancelTimer:
        return cancelResult(text, record);
    case Event::Exit:
        number(text, ",\"lost\":", record.extra);
        return reason(text, record);
    case Event::Restart:
        number(text, ",\"restarts\":", record.extra);
        if (record.detail != 0)
            text += ",\"counted\":false";
        return;
    case Event::SupervisorExit:
        return reason(text, record);
    case Event::DoubleChain:
        timer(text, record);
        return number(text, ",\"chains\":", record.extra);
    case Event::Stall:
        return number(text, ",\"duration_ns\":", record.value);
    case Event::Wait:
        message(text, record);
        return number(text, ",\"waiting\":", record.extra);
    case Event::HandleContinue:
    case Event::HandleInfo:
    case Event::HandleCast:
    case Event::HandleCall:
    case Event::Receive:
    case Event::Dequeue:
    case Event::Drop:
    case Event::Notify:
    case Event::CallReply:
    case Event::CallTimeout:
        return messageFields(text, record);
    }
}

} // namespace

EventFormatter::EventFormatter(std::vector<std::string> processNames)
    : m_names(std::move(processNames))
    , m_pids(m_names.size())
{
    for (std::string& name : m_names) {
        std::string quoted;
        appendJsonString(quoted, name);
        name = std::move(quoted);
    }
}

void EventFormatter::skip(const Record& record)
{
    if (record.event == Event::Spawn)
        m_pids[record.server] = record.value;
    else if (record.event == Event::Exit)
        m_pids[record.server] = 0;
}

void EventFormatter::append(std::string& text, std::uint64_t seq, const Record& record)
{
    assert(record.server < m_names.size());
    if (record.event == Event::Spawn)
        skip(record); // it belongs to the process that it makes
    number(text, "{\"t_ns\":", record.timeNs);
    number(text, ",\"seq\":", static_cast<std::int64_t>(seq));
    text += ",\"server\":";
    text += m_names[record.server];
    if (const std::int64_t pid = m_pids[record.server]; pid != 0)
        number(text, ",\"pid\":", pid);
    else
        text += ",\"pid\":null";
    word(text, ",\"event\":", toText(record.event));
    ownFields(text, record);
    text += '}';
    skip(record);
}

bool EventWriter::write(std::uint64_t seq, const Record& record)
{
    m_formatter.append(m_writer.text(), seq, record);
    m_writer.text() += '\n';
    return m_writer.flushIfFull();
}

bool EventWriter::consume(const Recorder& trace)
{
    assert(m_consumed >= trace.begin());
    bool isGood = true;
    for (; m_consumed < trace.size() && isGood; ++m_consumed)
        isGood = write(m_consumed, trace[m_consumed]);
    return isGood;
}

} // namespace tickscope
