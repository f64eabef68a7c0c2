// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/recorder.h"
#include "core/scenario/scenario.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace tickscope {

/// No such moment (yet): not due by a timer, not started, not finished.
inline constexpr std::int64_t noTime = noDue;

/// One message of a server's mailbox, from delivery to the end of its handling; for a tick, a row
/// of the ticks table.
struct MessageEntry
{
    std::uint32_t number = 0; ///< message number, unique in a run
    MessageKind kind = MessageKind::None;
    /// For other kinds than ticks: Waiting, Unfinished, Ok, Killed or Lost. Unfinished until the
    /// handler returns, even when the work has ended.
    TickOutcome outcome = TickOutcome::Waiting;
    bool callerGaveUp = false; ///< a call whose timeout passed
    std::uint32_t incarnation = 0;
    std::uint32_t tick
        = 0; ///< tick number in its incarnation, from 1, by delivery; 0 for other kinds
    std::uint32_t chain = 0; ///< of the timer that sent it
    std::uint32_t timer = 0; ///< number of the timer that sent it; 0 for none
    std::uint32_t depthAtStart = 0; ///< messages left behind it
    std::uint32_t position = 0; ///< how many messages came before it in this incarnation
    std::int64_t dueNs = noTime;
    std::int64_t deliveredNs = noTime;
    std::int64_t startedNs = noTime; ///< taken from the mailbox; its work starts at once
    std::int64_t workEndNs = noTime; ///< noTime when there was no work, or it was cut
    std::int64_t finishedNs = noTime; ///< its handler returned, or its process died (Lost too)
    std::int64_t gaveUpNs = noTime; ///< when the caller went on
    std::int64_t argument = 0; ///< SetInterval: ns; Call: timeout in ns
    std::uint64_t seq = 0; ///< its Receive record
};

/// One timer of a server, from arming to its end.
struct TimerEntry
{
    enum class End : std::uint8_t { Armed, Fired, Cancelled, Died };
    std::uint32_t number = 0;
    std::uint32_t chain = 0;
    MessageKind kind = MessageKind::None;
    End end = End::Armed;
    bool isInterval = false; ///< send_interval: one entry per tick, all with the same number
    bool isIdle = false; ///< the wait of {:noreply, state, interval}
    bool toName = false;
    bool dropped = false; ///< it fired and nobody had the name
    std::int64_t armedNs = 0;
    std::int64_t dueNs = 0;
    std::int64_t intervalNs = 0; ///< isInterval: from one due time to the next
    std::int64_t endNs = noTime; ///< fired, cancelled or died
    std::int64_t cancelResult = 0; ///< ms left, or cancelledOk
    std::uint32_t message = 0; ///< number of the message it sent (or that was dropped); 0 if none
    std::uint64_t seq
        = 0; ///< its SendAfter, SendInterval, Timeout (interval) or Return (idle) record
    std::uint32_t armedSlot = 0; ///< while Armed: its place in ServerLog::armed
};

/// Something that happened to a server at one moment, to be marked in its lane.
struct LaneMark
{
    enum class Kind : std::uint8_t {
        Spawned, ///< started by hand or for the first time: the process exists from here
        Exited, ///< value: messages lost
        Restarted,
        Dropped, ///< value: message number
        CancelHandled, ///< value: as in a CancelTimer record; noDue when none was written (idle)
        SetIntervalHandled, ///< value: ns
        ResumeHandled,
        Completed, ///< a countdown found 0
        MissedBeat,
        CallTimedOut, ///< value: message number
        DoubleChain, ///< value: chains
        SupervisorExited,
        Stalled, ///< the whole node; value: ns
    };
    Kind kind = Kind::Spawned;
    Reason reason = Reason::None;
    MessageKind message = MessageKind::None;
    bool inInit = false; ///< Exited: it ended before its init had returned
    bool isTakenAlong = false; ///< Restarted: part of a restart of another one, and not counted
    std::int64_t timeNs = 0;
    std::int64_t value = 0;
    std::uint64_t seq = 0;
};

/// Mailbox depth from this moment on.
struct DepthSample
{
    std::int64_t timeNs = 0;
    std::uint32_t depth = 0;
};

/// Load that a server did in init or handle_continue.
struct LoadSpan
{
    std::int64_t startNs = 0;
    std::int64_t endNs = noTime;
    std::uint64_t seq = 0;
};

