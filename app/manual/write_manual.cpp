// SPDX-License-Identifier: GPL-3.0-only
// Writes the manual pages and the completions of both programs into a folder, from the tables that
// they parse their command lines with: write_manual FOLDER DATE
#include "app/manual/completion.h"
#include "app/manual/man_page.h"
#include "app/tickscope-cli/cli.h"
#include "app/tickscope-cli/exit_code.h"
#include "core/scenario/builtin.h"
#ifdef TICKSCOPE_HAS_WINDOW
#include "ui/program/options.h"
#endif

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace tickscope;
using namespace tickscope::manual;

namespace {

namespace fs = std::filesystem;

class Folder
{
public:
    explicit Folder(fs::path path)
        : m_path(std::move(path))
    {
        fs::create_directories(m_path);
    }

    void write(const std::string& file, const std::string& text)
    {
        std::ofstream out(m_path / file, std::ios::binary);
        out << text;
        out.close();
        m_isWritten = m_isWritten && out.good();
    }
    bool isWritten() const { return m_isWritten; }

private:
    fs::path m_path;
    bool m_isWritten = true;
};

std::vector<std::string> scenarioNames()
{
    std::vector<std::string> names;
    for (const BuiltinScenario& scenario : builtinScenarios())
        names.emplace_back(scenario.name);
    return names;
}

void writeProgram(Folder& folder, const ListedProgram& program, const PageFrame& frame)
{
    const std::vector<std::string> scenarios = scenarioNames();
    folder.write(program.name + ".1", programPage(program, frame));
    folder.write(program.name, bashCompletion(program, scenarios));
    folder.write("_" + program.name, zshCompletion(program, scenarios));
    folder.write(program.name + ".fish", fishCompletion(program, scenarios));
}

PageFrame framedCli(const std::string& date)
{
    PageFrame frame { .date = date, .about = "simulate periodic work on the BEAM" };
    frame.description
        = "Runs scenarios of GenServers that poll, beat, refresh and count down, in virtual time: "
          "says when each tick was due, when it began and why it was late, and how deep each "
          "mailbox became.\n\n"
          "A FILE is a scenario, see tickscope-scenario(5); - is standard input, and the name of a "
          "built-in scenario works too. An existing file is overwritten only with --force, and a "
          "partial one never stays.";
    for (const cli::ExitCode code : cli::allExitCodes)
        frame.exitCodes.emplace_back(code, cli::aboutExitCode(code));
    frame.seeAlso = { { "tickscope", "1" }, { "tickscope-scenario", "5" } };
    return frame;
}

#ifdef TICKSCOPE_HAS_WINDOW
PageFrame framedWindow(const std::string& date)
{
    PageFrame frame { .date = date, .about = "an oscilloscope for periodic work on the BEAM" };
    frame.description
        = "Draws every tick of simulated GenServers on a timeline, shows their mailboxes building "
          "up when work is slower than the interval, and lets people change intervals, slow the "
          "work, cancel and crash while it runs.\n\n"
          "Without FILE what was open last comes back, or else the first lesson. F1 "
          "opens the manual, which has all keys.";
    frame.files = {
        { "~/.config/tickscope/", "settings" },
        { "~/.local/state/tickscope/", "what was open, and edits that were not saved" },
    };
    frame.exitCodes = { { 0, "done" }, { 1, "a file could not be read or written" },
        { 2, "the options make no sense" } };
    frame.seeAlso = { { "tickscope-cli", "1" }, { "tickscope-scenario", "5" } };
    return frame;
}
#endif

} // namespace

int main(int argc, char* argv[])
{
    if (argc != 3) {
        std::fputs("usage: write_manual FOLDER DATE\n", stderr);
        return EXIT_FAILURE;
    }
    Folder folder(argv[1]);
    const std::string date = argv[2];
    cli::describeProgram([&](const CLI::App& app) {
        writeProgram(folder, listed(app, "tickscope-cli"), framedCli(date));
    });
#ifdef TICKSCOPE_HAS_WINDOW
    describeOptions([&](const CLI::App& app) {
        writeProgram(folder, listed(app, "tickscope"), framedWindow(date));
    });
#endif
    folder.write("tickscope-scenario.5", scenarioPage(date));
    return folder.isWritten() ? EXIT_SUCCESS : EXIT_FAILURE;
}
