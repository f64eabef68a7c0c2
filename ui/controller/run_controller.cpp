// SPDX-License-Identifier: GPL-3.0-only
#include "ui/controller/run_controller.h"

#include <algorithm>
#include <new>
#include <utility>

namespace tickscope {

namespace {

constexpr auto framePeriod = 16ms;
// A frame simulates this long at most; the rest of it is for painting and for the mouse.
constexpr std::chrono::nanoseconds sliceLength = 8ms;

bool isOpen(const ActionResult& result)
{
    return result.state == ActionResult::State::Pending
        || result.state == ActionResult::State::Waiting;
}

} // namespace

RunController::RunController(const WallClock& clock, RunOptions options, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_options(options)
    , m_slice(clock)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(framePeriod);
    connect(&m_timer, &QTimer::timeout, this, &RunController::frame);
}

RunController::~RunController() = default;

void RunController::load(Scenario scenario, VirtualTime at)
{
    m_end = VirtualTime(scenario.duration);
    replaceSession(std::make_unique<Session>(std::move(scenario), m_options));
    seek(at);
}

/// A run can be larger than the memory. What throws leaves nothing half done behind but the run
/// itself, and that is given up.
void RunController::guardMemory(const std::function<void()>& work)
{
    try {
        work();
    } catch (const std::bad_alloc&) {
        giveUpRun();
    }
}

void RunController::giveUpRun()
{
    auto scenario = this->scenario();
    const auto end = m_end;
    m_playsAfter = false;
    // The old one goes before there is a new one.
    replaceSession(nullptr);
    load(std::move(scenario));
    m_end = std::max(end, m_end);
    emit memoryRanOut();
}

void RunController::change(Scenario scenario)
{
    const bool plays = m_state == State::Playing || m_playsAfter;
    const bool isOtherLength = scenario.duration != this->scenario().duration;
    m_isChange = false;
    pause();
    if (isOtherLength)
        m_end = std::max(now(), VirtualTime(scenario.duration));
    m_isChange = true;
    m_playsAfter = plays;
    startReplay(Replay::changed(*m_session, std::move(scenario), m_options));
}

void RunController::unload()
{
    replaceSession(nullptr);
}

void RunController::raiseLimits()
{
    if (!m_session || isChanging())
        return;
    m_options.limits.events *= 2;
    m_options.limits.mailbox *= 2;
    m_options.limits.instant *= 2;
    change(m_session->run.scenarioWithActions());
}

Scenario RunController::scenario() const
{
    return isChanging() ? m_replay->scenario() : m_session->run.scenarioWithActions();
}

void RunController::replaceSession(std::unique_ptr<Session> session)
{
    m_replay.reset();
    m_isChange = false;
    // The views let go of the old session while it is still there.
    const auto old = std::exchange(m_session, std::move(session));
    m_achieved.clear();
    m_isLimitTold = false;
    resetResults();
    const bool wasMoving = std::exchange(m_state, State::Paused) != State::Paused;
    m_timer.stop();
    emit runReplaced();
    // Last: who hears of it may change the run again.
    if (wasMoving)
        emit stateChanged();
}

void RunController::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    m_movingSince = m_clock.now();
    if (state == State::Paused)
        m_timer.stop();
    else
        m_timer.start();
    emit stateChanged();
}

void RunController::play()
{
    if (isChanging())
        m_playsAfter = true;
    if (!m_session || isChanging() || m_state == State::Playing || m_session->run.limitReached())
        return;
    m_replay.reset();
    if (now() >= m_end && now() > VirtualTime {}) {
        setState(State::Paused);
        m_playsAfter = true;
        return startReplay(Replay::to(*m_session, {}));
    }
    if (now() >= m_end)
        m_end = furtherEnd();
    m_stop.reset();
    m_achieved.clear();
    m_pacing.start(m_clock.now());
    m_achieved.add(m_clock.now(), now());
    setState(State::Playing);
}

void RunController::goOn()
{
    if (!m_session || isChanging())
        return;
    m_end = furtherEnd();
    play();
}

