// SPDX-License-Identifier: GPL-3.0-only
#include "core/servers/state_track.h"

#include "core/servers/periodic_server.h"

#include <utility>

namespace tickscope {

StateTrack::StateTrack(const ServerSpec& spec, ClockKind clock)
    : m_spec(spec)
    , m_clock(clock)
{
}

void StateTrack::take(const Record& record)
{
    switch (record.event) {
    case Event::Spawn:
        m_now = {};
        m_now.interval = m_clock.timerTime(m_spec.interval);
        m_now.dueNs = toNs(m_clock.monotonicTime(fromNs(record.timeNs)));
        m_before = m_now;
        m_isAlive = m_isStarting = true;
        break;
    case Event::HandleInfo:
    case Event::HandleCast:
    case Event::HandleCall:
        m_isStarting = false;
        m_before = m_now;
        handle(record);
        break;
    case Event::WorkEnd:
        if (isTick(record.message))
            workEnded(record);
        break;
    case Event::SendAfter:
        m_now.timer = Timer::Once;
        m_now.dueNs = record.value;
        break;
    case Event::SendInterval:
        m_now.timer = Timer::Interval;
        break;
    case Event::Exit:
        m_isAlive = false;
        break;
    default:
        break;
    }
    if (m_isStarting)
        m_before = m_now;
}

void StateTrack::handle(const Record& record)
{
    if (record.event == Event::HandleInfo)
        m_tick = record.value;
    else if (record.message == MessageKind::SetInterval)
        m_now.interval = m_clock.timerTime(Duration(record.value));
    else if (record.message == MessageKind::Cancel && m_spec.unguardedCancel)
        m_now.timer = Timer::None;
}

void StateTrack::workEnded(const Record& record)
{
    m_now.result = static_cast<TickOutcome>(record.detail);
    m_now.ticks += 1;
    if (m_now.result != TickOutcome::Ok) {
        m_now.errorsInARow += 1;
        return;
    }
    m_now.errorsInARow = 0;
    m_now.cached = m_tick;
    m_now.goodAt = m_clock.monotonicTime(fromNs(record.timeNs));
}

std::vector<StateTrack::Word> StateTrack::words(const Facts& facts) const
{
    const bool isBackoff = m_spec.kind == ServerKind::BackoffPoller;
    std::vector<Word> words { { isBackoff ? "base_interval" : "interval",
        inspectMs(facts.interval) } };
    if (m_spec.schedule == Schedule::Absolute || m_spec.schedule == Schedule::AbsoluteSkip)
        words.emplace_back("due", inspectMs(Duration(facts.dueNs)));
    if (m_spec.schedule != Schedule::IdleTimeout)
        words.emplace_back("timer",
            facts.timer == Timer::None           ? "nil"
                : facts.timer == Timer::Interval ? "{:interval, #Ref}"
                                                 : "#Ref");
    addWordsOfKind(facts, words);
    return words;
}

void StateTrack::addWordsOfKind(const Facts& facts, std::vector<Word>& words) const
{
    const auto outcome = facts.result == TickOutcome::Ok ? Outcome::Ok : Outcome::Error;
    const std::string goodAt = facts.goodAt ? inspectMs(facts.goodAt->time_since_epoch()) : "nil";
    switch (m_spec.kind) {
    case ServerKind::Poller:
        words.emplace_back("data", inspectResult(outcome, facts.ticks));
        words.emplace_back("count", std::to_string(facts.ticks));
        break;
    case ServerKind::Heartbeat:
        words.emplace_back("last_heartbeat", goodAt);
        break;
    case ServerKind::CacheRefresh:
        words.emplace_back("cache", facts.cached == 0 ? "nil" : std::to_string(facts.cached));
        words.emplace_back("refreshed_at", goodAt);
        break;
    case ServerKind::Countdown:
        words.emplace_back("remaining", std::to_string(m_spec.from - facts.ticks));
        break;
    case ServerKind::BackoffPoller:
        words.emplace_back("last_result", inspectResult(outcome, facts.ticks));
        if (m_spec.growth == Growth::Exponential)
            words.emplace_back("errors", std::to_string(facts.errorsInARow));
        break;
    }
}

std::vector<StateField> StateTrack::fields() const
{
    const std::vector<Word> now = words(m_now);
    const std::vector<Word> before = words(m_before);
    std::vector<StateField> fields;
    for (std::size_t i = 0; i < now.size(); ++i)
        fields.push_back({ now[i].first, now[i].second, before[i].second });
    return fields;
}

} // namespace tickscope
