// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/record.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

enum class SourceLanguage : std::uint8_t { Elixir, Erlang };

/// Which callback of a module a line belongs to, or a process runs.
enum class Callback : std::uint8_t {
    None, ///< between two callbacks
    Init,
    Continue,
    Tick,
    SetInterval,
    Cancel,
    Resume,
    Call,
    CallRequest, ///< handle_call of a request that takes a while
    CastRequest, ///< handle_cast of one
    ForgetfulCall, ///< the same two without a return timeout
    ForgetfulCast,
    Beat, ///< of a heartbeat's monitor
    MissedBeat, ///< likewise
};

/// What a process was doing when a record was made: the records of one incarnation, in order,
/// rebuild it.
struct CallbackContext
{
    Callback callback = Callback::None;
    std::int64_t tick = 0; ///< number of the tick at work
    TickOutcome result = TickOutcome::Waiting; ///< of the last tick's work that has ended
    bool hasRearmed = false; ///< a tick was armed since the last one, or since init
    std::int64_t cancelled = 0; ///< what the last cancel_timer returned, as in its record

    /// Takes in the process's next record.
    void advance(const Record& record);
};

/// When a line runs: an event, inside a callback, under a condition.
struct LineRule
{
    enum class When : std::uint8_t {
        Always,
        ResultOk, ///< the last work ended well, or none has ended yet
        ResultError, ///< it ended with {:error, _}
        FirstTick, ///< of an incarnation
        CountingDown, ///< a countdown that has not yet found 0
        FoundZero, ///< one that has
        Stops, ///< the callback returns {:stop, :normal, state}
        Rearmed, ///< the next tick is armed by now
        NotRearmed, ///< it is not
        CancelledTimer, ///< a timer of send_after
        CancelledInterval, ///< one of send_interval
    };
    Event event = Event::Spawn;
    Callback callback = Callback::None; ///< None: inside whichever callback
    When when = When::Always;
};

/// A rule for whichever callback the line stands in.
constexpr LineRule on(Event event, LineRule::When when = LineRule::When::Always)
{
    return { event, Callback::None, when };
}
/// A rule for a function that other callbacks call too: it holds while a tick is handled.
constexpr LineRule inTick(Event event, LineRule::When when = LineRule::When::Always)
{
    return { event, Callback::Tick, when };
}
/// Of a line that works: from the start of the work to its end.
inline const std::vector<LineRule> working { on(Event::WorkStart), on(Event::WorkEnd) };

struct SourceLine
{
    std::string text;
    std::vector<LineRule> rules; ///< none: never marked ("end", blank, "use GenServer")
    bool isMonitor = false; ///< runs in the heartbeat's monitor, not in the server
};

/// The source of one server, and the one table that says which line runs on which trace record.
struct SourceModule
{
    SourceLanguage language = SourceLanguage::Elixir;
    std::string name; ///< "Poller", or "poller" in Erlang
    std::string fileName; ///< "poller.ex"
    std::vector<SourceLine> lines;
    std::int64_t from = 0; ///< of a countdown: its tick number from + 1 finds 0

    /// The whole text, a newline after each line.
    std::string text() const;

    /// The lines (from 1, ascending) that run on a record.
    /// @param context  of the process that made it, with this record taken in already
    /// @param isMonitor  whether that process is the monitor of this heartbeat
    std::vector<int> linesFor(
        const Record& record, const CallbackContext& context, bool isMonitor = false) const;
};

/// Builds a SourceModule line by line.
class SourceWriter
{
public:
    explicit SourceWriter(SourceModule& module)
        : m_module(module)
    {
    }

    /// Adds a line as it stands. Rules without a callback get that of inCallback().
    void line(std::string_view text, std::vector<LineRule> rules = {});
    void blank() { line(""); }
    /// Moves all lines from number `from` (from 0) on to the right.
    void indent(std::size_t from, std::size_t spaces);
    /// How many lines there are.
    std::size_t size() const { return m_module.lines.size(); }
    /// From here on, rules without a callback hold inside this one only; None: in any.
    void inCallback(Callback callback) { m_callback = callback; }
    /// From here on, lines run in the monitor.
    void inMonitor() { m_isMonitor = true; }

private:
    SourceModule& m_module;
    Callback m_callback = Callback::None;
    bool m_isMonitor = false;
};

} // namespace tickscope