void RunController::playTo(VirtualTime stop)
{
    if (!m_session || isChanging() || stop <= now())
        return;
    pause();
    m_end = std::max(m_end, stop);
    play();
    m_stop = stop;
}

VirtualTime RunController::furtherEnd() const
{
    return addSaturated(
        std::max(now(), m_end), std::max<Duration>(m_session->run.scenario().duration, 1s));
}

void RunController::pause()
{
    m_playsAfter = false;
    if (isChanging())
        return;
    m_replay.reset();
    setState(State::Paused);
}

void RunController::togglePlay()
{
    isMoving() ? pause() : play();
}

void RunController::setSpeed(double speed)
{
    if (speed == m_pacing.speed())
        return;
    m_pacing.setSpeed(speed);
    m_achieved.clear();
    emit speedChanged();
}

void RunController::stepForward(StepKind kind, std::uint32_t server)
{
    if (!m_session || isChanging())
        return;
    pause();
    const auto next = m_session->run.nextEventAt();
    if (!next)
        return;
    m_end = std::max(m_end, *next);
    if (kind == StepKind::Instant)
        return seek(*next);
    m_seekTarget = nullptr;
    m_seekStep = kind;
    m_seekServer = server;
    m_seekFrom = now();
    m_seekUntil = endOfTime;
    setState(State::Seeking);
    frame();
}

void RunController::stepBack(StepKind kind, std::uint32_t server)
{
    if (!m_session || isChanging())
        return;
    pause();
    if (toNs(now()) > 0)
        startReplay(Replay::stepBack(*m_session, kind, server));
}

void RunController::findAhead(std::function<bool(const Record&)> isTarget)
{
    if (!m_session || isChanging())
        return;
    pause();
    m_seekTarget = std::move(isTarget);
    m_searchFrom = m_session->run.trace().size();
    m_seekStep.reset();
    m_seekFrom = now();
    m_seekUntil = m_end;
    setState(State::Seeking);
    frame();
}

void RunController::goBackTo(std::uint64_t seq)
{
    if (!m_session || isChanging())
        return;
    pause();
    startReplay(Replay::toRecord(*m_session, seq));
}

void RunController::restart()
{
    if (!m_session || isChanging())
        return;
    pause();
    startReplay(Replay::to(*m_session, {}));
}

void RunController::toEnd()
{
    if (m_session && now() < m_end)
        goTo(m_end);
}

void RunController::goTo(VirtualTime time)
{
    if (!m_session || isChanging())
        return;
    pause();
    time = std::clamp(time, VirtualTime {}, VirtualTime(maxDuration));
    m_end = std::max(m_end, time);
    if (time < now())
        startReplay(Replay::to(*m_session, time));
    else
        seek(time);
}

void RunController::seek(VirtualTime until)
{
    m_seekTarget = nullptr;
    m_seekStep.reset();
    m_seekFrom = now();
    m_seekUntil = until;
    setState(State::Seeking);
    frame();
}

void RunController::startReplay(Replay replay)
{
    m_replay.emplace(std::move(replay));
    setState(State::Replaying);
    frame();
}

std::optional<std::size_t> RunController::apply(Action action)
{
    if (!m_session || isChanging())
        return {};
    if (m_state == State::Replaying)
        pause();
    std::optional<std::size_t> index;
    guardMemory([&] {
        index = m_session->run.apply(std::move(action));
        m_unresolved.push_back(*index);
        m_slice.begin(sliceLength);
        m_slice.advance(*m_session, m_session->run.actions()[*index].at);
        emit actionApplied(*index);
        announceResults();
        emit advanced();
        stopAtLimit();
    });
    return index;
}

void RunController::frame()
{
    guardMemory([this] { moveFrame(); });
}

void RunController::moveFrame()
{
    m_slice.begin(sliceLength);
    switch (m_state) {
    case State::Paused:
        return;
    case State::Playing:
        return playFrame();
    case State::Seeking:
        return seekFrame();
    case State::Replaying:
        return replayFrame();
    }
}

