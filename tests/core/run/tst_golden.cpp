// SPDX-License-Identifier: GPL-3.0-only
// What a real BEAM did, recorded as [ms, event, server, ...], against what a run does.
#include "core/scenario/reader.h"
#include "tests/support/run_support.h"

#include <QDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

constexpr double toleranceMs = 3;

struct Happened
{
    double ms = 0;
    QString what;
};

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString goldenFolder()
{
    return QStringLiteral(TICKSCOPE_SOURCE_DIR "/tests/golden");
}

double msOf(std::int64_t ns)
{
    return static_cast<double>(ns) / 1e6;
}

// Ticks started and done, in order of time.
std::vector<Happened> ticksOf(const TraceLog& log, const Run& run)
{
    std::vector<Happened> all;
    for (std::size_t i = 0; i < log.serverCount(); ++i) {
        const QString name = QString::fromStdString(run.processNames()[i]);
        int handled = 0;
        for (const MessageEntry& entry : log.server(i).messages) {
            if (!isTick(entry.kind) || entry.startedNs == noTime)
                continue;
            const QString tick = QStringLiteral(" %1 %2").arg(name).arg(++handled);
            all.push_back({ msOf(entry.startedNs), QStringLiteral("tick") + tick });
            // A countdown that finds 0 does no work: there it is the end of the handler.
            const std::int64_t done
                = entry.workEndNs != noTime ? entry.workEndNs : entry.finishedNs;
            if (done != noTime && (entry.workEndNs != noTime || entry.outcome == TickOutcome::Ok))
                all.push_back({ msOf(done), QStringLiteral("done") + tick });
        }
    }
    std::stable_sort(all.begin(), all.end(),
        [](const Happened& left, const Happened& right) { return left.ms < right.ms; });
    return all;
}

std::uint32_t depthAt(const ServerLog& log, double ms)
{
    std::uint32_t depth = 0;
    for (const DepthSample& sample : log.depth) {
        if (msOf(sample.timeNs) <= ms)
            depth = sample.depth;
    }
    return depth;
}

} // namespace

class TestGolden : public QObject
{
    Q_OBJECT

private slots:
    void theRunDoesWhatTheBeamDid_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("beamClock");
        const QStringList files = QDir(goldenFolder()).entryList({ QStringLiteral("*.toml") });
        QVERIFY(files.size() >= 6);
        for (const QString& file : files) {
            const QString name = file.chopped(5);
            QTest::addRow("%s, ideal clock", qPrintable(name)) << name << false;
            QTest::addRow("%s, beam clock", qPrintable(name)) << name << true;
        }
    }

    void theRunDoesWhatTheBeamDid()
    {
        QFETCH(QString, name);
        QFETCH(bool, beamClock);
        const QString stem = goldenFolder() + QLatin1Char('/') + name;
        const QByteArray text = readAll(stem + QStringLiteral(".toml"));
        ReadResult read = readScenario({ text.data(), std::size_t(text.size()) }, "golden.toml");
        QVERIFY(read.scenario);
        read.scenario->clock = beamClock ? ClockKind::Beam : ClockKind::Ideal;
        const Run run = ran(*read.scenario, read.scenario->duration);
        const TraceLog log = logOf(run);
        const std::vector<Happened> ticks = ticksOf(log, run);

        const auto recorded = nlohmann::json::parse(
            readAll(stem + QStringLiteral(".json")).toStdString(), nullptr, false);
        QVERIFY(recorded.is_array());
        // What falls so near the end may lie on its other side.
        const double lastMs = msOf(read.scenario->duration.count()) - toleranceMs;
        std::size_t next = 0;
        for (const auto& row : recorded) {
            const double ms = row[0].get<double>();
            const std::string event = row[1].get<std::string>();
            if (event == "tick" || event == "done") {
                if (ms > lastMs)
                    continue;
                const QString what = QString::fromStdString(event + ' ' + row[2].get<std::string>())
                    + QStringLiteral(" %1").arg(row[3].get<int>());
                QVERIFY2(next < ticks.size(), qPrintable(what));
                QCOMPARE(ticks[next].what, what);
                if (beamClock)
                    QVERIFY2(std::abs(ticks[next].ms - ms) <= toleranceMs,
                        qPrintable(QStringLiteral("%1: %2 ms, the BEAM %3 ms")
                                       .arg(what)
                                       .arg(ticks[next].ms)
                                       .arg(ms)));
                ++next;
            } else if (event == "depth") {
                QCOMPARE(depthAt(log.server(0), ms), row[3].get<std::uint32_t>());
            } else if (event == "cancel" && beamClock && row[3].is_number()) {
                const auto cancelled = recordsOf(run, Event::CancelTimer);
                QVERIFY(!cancelled.empty());
                QVERIFY(std::abs(cancelled[0].value - row[3].get<std::int64_t>()) <= 1);
            } else if (event == "complete") {
                QCOMPARE(recordsOf(run, Event::Notify).size(), std::size_t { 1 });
            }
        }
        // The BEAM's clock is the slower one: beyond the recording only the ideal run has more.
        const auto more = std::count_if(ticks.begin() + std::ptrdiff_t(next), ticks.end(),
            [lastMs](const Happened& tick) { return tick.ms <= lastMs; });
        if (beamClock)
            QCOMPARE(more, std::ptrdiff_t { 0 });
    }
};

QTEST_APPLESS_MAIN(TestGolden)
#include "tst_golden.moc"
