// SPDX-License-Identifier: GPL-3.0-only
// Plays a run as fast as possible in the whole window, and says how soon the window answers
// meanwhile and how often it draws its lanes. The arguments: seconds at most (60), and how many
// ticks (0: until the limit of a run stops it).
#include "ui/timeline/timeline_view.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

namespace {

using namespace tickscope;
using Clock = std::chrono::steady_clock;

constexpr int servers = 50;

/// The first workload: 50 pollers with 3 ms of work and intervals of 5 to 6 ms.
QString scenario()
{
    QString text = QStringLiteral("format = 1\ntitle = \"W1\"\nduration = \"10h\"\n");
    for (int i = 0; i < servers; ++i)
        text += QStringLiteral("[[server]]\nname = \"p%1\"\ninterval = \"%2us\"\nwork = \"3ms\"\n")
                    .arg(i + 1)
                    .arg(5000 + 7919 * i % 1000);
    return text;
}

class PaintCounter : public QObject
{
public:
    using QObject::QObject;
    int frames = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        frames += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

double ms(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const SteadyWallClock clock;
    Settings settings(Settings::Storage::Memory);
    ThemeController themes;
    themes.install();
    MainWindow window(clock, themes, settings);
    window.resize(1600, 900);
    window.document().openText(scenario(), {}, QStringLiteral("w1.toml"));
    window.show();
    PaintCounter counter;
    window.findChild<TimelineView*>()->installEventFilter(&counter);
    const std::size_t wanted = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
    for (std::size_t room = 6'000'000; room < wanted; room *= 2) { // eight events each
        window.controller().raiseLimits();
        while (window.controller().isChanging())
            QApplication::processEvents();
    }
    window.controller().setSpeed(1e12); // as fast as possible
    window.controller().play();

    std::vector<double> answers; // in ms, from asking to being answered
    std::atomic<bool> isDone = false;
    std::thread person([&] {
        while (!isDone) {
            const auto asked = Clock::now();
            QMetaObject::invokeMethod(
                &app, [&, asked] { answers.push_back(ms(Clock::now() - asked)); },
                Qt::QueuedConnection);
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    });
    const auto started = Clock::now();
    const auto ticks = [&window] {
        const auto& log = window.controller().log();
        std::size_t count = 0;
        for (std::size_t i = 0; i < log.serverCount(); ++i)
            count += log.server(i).taken.size();
        return count;
    };
    const auto end = [&] {
        if (!isDone.exchange(true))
            QCoreApplication::exit(); // quit() would ask about the unsaved scenario
    };
    QObject::connect(&window.controller(), &RunController::limitReached, &app, end);
    QObject::connect(&window.controller(), &RunController::advanced, &app, [&] {
        if (wanted > 0 && ticks() >= wanted)
            end();
    });
    QTimer::singleShot(std::chrono::seconds(argc > 1 ? std::atoi(argv[1]) : 60), &app, end);
    app.exec();
    person.join();
    const double seconds = ms(Clock::now() - started) / 1000;

    std::sort(answers.begin(), answers.end());
    if (answers.empty())
        return 1;
    std::printf("%zu ticks in %.1f s; %.0f frames a second; an answer after %.1f ms in the median, "
                "%.1f ms (p99), %.1f ms at most\n",
        ticks(), seconds, counter.frames / seconds, answers[answers.size() / 2],
        answers[answers.size() * 99 / 100], answers.back());
}
