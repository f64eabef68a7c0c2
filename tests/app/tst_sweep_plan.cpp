// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/sweep_plan.h"
#include "core/scenario/scenario_lists.h"

#include <QtTest>

using namespace tickscope;
using namespace tickscope::cli;

namespace {

ServerSpec server(const std::string& name, ServerKind kind = ServerKind::Poller)
{
    ServerSpec spec;
    spec.name = name;
    spec.kind = kind;
    spec.interval = 5s;
    return spec;
}

Scenario scenarioOf(std::vector<ServerSpec> servers)
{
    Scenario scenario;
    scenario.servers = std::move(servers);
    return scenario;
}

Combinations varied(const std::vector<std::string>& texts)
{
    return readVariations(texts).value();
}

bool isValid(const Scenario& scenario, const std::string& path, const std::string& value,
    ReadOptions options)
{
    const Combinations all = varied({ path + "=" + value });
    return !checkValues(scenario, all) && checkScenarios(scenario, all, options).empty();
}

/// Whether no value is refused between two that are not.
bool isOneStretch(const std::vector<bool>& allowed)
{
    const auto first = std::find(allowed.begin(), allowed.end(), true);
    const auto last = std::find(allowed.rbegin(), allowed.rend(), true).base();
    return first == allowed.end() || std::find(first, last, false) == last;
}

} // namespace

class TestSweepPlan : public QObject
{
    Q_OBJECT

private slots:
    // What checkScenarios() relies on, over all keys that take a number, kinds and schedules.
    void noNumberIsRefusedBetweenTwoThatAreAllowed_data()
    {
        QTest::addColumn<bool>("isStrict");
        QTest::newRow("unknown keys are told") << false;
        QTest::newRow("unknown keys are refused") << true;
    }
    void noNumberIsRefusedBetweenTwoThatAreAllowed()
    {
        QFETCH(bool, isStrict);
        const ReadOptions options { .strict = isStrict, .maxServers = 20 };
        const std::vector<std::string> durations { "0s", "1us", "1ms", "4s", "5s", "1h", "3000h",
            "3000000h" };
        const std::vector<std::string> numbers { "0", "1", "2", "3", "9", "10", "11", "25", "3000",
            "2000000" };
        const std::pair<const char*, const std::vector<std::string>&> keys[]
            = { { "interval", durations }, { "work", durations }, { "load", durations },
                  { "first", durations }, { "jitter", durations }, { "timeout", durations },
                  { "max_interval", durations }, { "count", numbers }, { "from", numbers },
                  { "factor", numbers } };
        for (const ServerKind kind : allServerKinds) {
            for (const Schedule schedule : allSchedules) {
                Scenario scenario = scenarioOf({ server("a", kind), server("a-2") });
                scenario.servers[0].schedule = schedule;
                for (const auto& [key, values] : keys) {
                    std::vector<bool> allowed;
                    for (const std::string& value : values)
                        allowed.push_back(
                            isValid(scenario, std::string("a.") + key, value, options));
                    QVERIFY2(isOneStretch(allowed), key);
                }
            }
        }
    }

    void ofARangeTheFirstThatIsRefusedIsNamed()
    {
        const Scenario scenario = scenarioOf({ server("a"), server("b") });
        const auto errors = checkScenarios(
            scenario, varied({ "a.count=1..9", "b.count=1..9" }), { .maxServers = 12 });
        QVERIFY(!errors.empty());
        QVERIFY(errors.front().message.starts_with("a.count=4 b.count=9: "));
        QVERIFY(checkScenarios(
            scenario, varied({ "a.count=1..9", "b.count=1..9" }), { .maxServers = 18 })
                    .empty());
    }

    void aListIsTriedValueByValue()
    {
        Scenario scenario = scenarioOf({ server("a") });
        scenario.servers[0].schedule = Schedule::SendInterval;
        const auto errors = checkScenarios(scenario, varied({ "a.interval=1s,0s,2s" }), {});
        QCOMPARE(errors.size(), std::size_t { 1 });
        QVERIFY(errors.front().message.starts_with("a.interval=0s: "));
    }

    void serversComeInTheOrderInWhichTheyFirstAppear()
    {
        const Scenario scenario = scenarioOf({ server("a"), server("b") });
        std::vector<std::string> names;
        const auto all = varied({ "a.work=1s,2s", "a.count=2,1", "b.interval=1s..9s/1s" });
        for (const ServerInstance& each : allServers(scenario, all))
            names.push_back(each.name);
        QCOMPARE(names, (std::vector<std::string> { "a-1", "a-2", "b", "a" }));
    }
};

QTEST_APPLESS_MAIN(TestSweepPlan)
#include "tst_sweep_plan.moc"
