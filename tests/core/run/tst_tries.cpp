// SPDX-License-Identifier: GPL-3.0-only
// What the built-in scenarios offer to try makes a difference.
#include "core/scenario/builtin.h"
#include "core/scenario/reader.h"
#include "core/scenario/scenario_edits.h"
#include "tests/support/run_support.h"

#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

class TestTries : public QObject
{
    Q_OBJECT

private slots:
    void eachOneMakesAnotherRun_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const BuiltinScenario& scenario : builtinScenarios()) {
            const QByteArray name(scenario.name.data(), static_cast<int>(scenario.name.size()));
            QTest::newRow(name.constData()) << name;
        }
    }
    void eachOneMakesAnotherRun()
    {
        QFETCH(QByteArray, name);
        const auto read = readScenario(findBuiltin(name.toStdString())->text, "");
        const Scenario scenario = *read.scenario;
        const auto usual = ran(scenario, scenario.duration).trace().fingerprint();
        for (const TrySpec& spec : read.tries) {
            const Scenario tried = spec.compareWith
                ? withServerCompared(scenario, spec.action.server, *spec.compareWith)
                : withActionAdded(scenario, spec.action);
            const Run run = ran(tried, scenario.duration);
            QVERIFY2(run.trace().fingerprint() != usual, spec.say.c_str());
            QVERIFY(!run.limitReached());
        }
    }
};

QTEST_APPLESS_MAIN(TestTries)
#include "tst_tries.moc"
