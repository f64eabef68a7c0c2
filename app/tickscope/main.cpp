// SPDX-License-Identifier: GPL-3.0-only
#include "ui/program/display.h"
#include "ui/program/end_signals.h"
#include "ui/program/options.h"
#include "ui/program/pictures.h"
#include "ui/window/main_window.h"

#include <QApplication>

#include <cstdio>
#include <cstdlib>

using namespace tickscope;

namespace {

constexpr int failure = 1;
constexpr int usageError = 2;

/// Says something to whoever asked for it; a full disk is a failure, not a success without text.
int print(const std::string& text)
{
    const bool isWritten = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return isWritten && std::fflush(stdout) == 0 ? EXIT_SUCCESS : failure;
}

int runWindow(const ProgramOptions& options)
{
    const SteadyWallClock clock;
    Settings settings(options.isClean ? Settings::Storage::Memory : Settings::Storage::Files);
    ThemeController themes;
    themes.setChoice(options.theme.value_or(
        themeChoiceNamed(settings.themeName()).value_or(ThemeChoice::System)));
    themes.setTextScale(settings.textScale());
    themes.install();
    MainWindow window(clock, themes, settings);
    if (!options.file.empty())
        window.openNamed(QString::fromStdString(options.file));
    else if (!options.lesson.empty())
        window.openLesson(QString::fromStdString(options.lesson));
    const bool isNamed = !options.file.empty() || !options.lesson.empty();
    const bool isLast = !isNamed && !options.isClean && window.openLast();
    if (!isNamed && !isLast)
        window.openFirstLesson();
    window.resizeAtFirst(options.width > 0 ? QSize(options.width, options.height) : window.size());
    if (!options.file.empty())
        window.selectWorst();
    window.offerRecovery();
    const EndSignals endSignals;
    QObject::connect(&endSignals, &EndSignals::endRequested, &window, [&window] {
        window.keepForNextStart();
        QApplication::exit();
    });
    window.show();
    if (options.until)
        window.controller().goTo(VirtualTime(*options.until));
    if (options.plays)
        window.controller().play();
    return QApplication::exec();
}

} // namespace

int main(int argc, char* argv[])
{
    const auto parsed = parseOptions({ argv + 1, argv + argc });
    if (!parsed) {
        std::fprintf(stderr, "tickscope: %s\n", parsed.error().message.c_str());
        return usageError;
    }
    const auto& options = *parsed;
    if (!options.answer.empty())
        return print(options.answer);
    const bool isPicture = !options.screenshot.empty() || !options.render.empty();
    if (!hasDisplay(processEnvironment)) {
        if (!isPicture) {
            std::fputs(
                "tickscope: no display; use tickscope-cli or QT_QPA_PLATFORM=offscreen\n", stderr);
            return failure;
        }
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tickscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Tickscope"));
    QApplication::setDesktopFileName(QStringLiteral("tickscope"));
    if (isPicture)
        return takePicture(options);
    return runWindow(options);
}
