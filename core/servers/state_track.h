// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/record.h"
#include "core/otp/timer_clock.h"
#include "core/scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

/// One key of a process's state.
struct StateField
{
    std::string key;
    std::string value; ///< as Elixir prints it
    /// When the handler began that is at work, or that was the last one.
    std::string was;

    bool isChanged() const { return value != was; }
};

/// The state of one server's process, from the records of its process alone: what inspectState()
/// prints, what each key was before the last handler, and `due` of the absolute schedules, which
/// only the exported module holds.
class StateTrack
{
public:
    /// @param spec  kept by reference
    StateTrack(const ServerSpec& spec, ClockKind clock);

    /// Takes in the next record of the server's process.
    void take(const Record& record);

    /// There is a process.
    bool isAlive() const { return m_isAlive; }
    /// In the order of the map in the source. "timer" is among them for each schedule that has one,
    /// whether or not the module keeps it.
    std::vector<StateField> fields() const;

private:
    enum class Timer : std::uint8_t { None, Once, Interval };
    struct Facts
    {
        Duration interval {};
        Timer timer = Timer::None;
        std::int64_t dueNs = 0; ///< as armed last
        TickOutcome result = TickOutcome::Waiting; ///< of the last tick
        std::int64_t ticks = 0; ///< whose work ended
        std::int64_t errorsInARow = 0;
        std::int64_t cached = 0; ///< number of the last tick that ended well; 0 for none
        std::optional<VirtualTime> goodAt; ///< when it did
    };
    using Word = std::pair<const char*, std::string>;

    void handle(const Record& record);
    void workEnded(const Record& record);
    std::vector<Word> words(const Facts& facts) const;
    void addWordsOfKind(const Facts& facts, std::vector<Word>& words) const;

    const ServerSpec& m_spec;
    TimerClock m_clock;
    Facts m_now;
    Facts m_before;
    std::int64_t m_tick = 0; ///< number of the tick at work
    bool m_isAlive = false;
    bool m_isStarting = false; ///< init or handle_continue: there is no state of before
};

} // namespace tickscope
