// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/recorder.h"
#include "core/trace/text_sink.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tickscope {

/// Puts records into words: one JSON object each, with its keys always in the same order: t_ns,
/// seq, server, pid, event, then the event's own.
///
/// - spawn: incarnation
/// - init: none
/// - handle_continue, notify: message
/// - handle_info: message, tick (the number of a tick)
/// - handle_cast, handle_call: message, interval_ns (set_interval), timeout_ns (call)
/// - return: timer, due_ns (of an idle timeout)
/// - work_start: message, duration_ns (as planned)
/// - work_end: message, duration_ns, outcome
/// - send_after, send_interval, timeout: message, timer, due_ns
/// - cancel_timer: timer, result: ms left, false, or "ok" for :timer.cancel
/// - receive: message, due_ns (a tick from a timer), depth, interval_ns, timeout_ns
/// - dequeue: message, depth, waited_ns
/// - drop: message, due_ns, reason
/// - call_reply, call_timeout: message, waited_ns
/// - exit: lost (messages that waited), reason
/// - restart: restarts (of this server so far)
/// - supervisor_exit: reason
/// - double_chain: timer, chains (tick timers armed)
///
/// A key without a value is left out. `pid` is the process that the record belongs to, or null
/// where the name has none: before its spawn, and after its exit.
class EventFormatter
{
public:
    /// @param processNames  by Record::server
    explicit EventFormatter(std::vector<std::string> processNames);

    /// Appends the object, without a line end.
    /// @pre all records before it went through here or through skip()
    void append(std::string& text, std::uint64_t seq, const Record& record);
    /// Takes note of a record that is not written.
    void skip(const Record& record);

private:
    std::vector<std::string> m_names; ///< as JSON strings
    std::vector<std::int64_t> m_pids; ///< 0 for none
};

/// Writes the events as JSON lines while they happen: whoever streams may forget the records.
class EventWriter
{
public:
    EventWriter(TextSink& sink, std::vector<std::string> processNames)
        : m_writer(sink)
        , m_formatter(std::move(processNames))
    {
    }

    /// @return whether the sink took everything so far
    bool write(std::uint64_t seq, const Record& record);
    /// Writes all records appended since the last call.
    /// @pre trace has forgotten none of them
    bool consume(const Recorder& trace);
    /// Hands on what is left. More may follow.
    bool flush() { return m_writer.flush(); }

private:
    TextWriter m_writer;
    EventFormatter m_formatter;
    std::uint64_t m_consumed = 0;
};

} // namespace tickscope
