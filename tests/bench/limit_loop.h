// SPDX-License-Identifier: GPL-3.0-only
// The least that a deterministic event loop can do for the two workloads: no names, no timers that
// can be cancelled, no supervisor, no coroutines, no records, whole microseconds, and no delay that
// is longer than 16 ms. What ours costs is stated as a multiple of this.
#pragma once

#include "core/otp/raw_array.h"
#include "tests/bench/workloads.h"

#include <queue>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace tickscope::bench {

/// Events by the microsecond: one list of ids for each of the next 16384, and two layers of bits
/// that tell which are not empty. Nothing is faster from a few dozen events on.
class CalendarQueue
{
public:
    void push(std::int64_t time, std::uint32_t id)
    {
        const auto slot = static_cast<std::uint32_t>(time) % slots;
        if (m_lists[slot].empty())
            mark(slot);
        m_lists[slot].push_back(id);
    }

    /// @pre not empty
    std::uint32_t pop(std::int64_t& time)
    {
        if (m_place == m_lists[m_slot].size())
            leaveSlot();
        time = m_now;
        return m_lists[m_slot][m_place++];
    }

    /// Calls visit(id) for an event of the same instant that will come a little later.
    template <typename Visit>
    void lookAhead(Visit visit) const
    {
        if (m_place + 8 < m_lists[m_slot].size())
            visit(m_lists[m_slot][m_place + 8]);
    }

private:
    static constexpr std::uint32_t slots = 16384;

    void leaveSlot()
    {
        m_lists[m_slot].clear();
        unmark(m_slot);
        const std::uint32_t slot = next(m_slot);
        m_now += (slot - m_slot) % slots;
        m_slot = slot;
        m_place = 0;
    }
    void mark(std::uint32_t slot)
    {
        m_bits[slot / 64] |= std::uint64_t { 1 } << slot % 64;
        m_words[slot / 4096] |= std::uint64_t { 1 } << slot / 64 % 64;
    }
    void unmark(std::uint32_t slot)
    {
        m_bits[slot / 64] &= ~(std::uint64_t { 1 } << slot % 64);
        if (m_bits[slot / 64] == 0)
            m_words[slot / 4096] &= ~(std::uint64_t { 1 } << slot / 64 % 64);
    }
    /// The first slot in use after this one, going round.
    std::uint32_t next(std::uint32_t slot) const
    {
        const std::uint32_t word = slot / 64;
        if (const std::uint64_t rest = slot % 64 == 63 ? 0 : m_bits[word] >> (slot % 64 + 1))
            return slot + 1 + static_cast<std::uint32_t>(std::countr_zero(rest));
        std::uint32_t group = word / 64;
        std::uint64_t words
            = word % 64 == 63 ? 0 : m_words[group] >> (word % 64 + 1) << (word % 64 + 1);
        while (words == 0) {
            group = (group + 1) % m_words.size();
            words = m_words[group];
        }
        const std::uint32_t found
            = group * 64 + static_cast<std::uint32_t>(std::countr_zero(words));
        return found * 64 + static_cast<std::uint32_t>(std::countr_zero(m_bits[found]));
    }

    std::vector<std::vector<std::uint32_t>> m_lists { slots };
    std::array<std::uint64_t, slots / 64> m_bits {};
    std::array<std::uint64_t, slots / 4096> m_words {};
    std::int64_t m_now = 0;
    std::uint32_t m_slot = 0; // of now
    std::size_t m_place = 0; // in its list
};

/// A plain heap: faster for the few events of a handful of servers.
class HeapQueue
{
public:
    void push(std::int64_t time, std::uint32_t id) { m_events.push({ time, m_pushed++, id }); }
    std::uint32_t pop(std::int64_t& time)
    {
        const Event next = m_events.top();
        m_events.pop();
        time = next.time;
        return next.id;
    }
    template <typename Visit>
    void lookAhead(Visit) const
    {
    }

private:
    struct Event
    {
        std::int64_t time;
        std::uint32_t pushed;
        std::uint32_t id;
        bool operator>(const Event& other) const
        {
            return time != other.time ? time > other.time : pushed > other.pushed;
        }
    };
    std::priority_queue<Event, std::vector<Event>, std::greater<>> m_events;
    std::uint32_t m_pushed = 0;
};

/// Servers of one workload, in less than a cache line each.
template <typename Queue>
class LimitLoop
{
public:
    LimitLoop(Workload workload, std::size_t servers)
        : m_workload(workload)
        , m_work(us(workload == Workload::W1 ? w1Work : w2Work))
        , m_servers(servers)
    {
        for (std::size_t i = 0; i < servers; ++i) {
            const bool isW1 = workload == Workload::W1;
            m_servers[i].interval
                = static_cast<std::uint32_t>(us(isW1 ? w1Interval(i) : w2Interval));
            m_queue.push(us(isW1 ? w1First(i) : w2Interval), static_cast<std::uint32_t>(2 * i));
        }
    }

    /// @return how long the messages waited in all, so that no compiler leaves anything out
    std::int64_t run(std::uint64_t ticks)
    {
        std::int64_t waited = 0;
        while (ticks > 0) {
            std::int64_t now = 0;
            const std::uint32_t event = m_queue.pop(now);
            m_queue.lookAhead(
                [this](std::uint32_t id) { __builtin_prefetch(&m_servers[id / 2], 1); });
            Server& server = m_servers[event / 2];
            const bool isTick = event % 2 == 0;
            if (isTick)
                server.mailbox.push(now);
            else
                server.isBusy = false;
            if (isTick == (m_workload == Workload::W2)) {
                m_queue.push(now + server.interval, event & ~1U);
                --ticks;
            }
            if (!server.isBusy && server.mailbox.size() > 0) {
                server.isBusy = true;
                waited += now - server.mailbox.pop();
                m_queue.push(now + m_work, event | 1);
            }
        }
        return waited;
    }

private:
    class Mailbox
    {
    public:
        void push(std::int64_t time)
        {
            if (m_size == m_capacity)
                grow();
            messages()[(m_head + m_size++) & (m_capacity - 1)] = time;
        }
        std::int64_t pop()
        {
            const std::int64_t time = messages()[m_head];
            m_head = (m_head + 1) & (m_capacity - 1);
            --m_size;
            return time;
        }
        std::uint32_t size() const { return m_size; }

    private:
        std::int64_t* messages() { return m_capacity == 1 ? &m_only : m_ring.data(); }
        void grow()
        {
            if (m_capacity == 1) {
                m_ring.resize(2);
                m_ring[0] = m_only;
            } else {
                m_ring.resize(2 * m_capacity);
                std::copy_n(m_ring.data(), m_head, m_ring.data() + m_capacity);
            }
            m_capacity *= 2;
        }
        std::int64_t m_only = 0; // the first lies in place
        RawArray<std::int64_t> m_ring;
        std::uint32_t m_head = 0;
        std::uint32_t m_size = 0;
        std::uint32_t m_capacity = 1;
    };
    struct Server
    {
        Mailbox mailbox;
        std::uint32_t interval = 0;
        bool isBusy = false;
    };

    static std::int64_t us(Duration time) { return time / Duration { 1us }; }

    Workload m_workload;
    std::int64_t m_work;
    std::vector<Server> m_servers;
    Queue m_queue;
};

} // namespace tickscope::bench
