// SPDX-License-Identifier: GPL-3.0-only
// How long the programs take to start: from exec to the first frame of the window, and from exec to
// the end of `tickscope-cli --version`. Needs QT_QPA_PLATFORM=offscreen where there is no display.
// The argument: how many times each (20).
#include "ui/timeline/timeline_view.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QTimer>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace tickscope;
using Clock = std::chrono::steady_clock;

constexpr std::string_view windowOption = "--window";

/// Ends the program once the lanes have been painted and the frame is out.
class FirstFrame : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, this, [] { _exit(EXIT_SUCCESS); });
        return false;
    }
};

int showWindow(int argc, char** argv)
{
    QApplication app(argc, argv);
    const SteadyWallClock clock;
    Settings settings(Settings::Storage::Memory);
    ThemeController themes;
    themes.install();
    MainWindow window(clock, themes, settings);
    window.resize(1600, 900);
    window.openNamed(QStringLiteral("buildup"));
    FirstFrame frame;
    window.findChild<TimelineView*>()->installEventFilter(&frame);
    window.show();
    return QApplication::exec();
}

/// @return ms from exec to the end; below 0 when the program failed
double timeOf(const std::string& program, const char* option)
{
    const auto started = Clock::now();
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nowhere, STDOUT_FILENO);
        execl(program.c_str(), program.c_str(), option, nullptr);
        _exit(EXIT_FAILURE);
    }
    int status = 0;
    waitpid(child, &status, 0);
    const double ms = std::chrono::duration<double, std::milli>(Clock::now() - started).count();
    return status == 0 ? ms : -1;
}

bool report(const char* what, const std::string& program, const char* option, int times)
{
    std::vector<double> all;
    for (int i = 0; i < times; ++i)
        all.push_back(timeOf(program, option));
    std::sort(all.begin(), all.end());
    if (all.front() < 0) {
        std::printf("%s: %s failed\n", what, program.c_str());
        return false;
    }
    std::printf("%s: %.1f ms, %.1f ms in the median of %d\n", what, all.front(),
        all[all.size() / 2], times);
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc > 1 && argv[1] == windowOption)
        return showWindow(argc, argv);
    const int times = argc > 1 ? std::max(1, std::atoi(argv[1])) : 20;
    const auto self = std::filesystem::read_symlink("/proc/self/exe");
    const auto cli = self.parent_path() / "tickscope-cli";
    const bool isShown = report("the first frame", self, windowOption.data(), times);
    const bool isSaid = report("tickscope-cli --version", cli, "--version", times);
    return isShown && isSaid ? EXIT_SUCCESS : EXIT_FAILURE;
}
