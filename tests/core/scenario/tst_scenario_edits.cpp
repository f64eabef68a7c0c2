// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/scenario_edits.h"

#include <QTest>

using namespace tickscope;

namespace {

ServerSpec named(const std::string& name, std::uint32_t count = 1)
{
    ServerSpec spec;
    spec.name = name;
    spec.count = count;
    return spec;
}

Action actionOn(const std::string& server, Duration at)
{
    Action action;
    action.at = VirtualTime(at);
    action.server = server;
    return action;
}

Scenario abc()
{
    Scenario scenario;
    scenario.servers = { named("a"), named("b", 3), named("c") };
    return scenario;
}

std::string namesOf(const Scenario& scenario)
{
    std::string names;
    for (const auto& server : scenario.servers)
        names += server.name + ' ';
    return names;
}

} // namespace

class TestScenarioEdits : public QObject
{
    Q_OBJECT

private slots:
    void aComparisonPutsACopyBehindIt()
    {
        const auto compared = withServerCompared(abc(), "b-2", Schedule::SendInterval);
        QCOMPARE(namesOf(compared), std::string("a b b_send_interval c "));
        QCOMPARE(compared.servers[2].schedule, Schedule::SendInterval);
        QCOMPARE(compared.servers[2].count, 3U);
        const auto twice = withServerCompared(compared, "b", Schedule::SendInterval);
        QCOMPARE(namesOf(twice), std::string("a b b_send_interval_2 b_send_interval c "));
        QVERIFY(withServerCompared(abc(), "d", Schedule::Absolute) == abc());
    }
    void anActionIsAddedInItsPlaceByTime()
    {
        auto scenario = abc();
        for (const Duration at : { 2s, 5s, 2s })
            scenario = withActionAdded(std::move(scenario), actionOn("a", at));
        scenario = withActionAdded(std::move(scenario), actionOn("c", 2s));
        QCOMPARE(scenario.actions.size(), std::size_t(4));
        QCOMPARE(scenario.actions[2].server, std::string("c")); // behind those of its time
        QVERIFY(scenario.actions[3].at == VirtualTime(5s));
    }
    void aFreeNameCountsUp()
    {
        auto scenario = abc();
        QCOMPARE(freeName(scenario, "poller"), std::string("poller"));
        QCOMPARE(freeName(scenario, "a"), std::string("a_2"));
        scenario.servers.push_back(named("a_2"));
        QCOMPARE(freeName(scenario, "a"), std::string("a_3"));
    }
    void aReplicaLeadsToItsTableAndBack()
    {
        const auto scenario = abc(); // a, b-1, b-2, b-3, c
        QCOMPARE(*specOf(scenario, 0), 0);
        QCOMPARE(*specOf(scenario, 3), 1);
        QCOMPARE(*specOf(scenario, 4), 2);
        QVERIFY(!specOf(scenario, 5));
        QCOMPARE(firstServerOf(scenario, 1), 1U);
        QCOMPARE(firstServerOf(scenario, 2), 4U);
    }
    void anAddedServerIsTheLastAndHasAFreeName()
    {
        const auto once = withServerAdded(abc());
        QCOMPARE(namesOf(once), std::string("a b c poller "));
        QCOMPARE(once.servers.back().interval, Duration(5s));
        QVERIFY(once.servers.back().work == DurationSpec(Duration(1s)));
        QCOMPARE(namesOf(withServerAdded(once)), std::string("a b c poller poller_2 "));
    }
    void aCopyStandsBehindItsModel()
    {
        const auto copied = withServerDuplicated(abc(), 1);
        QCOMPARE(namesOf(copied), std::string("a b b_2 c "));
        QCOMPARE(copied.servers[2].count, 3U);
    }
    void actionsGoWithTheServerThatTheyNamed()
    {
        auto scenario = abc();
        scenario.actions
            = { actionOn("a", 1s), actionOn("b-2", 2s), actionOn("b", 3s), actionOn("c", 4s) };
        const auto without = withoutServer(scenario, 1);
        QCOMPARE(namesOf(without), std::string("a c "));
        QVERIFY(without.actions == std::vector({ actionOn("a", 1s), actionOn("c", 4s) }));
    }
    void aServerMovesByOnePlaceAndNotBeyondTheEnds()
    {
        QCOMPARE(namesOf(*withServerMoved(abc(), 2, -1)), std::string("a c b "));
        QCOMPARE(namesOf(*withServerMoved(abc(), 0, 1)), std::string("b a c "));
        QVERIFY(!withServerMoved(abc(), 0, -1));
        QVERIFY(!withServerMoved(abc(), 2, 1));
    }
    void aReplacedActionIsSortedByItsTime()
    {
        auto scenario = abc();
        scenario.actions = { actionOn("a", 1s), actionOn("b", 2s), actionOn("c", 3s) };
        const auto later = withActionReplaced(scenario, actionOn("a", 1s), actionOn("a", 3s));
        QVERIFY(later);
        // Equal times keep the order of the file.
        QVERIFY(later->actions
            == std::vector({ actionOn("b", 2s), actionOn("a", 3s), actionOn("c", 3s) }));
        const auto fewer = withActionReplaced(scenario, actionOn("b", 2s), {});
        QVERIFY(fewer);
        QVERIFY(fewer->actions == std::vector({ actionOn("a", 1s), actionOn("c", 3s) }));
        QVERIFY(!withActionReplaced(scenario, actionOn("d", 1s), {}));
    }
};

QTEST_APPLESS_MAIN(TestScenarioEdits)
#include "tst_scenario_edits.moc"
