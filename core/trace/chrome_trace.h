// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/recorder.h"
#include "core/trace/text_sink.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tickscope {

/// Writes a run in the Chrome trace format, as ui.perfetto.dev and chrome://tracing read it, while
/// it happens.
///
/// Each process name is a process of the trace. In it: a slice per piece of work (thread "work"),
/// the mailbox depth at the end of instants as a counter, asynchronous spans for armed timers and
/// for messages that wait, and an instant for what happens at one moment: exit, restart, drop,
/// cancel_timer, call_timeout, double_chain, notify, supervisor_exit. Times are microseconds with
/// three decimals, so no nanosecond is lost. Spans are written when they end; readers sort by time.
/// @see "Trace Event Format", the document of the Catapult project
class ChromeTraceWriter
{
public:
    /// @param processNames  by Record::server
    ChromeTraceWriter(TextSink& sink, std::vector<std::string> processNames);

    /// @return whether the sink took everything so far
    bool write(const Record& record);
    /// Writes all records appended since the last call.
    /// @pre trace has forgotten none of them
    bool consume(const Recorder& trace);
    /// Ends what still goes on at `endNs` and closes the file. Nothing may follow.
    /// @param otherData  pairs of key and value about the run, such as its seed
    bool finish(
        std::int64_t endNs, const std::vector<std::pair<std::string, std::string>>& otherData = {});

private:
    struct Armed
    {
        std::int64_t sinceNs = 0;
        std::int64_t dueNs = 0;
        MessageKind kind = MessageKind::None;
        bool isInterval = false; ///< armed again when it fires
        bool outlivesExit = false; ///< one-shot, to a name
    };
    struct Waiting
    {
        std::uint32_t number = 0;
        std::int64_t sinceNs = 0;
        MessageKind kind = MessageKind::None;
    };
    struct Process
    {
        std::map<std::uint32_t, Armed> timers; ///< by number
        std::deque<Waiting> mailbox; ///< head first
        std::uint32_t idleTimer = 0;
        std::int64_t workSinceNs = noDue; ///< noDue: not at work
        std::int64_t waitedNs = 0; ///< of the message at work
        std::int64_t tick = 0; ///< number of the tick at work
        bool isLoad = false;
        std::uint32_t writtenDepth = 0;
        std::int64_t depthAtNs = noDue; ///< a change that is not written, as its instant may go on
    };
    using Timer = std::map<std::uint32_t, Armed>::iterator;

    void arm(Process& process, const Record& record);
    void fire(std::uint32_t server, const Record& record);
    void disarm(std::uint32_t server, std::uint32_t number, std::int64_t nowNs, const char* end);
    void receive(std::uint32_t server, const Record& record);
    void dequeue(std::uint32_t server, const Record& record);
    void startWork(Process& process, const Record& record);
    void exit(std::uint32_t server, const Record& record);

    void begin(const char* phase, std::uint32_t server, std::int64_t timeNs);
    void writeName(std::uint32_t server);
    void writeTimer(std::uint32_t server, Timer timer, std::int64_t endNs, const char* end);
    void writeWait(std::uint32_t server, const Waiting& waiting, std::int64_t endNs);
    void writeWork(std::uint32_t server, std::int64_t endNs, TickOutcome outcome);
    void writeDepth(std::uint32_t server, std::int64_t nowNs);
    void writeInstant(std::uint32_t server, const Record& record);

    TextWriter m_writer;
    std::vector<std::string> m_names;
    std::vector<Process> m_processes;
    std::uint64_t m_consumed = 0;
    bool m_isFirst = true;
};

} // namespace tickscope
