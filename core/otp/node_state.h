// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/process.h"
#include "core/otp/process_table.h"
#include "core/otp/record.h"
#include "core/otp/recorder.h"
#include "core/otp/sparse_table.h"
#include "core/otp/timer_clock.h"
#include "core/sim/event_queue.h"
#include "core/sim/hot.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tickscope {

/// What the parts of a node share: its time, its processes and their past, its queue and its trace.
///
/// Timers and Node derive from it, each from the one before: so every tick finds all of it where
/// the node lies, and nothing has to be fetched from elsewhere.
class NodeState
{
protected:
    NodeState(
        ClockKind clock, std::uint32_t processes, std::size_t serverBytes, Recorder::Keep keep)
        : m_clock(clock)
        , m_processes(processes, serverBytes)
        , m_trace(keep)
        , m_histories(processes)
        , m_pids(processes)
    {
    }
    ~NodeState() = default;

    TICKSCOPE_HOT void moveTo(VirtualTime time)
    {
        assert(time >= m_now);
        m_now = time;
    }
    ProcessHistory& history(const Process& process) { return m_histories.change(process.index); }
    TICKSCOPE_HOT Record recordOf(const Process& process, Event event, std::int64_t value,
        std::uint32_t ref = 0, std::uint32_t extra = 0, MessageKind message = MessageKind::None,
        std::uint8_t detail = 0) const
    {
        return { toNs(m_now), value, process.index, ref, extra, event, message, detail };
    }
    template <typename... Facts>
    TICKSCOPE_HOT void record(const Process& process, Facts... facts)
    {
        m_trace.append(recordOf(process, facts...));
    }

    VirtualTime m_now {};
    TimerClock m_clock;
    std::uint32_t m_messages = 0; // numbers given out
    std::uint32_t m_timerNumbers = 0; // likewise
    ProcessTable m_processes;
    Recorder m_trace;
    EventQueue m_queue;
    SparseTable<ProcessHistory> m_histories;
    std::vector<std::uint32_t> m_pids; // by process: of the last one that had the name
};

} // namespace tickscope