/// A wait for a unit of a resource, inside a handler.
struct UnitWait
{
    std::int64_t startNs = 0;
    std::int64_t endNs = noTime; ///< it got one, the wait timed out, or its process ended
    std::uint32_t message = 0; ///< number of the message that was handled
};

/// All that the trace tells of one server, rebuilt from the records.
struct ServerLog
{
    std::vector<MessageEntry> messages; ///< by delivery
    std::vector<TimerEntry> timers; ///< by arming; idle waits and interval ticks included
    std::vector<std::uint32_t> armed; ///< indices of the timers that are Armed, in no useful order
    std::vector<LaneMark> marks; ///< by time
    /// By time, one sample per instant in which the depth ended elsewhere than it was before. A
    /// message that a free process takes at once leaves no sample.
    std::vector<DepthSample> depth;
    std::vector<LoadSpan> loads;
    std::vector<UnitWait> unitWaits; ///< by time; the last one may go on
    /// Indices into messages in the order in which they were taken.
    std::vector<std::uint32_t> taken;
    std::vector<std::uint32_t> calls; ///< indices into messages: GenServer.call, by delivery
    bool isAlive = false;
    std::int64_t lastNs = 0; ///< time of the latest record that counted for it
    std::uint32_t incarnation = 0;
    std::uint32_t restarts = 0;
    std::uint32_t dropped = 0; ///< messages that nobody was there to receive
    std::uint32_t lost = 0; ///< messages that died with their process
    std::uint32_t missedBeats = 0;
};

/// The most servers that were at work at once, and since when: work of ticks and other messages,
/// and loads. Counted where an instant ends, so work that takes no time does not count, nor do two
/// of which one ends as the other begins.
struct BusiestMoment
{
    std::uint32_t servers = 0;
    std::int64_t atNs = 0; ///< the first such moment
};

/// Counts the servers at work, and keeps the most.
class WorkCounter
{
public:
    /// @param fromNs  what was before does not count
    void change(std::int64_t nowNs, int servers, std::int64_t fromNs)
    {
        if (nowNs > m_changedNs) // the instant before has ended
            m_most = most(nowNs, fromNs);
        m_now += static_cast<std::uint32_t>(servers);
        m_changedNs = nowNs;
    }
    /// @param nowNs  the instant that counts as ended, and all before it
    BusiestMoment most(std::int64_t nowNs, std::int64_t fromNs) const
    {
        if (m_now <= m_most.servers || nowNs < fromNs)
            return m_most;
        return { m_now, m_changedNs > fromNs ? m_changedNs : fromNs };
    }

private:
    std::uint32_t m_now = 0;
    std::int64_t m_changedNs = 0;
    BusiestMoment m_most; ///< up to the last change
};

/// Where the entries of messages (timers) are, by number. Numbers count from 1 over the whole run,
/// so a plain list finds them; one in pieces, since a window cannot wait until a hundred megabytes
/// have been moved.
class NumberIndex
{
public:
    static constexpr std::uint32_t nowhere = UINT32_MAX;

    void set(std::uint32_t number, std::size_t place)
    {
        if (number >= m_size)
            grow(number);
        m_places[number] = static_cast<std::uint32_t>(place);
    }
    std::uint32_t at(std::uint32_t number) const
    {
        return number < m_size ? m_places[number] : nowhere;
    }
    /// Keeps its memory.
    void clear();

private:
    void grow(std::uint32_t number);

    std::deque<std::uint32_t> m_places; // from m_size on: nowhere
    std::size_t m_size = 0;
};

/// Turns records into logs, a few at a time: a live window feeds it every frame, a headless run at
/// the end. Costs a constant time a record and stores nothing but the logs and one index a message
/// and a timer.
class TraceLog
{
public:
    /// @param serverCount  servers of the run; records of monitors count for their heartbeat
    /// @param monitorOf    for each process name from serverCount on: the server it watches, or
    /// UINT32_MAX (Run::watchedServers())
    TraceLog(std::size_t serverCount, std::vector<std::uint32_t> monitorOf);
    /// The same for a run of this scenario. It knows the intervals and the clock, so that the
    /// second tick of a send_interval timer has its due time before the timer fires; without them
    /// it is a guess where `first` is set or the clock is a BEAM's.
    TraceLog(const Scenario& scenario, std::vector<std::uint32_t> monitorOf);
    ~TraceLog();
    TraceLog(TraceLog&&) noexcept;
    TraceLog& operator=(TraceLog&&) noexcept;