void RunController::playFrame()
{
    const auto stop = std::min(m_stop.value_or(m_end), m_end);
    const auto target = m_pacing.target(m_clock.now(), now(), stop);
    m_slice.advance(*m_session, target);
    m_achieved.add(m_clock.now(), now());
    announceResults();
    const bool isAtEnd = now() >= m_end;
    if (now() >= stop || m_session->run.limitReached())
        setState(State::Paused);
    emit advanced();
    stopAtLimit();
    if (isAtEnd)
        emit endReached();
}

void RunController::seekFrame()
{
    const bool isThere = m_seekTarget ? seekRecord()
        : m_seekStep                  ? seekStep()
                                      : m_slice.advance(*m_session, m_seekUntil);
    announceResults();
    if (isThere && m_seekTarget)
        return giveUpSearch();
    if (isThere || m_session->run.limitReached())
        finishMove();
    emit advanced();
    stopAtLimit();
}

bool RunController::seekStep()
{
    const auto& trace = m_session->run.trace();
    while (true) {
        auto seq = trace.size();
        if (!m_session->step())
            return true;
        for (; seq < trace.size(); ++seq)
            if (isStepTarget(*m_seekStep, trace[seq], m_seekServer))
                return true;
        // An event without a record (set_work) is a step all the same.
        if (*m_seekStep == StepKind::Event)
            return true;
        if (m_slice.isOver())
            return false;
    }
}

/// @return whether the search is over; it was in vain when m_seekTarget is still there
bool RunController::seekRecord()
{
    const auto& run = m_session->run;
    while (true) {
        const auto next = run.nextEventAt();
        if (!next || *next > m_seekUntil)
            return true;
        auto seq = run.trace().size();
        if (!m_session->step())
            return true;
        for (; seq < run.trace().size(); ++seq)
            if (m_seekTarget(run.trace()[seq])) {
                m_seekTarget = nullptr;
                return true;
            }
        if (m_slice.isOver())
            return false;
    }
}

/// Back to where it began.
void RunController::giveUpSearch()
{
    m_seekTarget = nullptr;
    const auto& trace = m_session->run.trace();
    const bool isInInstant
        = m_searchFrom > 0 && fromNs(trace[m_searchFrom - 1].timeNs) == m_seekFrom;
    emit recordMissed();
    if (trace.size() == m_searchFrom)
        return finishMove();
    startReplay(isInInstant ? Replay::toRecord(*m_session, m_searchFrom - 1)
                            : Replay::to(*m_session, m_seekFrom));
}

void RunController::finishMove()
{
    m_end = std::max(m_end, now());
    setState(State::Paused);
}

void RunController::replayFrame()
{
    if (m_replay->advance(m_slice)) {
        auto session = m_replay->take();
        replaceSession(std::move(session));
        stopAtLimit();
        if (m_state == State::Paused && std::exchange(m_playsAfter, false))
            play();
    }
    emit advanced();
}

double RunController::progress() const
{
    if (m_state == State::Replaying)
        return m_replay->progress();
    const auto way = m_seekUntil - m_seekFrom;
    if (m_state != State::Seeking || way <= Duration(0) || m_seekUntil == endOfTime)
        return 0;
    return double((now() - m_seekFrom).count()) / double(way.count());
}

std::chrono::nanoseconds RunController::movingFor() const
{
    return isMoving() ? m_clock.now() - m_movingSince : std::chrono::nanoseconds(0);
}

void RunController::announceResults()
{
    std::vector<std::size_t> resolved;
    std::erase_if(m_unresolved, [&](std::size_t index) {
        if (isOpen(m_session->run.actionResult(index)))
            return false;
        resolved.push_back(index);
        return true;
    });
    for (const auto index : resolved)
        emit actionResolved(index);
}

void RunController::resetResults()
{
    m_unresolved.clear();
    if (!m_session)
        return;
    for (std::size_t i = 0; i < m_session->run.actions().size(); ++i)
        if (isOpen(m_session->run.actionResult(i)))
            m_unresolved.push_back(i);
}

bool RunController::stopAtLimit()
{
    if (!m_session || !m_session->run.limitReached())
        return false;
    if (!std::exchange(m_isLimitTold, true))
        emit limitReached(QString::fromStdString(m_session->run.limitReached()->message));
    return true;
}

} // namespace tickscope
