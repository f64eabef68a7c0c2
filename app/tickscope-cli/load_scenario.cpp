// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/load_scenario.h"

#include "app/tickscope-cli/data_output.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/expectations.h"
#include "app/tickscope-cli/interrupt.h"
#include "core/scenario/builtin.h"
#include "core/scenario/did_you_mean.h"
#include "core/scenario/file_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace tickscope::cli {
namespace {

bool exists(const std::string& path)
{
    std::error_code ignored;
    return std::filesystem::symlink_status(path, ignored).type()
        != std::filesystem::file_type::not_found;
}

/// What to say about a name that is neither a file nor built in.
Error unknownScenario(const std::string& name)
{
    std::vector<std::string_view> names;
    for (const BuiltinScenario& scenario : builtinScenarios())
        names.push_back(scenario.name);
    const std::string_view nearest = nearestWord(name, names);
    return Error { ErrorCode::Io,
        nearest.empty() ? "no such file, and no built-in scenario of that name; \"tickscope-cli "
                          "scenarios\" lists them"
                        : fmt::format("no such file; did you mean \"{}\"?", nearest),
        Place { name } };
}

Result<std::string> textOf(const std::string& file)
{
    if (file == standardStream || exists(file))
        return readTextFile(file, { Pipes::Read, isInterrupted });
    if (const BuiltinScenario* builtin = findBuiltin(file))
        return std::string(builtin->text);
    return unknownScenario(file);
}

} // namespace

std::string shownName(const std::string& file)
{
    return file == standardStream ? "<stdin>" : file;
}

LoadedScenario readNamed(const std::string& file, const ReadOptions& options, Notes notes)
{
    auto text = textOf(file);
    if (isInterrupted())
        return { std::nullopt, ExitInterrupted };
    if (text)
        return readText(std::move(text).value(), shownName(file), options, notes);
    LoadedScenario nothing { std::nullopt, exitCode(text.error().code) };
    for (const Error& error : text.errors())
        nothing.diagnostics.push_back(
            { Severity::Error, error.place, 1, error.message, {}, {}, DiagnosticCode::Unreadable });
    return nothing;
}

LoadedScenario readText(
    std::string text, const std::string& name, const ReadOptions& options, Notes notes)
{
    ReadResult read = readScenario(text, name, options);
    LoadedScenario loaded { std::move(read.scenario), ExitDone, std::move(read.diagnostics),
        std::move(text), expectationsOf(read.expects, name) };
    if (loaded.scenario) {
        for (Diagnostic& problem : expectationProblems(*loaded.scenario, loaded.expectations))
            loaded.diagnostics.push_back(std::move(problem));
    }
    if (hasErrors(loaded.diagnostics)) {
        loaded.scenario.reset();
        loaded.exitCode = ExitInvalidScenario;
    }
    if (notes == Notes::Skip)
        std::erase_if(loaded.diagnostics,
            [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Note; });
    return loaded;
}

void tell(const LoadedScenario& loaded, Console& console)
{
    if (loaded.text.empty() && loaded.exitCode != ExitInvalidScenario) { // it could not be read
        for (const Diagnostic& diagnostic : loaded.diagnostics)
            console.print(Error { ErrorCode::Io, diagnostic.message, diagnostic.place });
        return;
    }
    console.tell(renderDiagnostics(loaded.diagnostics, loaded.text));
}

LoadedScenario loadScenario(
    const std::string& file, const ReadOptions& options, Console& console, Notes notes)
{
    LoadedScenario loaded = readNamed(file, options, notes);
    tell(loaded, console);
    return loaded;
}

} // namespace tickscope::cli
