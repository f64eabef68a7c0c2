// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/scenario.h"
#include "core/scenario/scenario_lists.h"

#include <QtTest>

#include <set>
#include <string>

using namespace tickscope;

namespace {

template <typename List>
std::size_t differentWords(const List& all)
{
    std::set<std::string> words;
    for (const auto value : all)
        words.insert(toText(value));
    return words.contains("") ? 0 : words.size();
}

ServerSpec server(const char* name, std::uint32_t count)
{
    ServerSpec spec;
    spec.name = name;
    spec.count = count;
    return spec;
}

} // namespace

class tst_Scenario : public QObject
{
    Q_OBJECT

private slots:
    void replicasAreNumberedFromOne();
    void aSingleServerKeepsItsName();
    void heartbeatsAreMissedAfterTwoIntervals();
    void everyValueHasAWordOfItsOwn();
};

void tst_Scenario::replicasAreNumberedFromOne()
{
    Scenario scenario;
    scenario.servers = { server("a", 1), server("b", 3) };
    const std::vector<ServerInstance> instances = expandServers(scenario);
    QCOMPARE(instances.size(), std::size_t(4));
    QCOMPARE(instances[1].name, std::string("b-1"));
    QCOMPARE(instances[3].name, std::string("b-3"));
    QCOMPARE(instances[3].replica, 3U);
    QCOMPARE(instances[3].spec, 1U);
}

void tst_Scenario::aSingleServerKeepsItsName()
{
    Scenario scenario;
    scenario.servers = { server("a", 1) };
    const std::vector<ServerInstance> instances = expandServers(scenario);
    QCOMPARE(instances.front().name, std::string("a"));
    QCOMPARE(instances.front().replica, 0U);
    QVERIFY(expandServers(Scenario {}).empty());
}

void tst_Scenario::heartbeatsAreMissedAfterTwoIntervals()
{
    ServerSpec spec;
    spec.interval = 3s;
    QVERIFY(heartbeatTimeout(spec) == 6s);
    spec.timeout = 1s;
    QVERIFY(heartbeatTimeout(spec) == 1s);
    spec.timeout.reset();
    spec.interval = maxDuration;
    QVERIFY(heartbeatTimeout(spec) == maxDuration);
}

void tst_Scenario::everyValueHasAWordOfItsOwn()
{
    QCOMPARE(differentWords(allServerKinds), allServerKinds.size());
    QCOMPARE(differentWords(allSchedules), allSchedules.size());
    QCOMPARE(differentWords(allLoadIns), allLoadIns.size());
    QCOMPARE(differentWords(allAddresses), allAddresses.size());
    QCOMPARE(differentWords(allRestartKinds), allRestartKinds.size());
    QCOMPARE(differentWords(allClockKinds), allClockKinds.size());
    QCOMPARE(differentWords(allGrowths), allGrowths.size());
    QCOMPARE(differentWords(allBackoffJitters), allBackoffJitters.size());
    QCOMPARE(differentWords(allOutcomes), allOutcomes.size());
    QCOMPARE(differentWords(allActionKinds), allActionKinds.size());
}

QTEST_APPLESS_MAIN(tst_Scenario)
#include "tst_scenario.moc"