    /// Becomes TraceLog(serverCount, monitorOf), in the memory that it has.
    void restart(std::size_t serverCount, const std::vector<std::uint32_t>& monitorOf);

    /// Takes in all records appended since the last call. The logs are right after each single
    /// record: depth, for one, is what it is so far at the present instant.
    /// @pre trace has forgotten none of them
    void consume(const Recorder& trace);
    /// Takes in one record, for those who have no Recorder.
    /// @pre records come in the order of their time
    void take(const Record& record);

    std::size_t serverCount() const { return m_servers.size(); }
    const ServerLog& server(std::size_t index) const { return m_servers[index]; }
    /// Time of the latest record consumed.
    std::int64_t lastNs() const { return m_lastNs; }
    std::uint64_t consumed() const { return m_consumed; }

    /// When the supervisor gave up; nothing while it is alive, or a successor of it.
    std::optional<std::int64_t> supervisorExitNs() const { return m_supervisorExitNs; }
    /// When its parent started a successor of it, each time.
    const std::vector<std::int64_t>& supervisorRestarts() const { return m_supervisorRestarts; }
    BusiestMoment busiest() const { return m_work.most(m_lastNs, m_busiestFromNs); }
    /// The same among the servers of a group; nothing for one that countGroups() did not name.
    BusiestMoment busiestOf(std::uint32_t group) const;
    /// Counts groups of servers by themselves, such as the replicas of a table.
    /// @param groupOf  by server: its group
    /// @pre nothing has been consumed
    void countGroups(std::vector<std::uint32_t> groupOf);
    /// Leaves out what was before a moment, the end of a warm-up.
    /// @pre nothing has been consumed
    void countBusiestFrom(std::int64_t fromNs) { m_busiestFromNs = fromNs; }

private:
    struct Tracking; // what the next records need to know of a server

    void takeProcess(std::size_t server, const Record& record);
    void takeMonitor(const Record& record);
    bool isSupervisor(std::size_t monitor) const;
    void spawned(std::size_t server, const Record& record);
    void exited(std::size_t server, const Record& record);
    void setWorking(std::size_t server, bool isWorking);
    void endTimersOfProcess(ServerLog& log, std::int64_t nowNs);
    static void endUnitWait(ServerLog& log, std::int64_t nowNs);

    void armed(std::size_t server, const Record& record);
    std::int64_t intervalOf(std::size_t server, const Record& record) const;
    void idleArmed(std::size_t server, const Record& record);
    void timerCancelled(std::size_t server, const Record& record);
    void timerFired(std::size_t server, const Record& record);
    void intervalFired(std::size_t server, const Record& record, std::uint32_t firedIndex);
    TimerEntry* timerOf(ServerLog& log, std::uint32_t number);
    void pushTimer(ServerLog& log, TimerEntry entry);

    void received(std::size_t server, const Record& record);
    void dequeued(std::size_t server, const Record& record);
    void dropped(std::size_t server, const Record& record);
    void castHandled(std::size_t server, const Record& record);
    void workStarted(std::size_t server, const Record& record);
    void workEnded(std::size_t server, const Record& record);
    void returned(std::size_t server, const Record& record);
    void callTimedOut(std::size_t server, const Record& record);
    MessageEntry* messageOf(ServerLog& log, std::uint32_t number);
    void mark(ServerLog& log, const Record& record, LaneMark::Kind kind, std::int64_t value);

    std::vector<ServerLog> m_servers;
    std::vector<std::uint32_t> m_monitorOf;
    std::vector<std::int64_t> m_intervalsNs; ///< as the scenario says; empty when not known
    ClockKind m_clock = ClockKind::Ideal;
    std::vector<Tracking> m_tracking;
    NumberIndex m_messageIndex;
    NumberIndex m_timerIndex;
    std::uint32_t m_fired = UINT32_MAX; ///< index of the timer whose Timeout came just before
    std::uint64_t m_consumed = 0;
    std::int64_t m_lastNs = 0;
    std::optional<std::int64_t> m_supervisorExitNs;
    std::vector<std::int64_t> m_supervisorRestarts; ///< ns
    std::int64_t m_busiestFromNs = 0;
    WorkCounter m_work;
    std::vector<std::uint32_t> m_groupOf; ///< empty when groups are not counted
    std::vector<WorkCounter> m_groupWork;
};

} // namespace tickscope
