// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/reader.h"
#include "core/scenario/scenario_edits.h"
#include "core/scenario/scenario_lists.h"
#include "ui/form/scenario_check.h"

#include <QTest>

using namespace tickscope;

namespace {

Scenario withFollowers()
{
    return readScenario("format = 1\n"
                        "[[server]]\nname = \"a\"\ninterval = \"5s\"\ncount = 2\n"
                        "[[server]]\nname = \"b\"\ninterval = \"5s\"\n"
                        "[[client]]\nserver = \"a-2\"\ndo = \"call\"\nevery = \"1s\"\n"
                        "[[action]]\nat = \"1s\"\nserver = \"a\"\ndo = \"tick\"\n"
                        "[[action]]\nat = \"2s\"\nserver = \"b\"\ndo = \"tick\"\n",
        "test.toml")
        .scenario.value();
}

} // namespace

class TestScenarioCheck : public QObject
{
    Q_OBJECT

private slots:
    void actionsAndClientsFollowAName()
    {
        const auto renamed = withServerNamed(withFollowers(), 0, "beta");
        QCOMPARE(renamed.servers[0].name, std::string("beta"));
        QCOMPARE(renamed.clients[0].server, std::string("beta-2"));
        QCOMPARE(renamed.actions[0].server, std::string("beta"));
        QCOMPARE(renamed.actions[1].server, std::string("b"));
        QVERIFY(refusalOf(renamed).isEmpty());
    }
    void aServerTakesItsActionsAndClientsAlong()
    {
        const auto left = withoutServer(withFollowers(), 0);
        QCOMPARE(left.servers.size(), std::size_t(1));
        QVERIFY(left.clients.empty());
        QCOMPARE(left.actions.size(), std::size_t(1));
        QVERIFY(refusalOf(left).isEmpty());
    }
    void aNewServerOfEachKindCanBe()
    {
        auto scenario = withFollowers();
        for (const auto kind : allServerKinds) {
            for (int twice = 0; twice < 2; ++twice) {
                scenario = withServerAdded(std::move(scenario), kind);
                QVERIFY(scenario.servers.back().kind == kind);
                QCOMPARE(refusalOf(scenario), QString());
            }
        }
    }
    void aRefusalIsTheFirstErrorOfCheck()
    {
        auto scenario = withFollowers();
        scenario.servers[1].name = "a";
        QVERIFY(refusalOf(scenario).contains(QStringLiteral("\"a\"")));
    }
};

QTEST_MAIN(TestScenarioCheck)
#include "tst_scenario_check.moc"
