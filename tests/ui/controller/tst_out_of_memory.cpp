// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/fake_clock.h"
#include "tests/ui/support/scenarios.h"
#include "ui/beam/beam_runner.h"
#include "ui/controller/run_controller.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

// How many more allocations there is memory for; below 0: as many as one likes.
std::atomic<long> left { -1 };
std::atomic<int> refused { 0 };

} // namespace

void* operator new(std::size_t size)
{
    if (left >= 0 && left-- == 0) {
        ++refused;
        throw std::bad_alloc();
    }
    if (void* memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

using namespace tickscope;

class TestOutOfMemory : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        refused = 0;
        m_controller = std::make_unique<RunController>(m_clock);
        loadTo(*m_controller, builtin("buildup"), VirtualTime(20s));
    }
    void cleanup() { left = -1; }

    void aFrameWithoutMemoryStopsTheRunAndGivesItUp_data()
    {
        QTest::addColumn<int>("allocations");
        for (const int allocations : { 0, 1, 2, 3, 5, 8, 13 })
            QTest::addRow("after %d", allocations) << allocations;
    }
    void aFrameWithoutMemoryStopsTheRunAndGivesItUp()
    {
        QFETCH(int, allocations);
        QSignalSpy ranOut(m_controller.get(), &RunController::memoryRanOut);
        const auto actions = m_controller->run().actions().size();
        m_controller->setSpeed(maxSpeed);
        m_controller->play();
        m_clock.setPerLook(1us);
        left = allocations;
        for (int frame = 0; frame < 200 && refused == 0; ++frame) {
            m_clock.advance(16ms);
            m_controller->frame();
        }
        left = -1;
        QCOMPARE(int(refused), 1);
        QCOMPARE(ranOut.count(), 1);
        settle(*m_controller);
        QCOMPARE(toNs(m_controller->now()), std::int64_t(0));
        QCOMPARE(m_controller->run().actions().size(), actions);
        // The next run is a whole one.
        const auto end = m_controller->end();
        m_controller->goTo(end);
        settle(*m_controller);
        QCOMPARE(toNs(m_controller->now()), toNs(end));
    }
    void aBeamWithoutMemoryIsAnErrorNotAnEnd()
    {
        BeamRunner runner(
            [](const Scenario&, const BeamOptions&, const BeamWatcher&) -> Result<BeamResult> {
                throw std::bad_alloc();
            });
        QSignalSpy finished(&runner, &BeamRunner::finished);
        runner.start(builtin("buildup"));
        QVERIFY(finished.wait());
        const auto outcome = finished[0][0].value<std::shared_ptr<const BeamOutcome>>();
        QVERIFY(outcome && outcome->error);
        QVERIFY(outcome->error->message.find("memory") != std::string::npos);
    }

private:
    FakeClock m_clock;
    std::unique_ptr<RunController> m_controller;
};

QTEST_MAIN(TestOutOfMemory)
#include "tst_out_of_memory.moc"
