// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/pacing.h"
#include "ui/controller/replay.h"
#include "ui/controller/session.h"
#include "ui/controller/wall_clock.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tickscope {

/// Owns the run that the window shows and decides, frame by frame, how far it goes.
///
/// The one class that knows the wall clock. A frame runs at most a few milliseconds of simulation
/// and then tells the views once, whatever happened in between.
class RunController : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Paused,
        Playing, ///< at the speed asked for
        Seeking, ///< on the way to a moment ahead or a step, as fast as possible
        Replaying, ///< on the way to an earlier moment; the views still show the later one
    };

    explicit RunController(
        const WallClock& clock, RunOptions options = {}, QObject* parent = nullptr);
    ~RunController() override;

    /// Starts a run of the scenario and takes it to `at`; paused. @pre the scenario is valid
    void load(Scenario scenario, VirtualTime at = {});
    /// Makes the run anew with another scenario, up to where it stands now. A run that plays goes
    /// on playing, and its end stays where it is unless the scenario's own duration changes.
    /// @pre hasRun(), and the scenario is valid
    void change(Scenario scenario);
    /// Leaves no run at all (the welcome page).
    void unload();
    /// Starts anew with twice the limits and goes back to where the run was.
    void raiseLimits();

    /// At the end of the run it starts again from the beginning.
    void play();
    /// Plays past the end, for as long as the scenario lasts once more.
    void goOn();
    /// Plays and pauses at `stop`. A moment past the end moves the end; one that is past does
    /// nothing.
    void playTo(VirtualTime stop);
    void pause();
    void togglePlay();
    /// @param server  for StepKind::Server
    void stepForward(StepKind kind = StepKind::Event, std::uint32_t server = 0);
    void stepBack(StepKind kind = StepKind::Event, std::uint32_t server = 0);
    /// Goes on to right after the first event with a record that is looked for, at most to end().
    /// Where there is none it stands where it stood, and recordMissed() says so.
    void findAhead(std::function<bool(const Record&)> isTarget);
    /// Goes back to right after the event that made a record. @pre seq < run().trace().size()
    void goBackTo(std::uint64_t seq);
    void restart();
    void toEnd();
    /// Ahead or back. A moment past the end moves the end.
    void goTo(VirtualTime time);
    /// Clamped as Pacing::setSpeed does.
    void setSpeed(double speed);
    /// Does what a person asks at the present moment, and lets it happen at once.
    /// @return its number, or nothing when there is no run or it isChanging()
    std::optional<std::size_t> apply(Action action);
    /// One frame: what the timer calls, and a test with its own clock.
    void frame();

    bool hasRun() const { return m_session != nullptr; }
    /// @pre hasRun()
    const Run& run() const { return m_session->run; }
    /// The scenario with all actions of the run, or of the one that it is changing to.
    /// @pre hasRun()
    Scenario scenario() const;
    /// @pre hasRun()
    const TraceLog& log() const { return m_session->log; }
    State state() const { return m_state; }
    bool isMoving() const { return m_state != State::Paused; }
    bool isPlayingTo(VirtualTime stop) const { return m_state == State::Playing && m_stop == stop; }
    /// A changed scenario is on its way to the present moment: nothing else starts until it is
    /// there.
    bool isChanging() const { return m_state == State::Replaying && m_isChange; }
    VirtualTime now() const { return m_session ? m_session->run.now() : VirtualTime {}; }
    /// Where playing pauses: the scenario's duration, or later once somebody went past it.
    VirtualTime end() const { return m_end; }
    /// Where goOn() would pause. @pre hasRun()
    VirtualTime furtherEnd() const;
    double speed() const { return m_pacing.speed(); }
    /// What the last second of playing really came to.
    std::optional<double> achievedSpeed() const { return m_achieved.speed(); }
    /// 0 to 1 on a long way ahead or back.
    double progress() const;
    const WallClock& clock() const { return m_clock; }
    /// How long the present way has taken so far.
    std::chrono::nanoseconds movingFor() const;

signals:
    /// Another run, or another moment of it: everything that points into the old one is stale.
    void runReplaced();
    /// The run went on: at most once a frame.
    void advanced();
    void stateChanged();
    void speedChanged();
    void endReached();
    /// What findAhead() looked for does not happen until end().
    void recordMissed();
    /// An action was given to the run.
    void actionApplied(std::size_t action);
    /// What it returned is known.
    void actionResolved(std::size_t action);
    /// There was no memory to go on: what the run had recorded is given up, and it stands at its
    /// start again.
    void memoryRanOut();
    /// A limit stopped the run; what was reached stays.
    void limitReached(const QString& message);

private:
    void setState(State state);
    void replaceSession(std::unique_ptr<Session> session);
    void guardMemory(const std::function<void()>& work);
    void giveUpRun();
    void moveFrame();
    void playFrame();
    void seekFrame();
    bool seekStep();
    bool seekRecord();
    void giveUpSearch();
    void replayFrame();
    void startReplay(Replay replay);
    void seek(VirtualTime until);
    void finishMove();
    void announceResults();
    void resetResults();
    bool stopAtLimit();

    const WallClock& m_clock;
    RunOptions m_options;
    std::unique_ptr<Session> m_session;
    std::optional<Replay> m_replay;
    State m_state = State::Paused;
    VirtualTime m_end {};
    std::optional<VirtualTime> m_stop; ///< where playing pauses before the end
    VirtualTime m_seekFrom {};
    VirtualTime m_seekUntil {};
    std::optional<StepKind> m_seekStep; ///< stop at such a record
    std::uint32_t m_seekServer = 0;
    std::function<bool(const Record&)> m_seekTarget; ///< of findAhead()
    std::uint64_t m_searchFrom = 0; ///< the size of the trace where it began
    std::chrono::nanoseconds m_movingSince {};
    TimeSlice m_slice;
    Pacing m_pacing;
    AchievedSpeed m_achieved;
    std::vector<std::size_t> m_unresolved; ///< actions whose result is not known yet
    bool m_isLimitTold = false;
    bool m_isChange = false; ///< the replay is of another scenario
    bool m_playsAfter = false; ///< once the replay is there
    QTimer m_timer;
};

} // namespace tickscope
