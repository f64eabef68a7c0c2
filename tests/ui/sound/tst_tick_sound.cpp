// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/sound/tick_sound.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tickscope;

namespace {

/// Keeps what would be heard.
class HeardOutput : public SoundOutput
{
public:
    explicit HeardOutput(std::vector<Click>& heard)
        : m_heard(heard)
    {
    }
    void play(Click click) override { m_heard.push_back(click); }

private:
    std::vector<Click>& m_heard;
};

std::size_t count(const std::vector<Click>& heard, Click click)
{
    return std::size_t(std::count(heard.begin(), heard.end(), click));
}

} // namespace

class TestTickSound : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_heard.clear();
        m_made = 0;
        m_controller = std::make_unique<RunController>(m_clock);
        m_sound = std::make_unique<TickSound>(*m_controller, [this](SoundFailed failed) {
            ++m_made;
            m_failed = std::move(failed);
            return std::make_unique<HeardOutput>(m_heard);
        });
        m_controller->load(builtin("buildup"));
    }
    void cleanup()
    {
        m_sound.reset();
        m_controller.reset();
    }

    void itIsOffAndTouchesNoDeviceAtFirst()
    {
        play(20s);
        QCOMPARE(m_made, 0);
        QVERIFY(!m_sound->isOn());
    }
    void aTickIsHeardAndLowerWhenItWaited()
    {
        m_sound->setOn(true);
        play(4900ms); // heartbeat and countdown, on time
        QVERIFY(count(m_heard, Click::OnTime) > 3);
        QCOMPARE(count(m_heard, Click::Waited), std::size_t(0));
        play(9s); // at 13 s poller_interval takes its second tick, 3 s late
        QCOMPARE(count(m_heard, Click::Waited), std::size_t(1));
    }
    void atHighSpeedItIsSilent()
    {
        m_sound->setOn(true);
        m_controller->setSpeed(100); // about 180 ticks a second
        play(200ms);
        QVERIFY(m_heard.size() <= 1);
    }
    void goingToAMomentIsSilent()
    {
        m_sound->setOn(true);
        m_controller->goTo(VirtualTime(40s));
        settle(*m_controller);
        m_controller->stepForward(StepKind::Tick);
        settle(*m_controller);
        m_controller->goTo(VirtualTime(3s));
        settle(*m_controller);
        QVERIFY(m_heard.empty());
    }
    void turnedOffItIsSilent()
    {
        m_sound->setOn(true);
        m_sound->setOn(false);
        play(5s);
        QVERIFY(m_heard.empty());
    }
    void aDeviceThatFailsTurnsItOff()
    {
        m_sound->setOn(true);
        QSignalSpy failed(m_sound.get(), &TickSound::failed);
        m_failed("No such device");
        QVERIFY(m_sound->isOn()); // it is told to the window's thread
        QCoreApplication::processEvents();
        QVERIFY(!m_sound->isOn());
        QCOMPARE(failed[0][0].toString(), QStringLiteral("No such device"));
        play(5s);
        QVERIFY(m_heard.empty());
    }
    void aLateFailureDoesNotTurnTheNextOneOff()
    {
        m_sound->setOn(true);
        m_failed("gone");
        m_sound->setOn(false);
        m_sound->setOn(true);
        QCoreApplication::processEvents();
        QVERIFY(m_sound->isOn());
    }

    void thereAreNeverMoreThanTwentyClicksASecond_data()
    {
        QTest::addColumn<int>("perFrame"); // frames of 16 ms with a tick: one in so many
        for (const int every : { 1, 2, 3, 4, 7, 50 })
            QTest::addRow("every %d frames", every) << every;
    }
    void thereAreNeverMoreThanTwentyClicksASecond()
    {
        QFETCH(int, perFrame);
        ClickPacing pacing;
        std::deque<int> clicks;
        for (int frame = 0; frame < 1'000; ++frame) {
            const auto wall = std::chrono::milliseconds(16 * frame);
            if (!pacing.frame(wall, frame % perFrame == 0 ? 3 : 0, 0))
                continue;
            QVERIFY(clicks.empty() || frame - clicks.back() >= 3);
            clicks.push_back(frame);
            while (clicks.front() + 62 < frame)
                clicks.pop_front();
            QVERIFY(clicks.size() <= ClickPacing::mostPerSecond);
        }
        QCOMPARE(clicks.empty(), false);
    }
    void whatWouldRunTogetherIsSilentUntilItIsSlower()
    {
        ClickPacing pacing;
        int early = 0, late = 0;
        for (int frame = 0; frame < 500; ++frame)
            early += pacing.frame(std::chrono::milliseconds(16 * frame), 1, 0) ? 1 : 0;
        QCOMPARE(early, 1);
        for (int tick = 0; tick < 10; ++tick)
            late += pacing.frame(std::chrono::milliseconds(9'000 + 200 * tick), 1, 1)
                    == Click::Waited
                ? 1
                : 0;
        QCOMPARE(late, 10);
    }
    void clicksBeginAndEndInSilence()
    {
        const auto tick = clickSamples(Click::OnTime), waited = clickSamples(Click::Waited);
        QCOMPARE(tick.size(), std::size_t(960));
        const auto crossings = [](const std::vector<std::int16_t>& samples) {
            int found = 0;
            for (std::size_t i = 1; i < 480; ++i)
                found += (samples[i - 1] < 0) != (samples[i] < 0) ? 1 : 0;
            return found;
        };
        for (const auto& samples : { tick, waited }) {
            QCOMPARE(samples.front(), std::int16_t(0));
            QVERIFY(std::abs(samples.back()) < 8);
            const auto loudest = *std::max_element(samples.begin(), samples.end());
            QVERIFY(loudest > 4'000 && loudest < 16'000);
        }
        QVERIFY(std::abs(crossings(tick) - 2 * crossings(waited)) <= 2); // an octave lower
    }

    void withoutAlsaTheEntrySaysSo()
    {
        if (hasDeviceOutput())
            QSKIP("This build has ALSA; -DCMAKE_DISABLE_FIND_PACKAGE_ALSA=ON makes one without.");
        WindowFixture m;
        auto* entry = m.entry(QStringLiteral("Tick sound (not in this build)"));
        QVERIFY(entry && !entry->isEnabled());
        QVERIFY(entry->toolTip().contains(QStringLiteral("without ALSA")));
    }
    void withoutADeviceTheEntrySaysSo()
    {
        if (!hasDeviceOutput())
            QSKIP("This build has no ALSA.");
        const QTemporaryDir dir;
        useAlsa(dir, "pcm.!default { type hw card 77 }\n");
        WindowFixture m;
        auto* entry = m.entry(QStringLiteral("Tick sound"));
        QVERIFY(entry && entry->isCheckable() && !entry->isChecked());
        entry->trigger();
        QTRY_COMPARE(entry->text().remove(u'&'), QStringLiteral("Tick sound (no device)"));
        QVERIFY(!entry->isChecked());
        QVERIFY(entry->toolTip().startsWith(QStringLiteral("There is no sound device")));
        QVERIFY(m.settings.tickSound()); // it is what somebody wants, once there is one
    }
    void aDeviceIsWrittenTo()
    {
        if (!hasDeviceOutput())
            QSKIP("This build has no ALSA.");
        const QTemporaryDir dir;
        const auto path = dir.filePath(QStringLiteral("heard.raw"));
        useAlsa(dir,
            "pcm.!default { type file format raw slave.pcm { type null } file \"" + path.toUtf8()
                + "\" }\n");
        bool hasFailed = false;
        {
            auto output = makeDeviceOutput([&](const std::string&) { hasFailed = true; });
            output->play(Click::Waited);
            QTRY_VERIFY(QFile(path).size() >= 1'920);
        }
        QVERIFY(!hasFailed);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        const auto click = clickSamples(Click::Waited);
        QVERIFY(bytes.contains(QByteArray(reinterpret_cast<const char*>(click.data()),
            qsizetype(click.size() * sizeof click[0]))));
    }

private:
    /// Frames of 20 ms on the wall, as long as that.
    void play(std::chrono::nanoseconds wall)
    {
        m_controller->play();
        for (std::chrono::nanoseconds done {}; done < wall; done += 20ms) {
            m_clock.advance(20ms);
            m_controller->frame();
        }
        m_controller->pause();
    }
    static void useAlsa(const QTemporaryDir& dir, const QByteArray& text)
    {
        QFile file(dir.filePath(QStringLiteral("asound.conf")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        qputenv("ALSA_CONFIG_PATH", file.fileName().toUtf8());
    }

    FakeClock m_clock;
    std::unique_ptr<RunController> m_controller;
    std::unique_ptr<TickSound> m_sound;
    std::vector<Click> m_heard;
    SoundFailed m_failed;
    int m_made = 0;
};

QTEST_MAIN(TestTickSound)
#include "tst_tick_sound.moc"
