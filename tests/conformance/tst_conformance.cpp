// SPDX-License-Identifier: GPL-3.0-only
// Every scenario of this folder against what a real BEAM did with it: the same events in the same
// order, the same outcomes and depths, and with clock = "beam" nearly the same times.
#include "tests/conformance/conformance_cases.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <vector>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

const std::filesystem::path scenarios = TICKSCOPE_SOURCE_DIR "/tests/conformance";
const std::filesystem::path recordings = TICKSCOPE_SOURCE_DIR "/tests/golden/conformance";

std::vector<std::string> namesIn(const std::filesystem::path& folder, const char* ending)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ending)
            names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

double ms(std::int64_t ns)
{
    return static_cast<double>(ns) / 1e6;
}

} // namespace

class TestConformance : public QObject
{
    Q_OBJECT

private slots:
    void everyScenarioHasItsRecording();
    void theScenariosCoverWhatCanBeChosen();
    void aRunDoesWhatTheBeamDid_data();
    void aRunDoesWhatTheBeamDid();
    void olderRecordingsAgreeToo_data();
    void olderRecordingsAgreeToo();
    void cleanupTestCase();

private:
    std::vector<std::int64_t> m_differences; // of all cases, clock = "beam"
    std::vector<std::int64_t> m_systematic; // of each case
    std::size_t m_ticks = 0;
    std::size_t m_cases = 0;
};

void TestConformance::everyScenarioHasItsRecording()
{
    const std::vector<std::string> names = namesIn(scenarios, ".toml");
    QVERIFY(names.size() >= 179);
    QCOMPARE(namesIn(recordings, ".json"), names);
}

void TestConformance::theScenariosCoverWhatCanBeChosen()
{
    std::set<std::pair<ServerKind, Schedule>> kinds;
    std::set<std::pair<Schedule, Address>> addresses;
    std::set<std::pair<Schedule, ActionKind>> actions;
    std::set<RestartKind> restarts;
    std::set<LoadIn> loads;
    std::set<ClientRequest> requests;
    std::set<ActionKind> kindsOfAction;
    for (const std::string& name : namesIn(scenarios, ".toml")) {
        const std::optional<Scenario> scenario = scenarioFrom(scenarios / (name + ".toml"));
        QVERIFY2(scenario, name.c_str());
        for (const ClientSpec& client : scenario->clients)
            requests.insert(client.request);
        for (const Action& action : scenario->actions)
            kindsOfAction.insert(action.kind);
        for (const ServerSpec& spec : scenario->servers) {
            kinds.insert({ spec.kind, spec.schedule });
            addresses.insert({ spec.schedule, spec.address });
            restarts.insert(spec.restart);
            if (spec.load)
                loads.insert(spec.loadIn);
            for (const Action& action : scenario->actions) {
                if (action.server == spec.name)
                    actions.insert({ spec.schedule, action.kind });
            }
        }
    }
    QCOMPARE(kinds.size(), std::size_t { 5 * 6 });
    QCOMPARE(addresses.size(), std::size_t { 6 * 2 });
    QCOMPARE(restarts.size(), std::size_t { 3 });
    QCOMPARE(loads.size(), std::size_t { 2 });
    QCOMPARE(requests.size(), std::size_t { 3 });
    QCOMPARE(kindsOfAction.size(), std::size_t { 11 }); // all but stall
    for (int schedule = 0; schedule < 6; ++schedule) {
        for (const ActionKind kind : { ActionKind::SetInterval, ActionKind::Cancel,
                 ActionKind::Resume, ActionKind::Tick, ActionKind::Crash })
            QVERIFY2(actions.contains({ static_cast<Schedule>(schedule), kind }), toText(kind));
    }
}

void TestConformance::aRunDoesWhatTheBeamDid_data()
{
    QTest::addColumn<QString>("name");
    for (const std::string& name : namesIn(scenarios, ".toml"))
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestConformance::aRunDoesWhatTheBeamDid()
{
    QFETCH(QString, name);
    const std::string stem = name.toStdString();
    const std::optional<Scenario> scenario = scenarioFrom(scenarios / (stem + ".toml"));
    QVERIFY(scenario);
    const auto recording = readRecording(readWhole(recordings / (stem + ".json")), stem);
    QVERIFY2(recording, recording ? "" : recording.error().message.c_str());
    const auto comparison = compareWith(*recording, *scenario, ClockKind::Beam);
    QVERIFY2(comparison, comparison ? "" : comparison.error().message.c_str());
    QVERIFY2(comparison->verdict == Comparison::Verdict::Agrees,
        (comparisonTable(*comparison) + comparisonSummary(*comparison)).c_str());
    QVERIFY(comparison->ticks > 0);
    m_systematic.push_back(std::abs(comparison->systematicNs));
    for (const ComparedEvent& event : comparison->events) {
        if (event.simulated && event.real && event.simulated->event != "depth")
            m_differences.push_back(std::abs(event.differenceNs()));
    }
    m_ticks += comparison->ticks;
    ++m_cases;
}

void TestConformance::olderRecordingsAgreeToo_data()
{
    QTest::addColumn<QString>("name");
    for (const std::string& name : namesIn(recordings.parent_path(), ".toml"))
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

// Recordings of another hand, which tell less: no outcome, and only init of what is not a tick.
void TestConformance::olderRecordingsAgreeToo()
{
    QFETCH(QString, name);
    const std::filesystem::path folder = recordings.parent_path();
    const std::optional<Scenario> scenario = scenarioFrom(folder / (name.toStdString() + ".toml"));
    QVERIFY(scenario);
    const auto recording
        = readRecording(readWhole(folder / (name.toStdString() + ".json")), name.toStdString());
    QVERIFY(recording);
    // That hand noted the end of the handler that found 0; here a done is the end of work.
    const auto completes = [](const BeamEvent& event, const BeamEvent& next) {
        return event.event == "done" && next.event == "complete" && next.server == event.server;
    };
    Recording real = *recording;
    const auto done = std::adjacent_find(real.events.begin(), real.events.end(), completes);
    if (done != real.events.end())
        real.events.erase(done);
    Recording silent = *simulatedRecording(*scenario, ClockKind::Beam, depthMoments(real));
    for (BeamEvent& event : silent.events) {
        if (event.event == "done")
            event.text.clear();
    }
    // Time 0 was no edge of a millisecond there.
    const Comparison comparison = compareRecordings(
        silent, real, scenario->duration.count(), { 1'000'000, 4'000'000, 1'000'000 });
    QVERIFY2(comparison.verdict == Comparison::Verdict::Agrees,
        (comparisonTable(comparison) + comparisonSummary(comparison)).c_str());
}

void TestConformance::cleanupTestCase()
{
    std::sort(m_differences.begin(), m_differences.end());
    if (!m_differences.empty())
        qInfo("%zu cases agree, %zu ticks; time difference with clock = \"beam\": median %.3f ms, "
              "maximum %.3f ms",
            m_cases, m_ticks, ms(m_differences[m_differences.size() / 2]),
            ms(m_differences.back()));
    std::sort(m_systematic.begin(), m_systematic.end());
    if (!m_systematic.empty())
        qInfo("systematic difference of a case: median %.3f ms, maximum %.3f ms",
            ms(m_systematic[m_systematic.size() / 2]), ms(m_systematic.back()));
}

QTEST_APPLESS_MAIN(TestConformance)
#include "tst_conformance.moc"
