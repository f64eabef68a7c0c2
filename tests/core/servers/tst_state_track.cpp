// SPDX-License-Identifier: GPL-3.0-only
// The state that the records tell of is the state that the servers print.
#include "core/servers/state_track.h"
#include "tests/support/property.h"
#include "tests/support/random_scenario.h"

using namespace tickscope;
using namespace tickscope::testing;

namespace {

// As inspectState() prints it: without the key that only the exported module has.
std::string printed(const std::vector<StateField>& fields)
{
    std::string text;
    for (const StateField& field : fields)
        if (field.key != "due")
            text += (text.empty() ? "%{" : ", ") + field.key + ": " + field.value;
    return text + "}";
}

class Tracks
{
public:
    explicit Tracks(const Run& run)
    {
        for (std::uint32_t i = 0; i < run.serverCount(); ++i)
            m_tracks.emplace_back(run.serverSpec(i), run.scenario().clock);
    }
    void consume(const Recorder& trace)
    {
        for (; m_seen < trace.size(); ++m_seen)
            if (trace[m_seen].server < m_tracks.size())
                m_tracks[trace[m_seen].server].take(trace[m_seen]);
    }
    const StateTrack& operator[](std::size_t server) const { return m_tracks[server]; }

private:
    std::vector<StateTrack> m_tracks;
    std::uint64_t m_seen = 0;
};

StateField fieldOf(const StateTrack& track, const std::string& key)
{
    for (const StateField& field : track.fields())
        if (field.key == key)
            return field;
    return {};
}

} // namespace

class TestStateTrack : public QObject
{
    Q_OBJECT

private slots:
    void eachStateIsThatOfTheProcess()
    {
        TICKSCOPE_PROPERTY("after each event, records and processes tell of the same state", [] {
            Run run { randomScenario() };
            Tracks tracks(run);
            for (int n = 0; n < 400 && run.step(); ++n) {
                tracks.consume(run.trace());
                for (std::uint32_t i = 0; i < run.serverCount(); ++i) {
                    const ServerSnapshot shot = run.snapshot(i);
                    RC_ASSERT(shot.isAlive == tracks[i].isAlive());
                    if (shot.isAlive)
                        RC_ASSERT(printed(tracks[i].fields()) == shot.state);
                }
            }
        });
    }
    void whatAHandlerChangesIsMarked()
    {
        Run run { scenarioOf({ server(Schedule::SendInterval, 5s, Duration { 8s }) }) };
        Tracks tracks(run);
        run.advanceTo(at(36s)); // tick 4 works
        tracks.consume(run.trace());
        QVERIFY(!fieldOf(tracks[0], "count").isChanged());
        QCOMPARE(fieldOf(tracks[0], "count").value, std::string("3"));
        run.advanceTo(at(40s)); // tick 4 has returned, tick 5 works
        tracks.consume(run.trace());
        QCOMPARE(fieldOf(tracks[0], "count").value, std::string("4"));
    }
    void aChangeStaysMarkedUntilTheNextHandler()
    {
        Run run { scenarioOf({ server(Schedule::AfterWork, 5s, Duration { 1s }) }) };
        Tracks tracks(run);
        run.advanceTo(at(8s)); // tick 1 returned at 6 s
        tracks.consume(run.trace());
        QCOMPARE(fieldOf(tracks[0], "count").value, std::string("1"));
        QCOMPARE(fieldOf(tracks[0], "count").was, std::string("0"));
        QCOMPARE(fieldOf(tracks[0], "data").was, std::string("nil"));
        QVERIFY(!fieldOf(tracks[0], "interval").isChanged());
        run.advanceTo(at(11s)); // tick 2 works
        tracks.consume(run.trace());
        QVERIFY(!fieldOf(tracks[0], "count").isChanged());
    }
    void anEditOfTheIntervalIsMarked()
    {
        Run run { scenarioOf({ server(Schedule::AfterWork, 5s) }, { setInterval(7s, 2s) }) };
        Tracks tracks(run);
        run.advanceTo(at(8s));
        tracks.consume(run.trace());
        QCOMPARE(fieldOf(tracks[0], "interval").value, std::string("2000"));
        QCOMPARE(fieldOf(tracks[0], "interval").was, std::string("5000"));
    }
    void absoluteSchedulesTellWhatTheyAreDue()
    {
        Run run { scenarioOf({ server(Schedule::Absolute, 5s) }) };
        Tracks tracks(run);
        run.advanceTo(at(6s));
        tracks.consume(run.trace());
        QCOMPARE(fieldOf(tracks[0], "due").value, std::string("10000"));
        QCOMPARE(fieldOf(tracks[0], "due").was, std::string("5000"));
    }
};

QTEST_APPLESS_MAIN(TestStateTrack)
#include "tst_state_track.moc"
