// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/chrome_trace.h"

#include "core/scenario/scenario.h"

#include <cassert>

namespace tickscope {

namespace {

/// Microseconds with three decimals.
void appendMicroseconds(std::string& text, std::int64_t ns)
{
    appendNumber(text, ns / 1000);
    const int rest = static_cast<int>(ns % 1000);
    text += '.';
    text += static_cast<char>('0' + rest / 100);
    text += static_cast<char>('0' + rest / 10 % 10);
    text += static_cast<char>('0' + rest % 10);
}

void appendWord(std::string& text, const char* key, const char* word)
{
    text += key;
    text += '"';
    text += word;
    text += '"';
}

bool isInstant(Event event)
{
    switch (event) {
    case Event::Exit:
    case Event::Restart:
    case Event::Drop:
    case Event::CancelTimer:
    case Event::CallTimeout:
    case Event::DoubleChain:
    case Event::Notify:
    case Event::SupervisorExit:
    case Event::SetWork:
    case Event::SetOutcomes:
    case Event::StartChild:
        return true;
    default:
        return false;
    }
}

bool hasReason(Event event)
{
    return event == Event::Exit || event == Event::Drop || event == Event::SupervisorExit;
}

} // namespace

ChromeTraceWriter::ChromeTraceWriter(TextSink& sink, std::vector<std::string> processNames)
    : m_writer(sink)
    , m_names(std::move(processNames))
    , m_processes(m_names.size())
{
    m_writer.text() += "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[";
    for (std::uint32_t server = 0; server < m_names.size(); ++server) {
        writeName(server);
        m_writer.flushIfFull();
    }
}

bool ChromeTraceWriter::consume(const Recorder& trace)
{
    assert(m_consumed >= trace.begin());
    bool isGood = true;
    for (; m_consumed < trace.size() && isGood; ++m_consumed)
        isGood = write(trace[m_consumed]);
    return isGood;
}

bool ChromeTraceWriter::write(const Record& record)
{
    const std::uint32_t server = record.server;
    Process& process = m_processes[server];
    writeDepth(server, record.timeNs);
    switch (record.event) {
    case Event::SendAfter:
    case Event::SendInterval:
        arm(process, record);
        break;
    case Event::Return:
        if (record.ref != 0)
            arm(process, record);
        break;
    case Event::CancelTimer:
        if (record.value != cancelledFalse)
            disarm(server, record.ref, record.timeNs, "cancelled");
        break;
    case Event::Timeout:
        fire(server, record);
        break;
    case Event::Receive:
        receive(server, record);
        break;
    case Event::Dequeue:
        dequeue(server, record);
        break;
    case Event::HandleInfo:
        process.tick = record.value;
        break;
    case Event::WorkStart:
        startWork(process, record);
        break;
    case Event::WorkEnd:
        writeWork(server, record.timeNs, static_cast<TickOutcome>(record.detail));
        break;
    case Event::Exit:
        exit(server, record);
        break;
    default:
        break;
    }
    if (isInstant(record.event))
        writeInstant(server, record);
    return m_writer.flushIfFull();
}

bool ChromeTraceWriter::finish(
    std::int64_t endNs, const std::vector<std::pair<std::string, std::string>>& otherData)
{
    for (std::uint32_t server = 0; server < m_processes.size(); ++server) {
        Process& process = m_processes[server];
        for (auto timer = process.timers.begin(); timer != process.timers.end(); ++timer)
            writeTimer(server, timer, endNs, "armed");
        for (const Waiting& waiting : process.mailbox)
            writeWait(server, waiting, endNs);
        if (process.workSinceNs != noDue)
            writeWork(server, endNs, TickOutcome::Unfinished);
        writeDepth(server, endNs + 1);
        m_writer.flushIfFull();
    }
    std::string& text = m_writer.text();
    text += "\n],\"otherData\":{";
    const char* separator = "";
    for (const auto& [key, value] : otherData) {
        text += separator;
        appendJsonString(text, key);
        text += ':';
        appendJsonString(text, value);
        separator = ",";
    }
    text += "}}\n";
    return m_writer.flush();
}

// What the records mean

void ChromeTraceWriter::arm(Process& process, const Record& record)
{
    Armed armed;
    armed.sinceNs = record.timeNs;
    armed.dueNs = record.value;
    armed.kind = record.message;
    armed.isInterval = record.event == Event::SendInterval;
    armed.outlivesExit
        = record.event == Event::SendAfter && static_cast<Address>(record.detail) == Address::Name;
    if (record.event == Event::Return) {
        armed.kind = MessageKind::Timeout;
        process.idleTimer = record.ref;
    }
    process.timers[record.ref] = armed;
}

void ChromeTraceWriter::disarm(
    std::uint32_t server, std::uint32_t number, std::int64_t nowNs, const char* end)
{
    auto& timers = m_processes[server].timers;
    const auto timer = timers.find(number);
    if (timer == timers.end())
        return;
    writeTimer(server, timer, nowNs, end);
    timers.erase(timer);
}

void ChromeTraceWriter::fire(std::uint32_t server, const Record& record)
{
    Process& process = m_processes[server];
    const auto timer = process.timers.find(record.ref);
    if (timer == process.timers.end())
        return;
    writeTimer(server, timer, record.timeNs, "fired");
    if (process.idleTimer == record.ref)
        process.idleTimer = 0;
    if (!timer->second.isInterval) {
        process.timers.erase(timer);
        return;
    }
    const std::int64_t intervalNs = timer->second.dueNs - timer->second.sinceNs;
    timer->second.sinceNs = record.timeNs;
    timer->second.dueNs = record.value + intervalNs;
}

void ChromeTraceWriter::receive(std::uint32_t server, const Record& record)
{
    Process& process = m_processes[server];
    process.mailbox.push_back({ record.ref, record.timeNs, record.message });
    process.depthAtNs = record.timeNs;
}

void ChromeTraceWriter::dequeue(std::uint32_t server, const Record& record)
{
    Process& process = m_processes[server];
    if (process.idleTimer != 0)
        disarm(server, std::exchange(process.idleTimer, 0), record.timeNs, "cancelled");
    process.waitedNs = record.value;
    process.tick = 0;
    process.depthAtNs = record.timeNs;
    if (process.mailbox.empty())
        return;
    writeWait(server, process.mailbox.front(), record.timeNs);
    process.mailbox.pop_front();
}

void ChromeTraceWriter::startWork(Process& process, const Record& record)
{
    process.workSinceNs = record.timeNs;
    process.isLoad = record.ref == 0;
    if (process.isLoad)
        process.waitedNs = 0;
}

void ChromeTraceWriter::exit(std::uint32_t server, const Record& record)
{
    Process& process = m_processes[server];
    if (process.workSinceNs != noDue)
        writeWork(server, record.timeNs, TickOutcome::Killed);
    for (const Waiting& waiting : process.mailbox)
        writeWait(server, waiting, record.timeNs);
    if (!process.mailbox.empty())
        process.depthAtNs = record.timeNs;
    process.mailbox.clear();
    process.idleTimer = 0;
    for (auto timer = process.timers.begin(); timer != process.timers.end();) {
        if (timer->second.outlivesExit) {
            ++timer;
            continue;
        }
        writeTimer(server, timer, record.timeNs, "died");
        timer = process.timers.erase(timer);
    }
}

// How they are written

void ChromeTraceWriter::begin(const char* phase, std::uint32_t server, std::int64_t timeNs)
{
    std::string& text = m_writer.text();
    text += m_isFirst ? "\n{\"ph\":\"" : ",\n{\"ph\":\"";
    m_isFirst = false;
    text += phase;
    text += "\",\"pid\":";
    appendNumber(text, std::int64_t { server } + 1);
    text += ",\"tid\":1,\"ts\":";
    appendMicroseconds(text, timeNs);
}

void ChromeTraceWriter::writeName(std::uint32_t server)
{
    std::string& text = m_writer.text();
    begin("M", server, 0);
    text += ",\"name\":\"process_name\",\"args\":{\"name\":";
    appendJsonString(text, m_names[server]);
    text += "}}";
    begin("M", server, 0);
    text += ",\"name\":\"process_sort_index\",\"args\":{\"sort_index\":";
    appendNumber(text, server);
    text += "}}";
    begin("M", server, 0);
    text += ",\"name\":\"thread_name\",\"args\":{\"name\":\"work\"}}";
}

void ChromeTraceWriter::writeTimer(
    std::uint32_t server, Timer timer, std::int64_t endNs, const char* end)
{
    std::string& text = m_writer.text();
    for (const char* phase : { "b", "e" }) {
        const bool isBegin = *phase == 'b';
        begin(phase, server, isBegin ? timer->second.sinceNs : endNs);
        text += ",\"cat\":\"timer\",\"name\":\"timer\",\"id\":";
        appendNumber(text, timer->first);
        if (isBegin) {
            appendWord(text, ",\"args\":{\"message\":", toText(timer->second.kind));
            text += ",\"due_ns\":";
            appendNumber(text, timer->second.dueNs);
        } else {
            appendWord(text, ",\"args\":{\"end\":", end);
        }
        text += "}}";
    }
}

void ChromeTraceWriter::writeWait(std::uint32_t server, const Waiting& waiting, std::int64_t endNs)
{
    if (waiting.sinceNs == endNs)
        return; // taken at once: it never waited
    for (const char* phase : { "b", "e" }) {
        begin(phase, server, *phase == 'b' ? waiting.sinceNs : endNs);
        std::string& text = m_writer.text();
        appendWord(text, ",\"cat\":\"mailbox\",\"name\":", toText(waiting.kind));
        text += ",\"id\":";
        appendNumber(text, waiting.number);
        text += '}';
    }
}

void ChromeTraceWriter::writeWork(std::uint32_t server, std::int64_t endNs, TickOutcome outcome)
{
    Process& process = m_processes[server];
    std::string& text = m_writer.text();
    begin("X", server, process.workSinceNs);
    text += ",\"dur\":";
    appendMicroseconds(text, endNs - process.workSinceNs);
    text += ",\"cat\":\"work\",\"name\":\"";
    if (process.isLoad) {
        text += "load";
    } else {
        text += "tick ";
        appendNumber(text, process.tick);
    }
    appendWord(text, "\",\"args\":{\"outcome\":", toText(outcome));
    text += ",\"waited_ns\":";
    appendNumber(text, process.waitedNs);
    text += "}}";
    process.workSinceNs = noDue;
}

/// The depth of an instant counts once a later one has come.
void ChromeTraceWriter::writeDepth(std::uint32_t server, std::int64_t nowNs)
{
    Process& process = m_processes[server];
    if (process.depthAtNs == noDue || nowNs == process.depthAtNs)
        return;
    const auto depth = static_cast<std::uint32_t>(process.mailbox.size());
    if (depth != process.writtenDepth) {
        begin("C", server, process.depthAtNs);
        m_writer.text() += ",\"name\":\"mailbox\",\"args\":{\"waiting\":";
        appendNumber(m_writer.text(), depth);
        m_writer.text() += "}}";
        process.writtenDepth = depth;
    }
    process.depthAtNs = noDue;
}

void ChromeTraceWriter::writeInstant(std::uint32_t server, const Record& record)
{
    std::string& text = m_writer.text();
    begin("i", server, record.timeNs);
    appendWord(text, ",\"s\":\"p\",\"name\":", toText(record.event));
    appendWord(text, ",\"args\":{\"message\":", toText(record.message));
    if (hasReason(record.event))
        appendWord(text, ",\"reason\":", toText(static_cast<Reason>(record.detail)));
    text += "}}";
}

} // namespace tickscope
