// SPDX-License-Identifier: GPL-3.0-only
#include "ui/program/options.h"

#include "core/lesson/builtin_lessons.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"
#include "ui/widgets/about_box.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace tickscope {

namespace {

Error usage(const std::string& message)
{
    return Error { ErrorCode::Usage, message, {} };
}

/// What CLI11 read, before it is checked.
struct Raw
{
    ProgramOptions options;
    std::string theme;
    std::string until;
    std::string size;
};

void define(CLI::App& app, Raw& raw)
{
    app.description("Shows what periodic work on the BEAM does: timers, mailboxes, work.");
    app.footer("Without FILE what was open last comes back, or else the first lesson.\n"
               "tickscope-cli scenarios lists the built-in ones.");
    app.add_option("FILE", raw.options.file, "a scenario file or the name of a built-in scenario");
    app.add_option("--lesson", raw.options.lesson, "open a built-in lesson, such as build-up")
        ->type_name("NAME");
    app.add_flag("--play", raw.options.plays, "play at once");
    app.add_option("--until", raw.until, "run to this moment first, such as 45s")->type_name("DUR");
    app.add_option("--theme", raw.theme, "system, light, dark or projector")->type_name("NAME");
    app.add_option("--size", raw.size, "size of the window, such as 1280x720")->type_name("WxH");
    app.add_flag("--clean", raw.options.isClean, "neither read nor write settings and layout");
    app.add_option(
           "--screenshot", raw.options.screenshot, "write a picture of the window (PNG) and exit")
        ->type_name("FILE");
    app.add_option("--render", raw.options.render,
           "write a picture of the lanes (PNG, SVG or PDF) and exit")
        ->type_name("FILE");
    app.add_flag("--charts", raw.options.drawsCharts, "with --render: the charts instead");
    app.add_option("--scale", raw.options.scale, "with --render: pixels of a PNG, 1 to 3")
        ->type_name("N")
        ->check(CLI::Range(1, 3));
    app.set_version_flag("--version", [] { return versionText().toStdString(); });
}

Result<ProgramOptions> checked(Raw raw)
{
    auto& options = raw.options;
    if (!options.lesson.empty() && findBuiltinLesson(options.lesson) == nullptr)
        return usage("--lesson: unknown lesson " + inQuotes(options.lesson)
            + "; tickscope-cli lessons lists them");
    if (!options.lesson.empty() && !options.file.empty())
        return usage("--lesson and FILE exclude each other");
    if (!raw.theme.empty()) {
        options.theme = themeChoiceNamed(QString::fromStdString(raw.theme));
        if (!options.theme)
            return usage("--theme: unknown theme " + inQuotes(raw.theme)
                + "; write system, light, dark or projector");
    }
    if (!raw.until.empty()) {
        const auto until = durationFromText(raw.until);
        if (!until)
            return usage("--until: " + until.error().message);
        options.until = *until;
    }
    if (!raw.size.empty()) {
        int used = 0;
        const int read
            = std::sscanf(raw.size.c_str(), "%5dx%5d%n", &options.width, &options.height, &used);
        const bool isSize = read == 2 && std::size_t(used) == raw.size.size()
            && options.width >= 200 && options.height >= 200 && options.width <= 16'384
            && options.height <= 16'384;
        if (!isSize)
            return usage("--size: write a width and a height from 200 on, such as 1280x720");
    }
    return options;
}

} // namespace

void describeOptions(const std::function<void(const CLI::App&)>& see)
{
    Raw raw;
    CLI::App app("", "tickscope");
    define(app, raw);
    see(app);
}

Result<ProgramOptions> parseOptions(std::vector<std::string> arguments)
{
    Raw raw;
    CLI::App app("", "tickscope");
    define(app, raw);
    std::reverse(arguments.begin(), arguments.end()); // CLI11 takes them from the back
    try {
        app.parse(std::move(arguments));
    } catch (const CLI::CallForHelp&) {
        raw.options.answer = app.help();
        return raw.options;
    } catch (const CLI::CallForVersion& version) {
        raw.options.answer = version.what();
        return raw.options;
    } catch (const CLI::ParseError& error) {
        return usage(std::string(error.what()) + "; tickscope --help lists what there is");
    }
    return checked(std::move(raw));
}

} // namespace tickscope
