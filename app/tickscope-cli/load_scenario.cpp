// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/load_scenario.h"

#include "app/tickscope-cli/data_output.h"
#include "app/tickscope-cli/exit_code.h"
#include "core/scenario/builtin.h"
#include "core/scenario/did_you_mean.h"
#include "core/scenario/file_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
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
        Place { visibleText(name) } };
}

Result<std::string> readText(const std::string& file)
{
    if (file == standardStream || exists(file))
        return readTextFile(file);
    if (const BuiltinScenario* builtin = findBuiltin(file))
        return std::string(builtin->text);
    return unknownScenario(file);
}

} // namespace

std::string shownName(const std::string& file)
{
    return file == standardStream ? "<stdin>" : file;
}

LoadedScenario loadScenario(
    const std::string& file, const ReadOptions& options, Console& console, Notes notes)
{
    const auto text = readText(file);
    if (!text) {
        console.print(text.errors());
        return { std::nullopt, exitCode(text.error().code) };
    }
    ReadResult read = readScenario(*text, shownName(file), options);
    if (notes == Notes::Skip)
        std::erase_if(read.diagnostics,
            [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Note; });
    console.tell(renderDiagnostics(read.diagnostics, *text));
    return { std::move(read.scenario), read.scenario ? ExitDone : ExitInvalidScenario };
}

} // namespace tickscope::cli
