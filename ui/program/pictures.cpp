// SPDX-License-Identifier: GPL-3.0-only
#include "ui/program/pictures.h"

#include "core/scenario/diagnostic.h"
#include "ui/charts/charts_panel.h"
#include "ui/document/exports.h"
#include "ui/document/safe_file.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QBuffer>
#include <QPixmap>

#include <cstdio>
#include <cstdlib>

namespace tickscope {

namespace {

constexpr int failure = 1;
constexpr int invalidScenario = 3;

int fail(const QString& why)
{
    std::fprintf(stderr, "tickscope: %s\n", qUtf8Printable(why));
    return failure;
}

/// Frame by frame, as the window does it, but without waiting between frames.
void runTo(RunController& controller, VirtualTime time)
{
    controller.goTo(time);
    while (controller.isMoving())
        controller.frame();
}

int writeWindow(MainWindow& window, const QString& path)
{
    // Layouts, and views that wait for an event loop to fill themselves.
    for (int i = 0; i < 10; ++i)
        QApplication::processEvents(QEventLoop::AllEvents, 20);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!window.grab().save(&buffer, "PNG"))
        return fail(path + QStringLiteral(": the picture could not be drawn."));
    const auto why = writeSafely(path, bytes);
    return why.isEmpty() ? EXIT_SUCCESS : fail(why);
}

int writeRun(MainWindow& window, const Theme& theme, const ProgramOptions& options)
{
    const auto& controller = window.controller();
    auto* charts = window.findChild<ChartsPanel*>();
    auto state = timelineState(window.timeWindow());
    state.markers = window.document().markers();
    const ExportSource source { controller.run(), controller.log(), theme, state,
        [charts](QPainter& painter, QSizeF size, TimeSpan span) {
            charts->render(painter, size, span);
        } };
    const auto why = exportRun(
        { options.drawsCharts ? ExportKind::Charts : ExportKind::Lanes,
            { 0, toNs(controller.end()) }, options.scale, QString::fromStdString(options.render) },
        source);
    return why.isEmpty() ? EXIT_SUCCESS : fail(why);
}

} // namespace

int takePicture(const ProgramOptions& options)
{
    const SteadyWallClock clock;
    Settings settings(Settings::Storage::Memory);
    ThemeController themes;
    themes.setChoice(options.theme.value_or(ThemeChoice::Light));
    themes.install();
    MainWindow window(clock, themes, settings);
    QString problem;
    QObject::connect(&window.document(), &Document::failed, &window,
        [&problem](const QString&, const QString& why) { problem = why; });
    window.openNamed(
        options.file.empty() ? QStringLiteral("buildup") : QString::fromStdString(options.file));
    if (!problem.isEmpty())
        return fail(problem);
    const bool isBroken = window.document().state() == Document::State::Broken;
    if (isBroken && !options.render.empty()) {
        for (const auto& diagnostic : window.document().diagnostics())
            std::fprintf(stderr, "%s\n", renderLine(diagnostic).c_str());
        return invalidScenario;
    }
    window.resizeAtFirst(
        { options.width > 0 ? options.width : 1920, options.height > 0 ? options.height : 1080 });
    if (!options.screenshot.empty()) {
        window.selectWorst();
        window.show();
    }
    if (!isBroken)
        runTo(window.controller(),
            options.until ? VirtualTime(*options.until) : window.controller().end());
    if (!options.render.empty())
        return writeRun(window, themes.theme(), options);
    return writeWindow(window, QString::fromStdString(options.screenshot));
}

} // namespace tickscope
