// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/event_source.h"

#include "app/tickscope-cli/data_output.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/interrupt.h"
#include "app/tickscope-cli/load_scenario.h"
#include "core/run/run.h"
#include "core/scenario/guard.h"
#include "core/scenario/words.h"
#include "core/trace/events.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

namespace tickscope::cli {
namespace {

struct CloseFile
{
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

class FileSource final : public EventSource
{
public:
    FileSource(std::string name, File file)
        : m_name(std::move(name))
        , m_file(std::move(file))
    {
    }
    ~FileSource() override { std::free(m_line); }
    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;

    bool next(std::string& line) override
    {
        if (isInterrupted())
            return false;
        const ssize_t size = ::getline(&m_line, &m_capacity, m_file.get());
        if (size < 0) {
            m_errno = std::ferror(m_file.get()) != 0 ? errno : 0;
            return false;
        }
        line.assign(m_line, static_cast<std::size_t>(size));
        if (line.ends_with('\n'))
            line.pop_back();
        return true;
    }

    int finish(Console& console) override
    {
        if (isInterrupted())
            return ExitInterrupted;
        if (m_errno == 0)
            return ExitDone;
        console.print(Error { ErrorCode::Io, std::strerror(m_errno), Place { m_name } });
        return ExitFailure;
    }

private:
    std::string m_name;
    File m_file;
    char* m_line = nullptr;
    std::size_t m_capacity = 0;
    int m_errno = 0;
};

class RunSource final : public EventSource
{
public:
    RunSource(std::string name, Scenario scenario, const RunLimits& limits)
        : m_name(std::move(name))
        , m_until(scenario.duration)
        , m_run(std::move(scenario), RunOptions { limits })
        , m_formatter(m_run.processNames())
    {
    }

    bool next(std::string& line) override
    {
        while (m_next == m_run.trace().size()) {
            if (m_isOver || isInterrupted())
                return false;
            m_run.forgetTraceBefore(m_next);
            m_isOver = m_run.advanceTo(m_until, sliceEvents) || m_run.limitReached().has_value();
        }
        line.clear();
        m_formatter.append(line, m_next, m_run.trace()[m_next]);
        ++m_next;
        return true;
    }

    int finish(Console& console) override
    {
        if (isInterrupted())
            return ExitInterrupted;
        if (!m_run.limitReached())
            return ExitDone;
        console.print(
            Error { ErrorCode::LimitReached, adviceOn(limitEnd(m_run)), Place { m_name } });
        return ExitLimit;
    }

private:
    std::string m_name;
    VirtualTime m_until;
    Run m_run;
    EventFormatter m_formatter;
    std::uint64_t m_next = 0;
    bool m_isOver = false;
};

/// What a name leads to: events, or the text of a scenario that could be read once only.
struct Opened
{
    File events;
    std::optional<std::string> text;
};

bool isPipe(std::FILE* file)
{
    struct stat status = {};
    return ::fstat(::fileno(file), &status) == 0 && !S_ISREG(status.st_mode)
        && !S_ISDIR(status.st_mode);
}

Opened openNamed(const std::string& name)
{
    File file(name == standardStream ? ::fdopen(::dup(STDIN_FILENO), "r")
                                     : std::fopen(name.c_str(), "re"));
    if (!file)
        return {};
    const int first = std::fgetc(file.get());
    if (first == '{' || (first == EOF && name == standardStream)) {
        std::ungetc(first, file.get());
        return { std::move(file), std::nullopt };
    }
    if (first == EOF || !isPipe(file.get()))
        return {};
    std::string text(1, static_cast<char>(first));
    char piece[4096];
    while (text.size() <= maxTextBytes) {
        const std::size_t count = std::fread(piece, 1, sizeof piece, file.get());
        text.append(piece, count);
        if (count == 0)
            break;
    }
    return { nullptr, std::move(text) };
}

LoadedScenario loadOpened(const std::string& file, std::optional<std::string> text,
    const ReadOptions& options, Console& console)
{
    if (!text)
        return loadScenario(file, options, console);
    LoadedScenario loaded = readText(std::move(*text), shownName(file), options, Notes::Skip);
    tell(loaded, console);
    return loaded;
}

} // namespace

OpenedSource openEventSource(
    const std::string& file, const SourceArguments& arguments, Console& console)
{
    const std::string name = visibleText(shownName(file));
    Opened opened = openNamed(file);
    if (isInterrupted())
        return { nullptr, ExitInterrupted };
    if (opened.events)
        return { std::make_unique<FileSource>(name, std::move(opened.events)), ExitDone };
    LoadedScenario loaded = loadOpened(file, std::move(opened.text), arguments.read, console);
    if (!loaded.scenario)
        return { nullptr, loaded.exitCode };
    applyOverrides(arguments.overrides, *loaded.scenario);
    return { std::make_unique<RunSource>(name, std::move(*loaded.scenario), arguments.limits),
        ExitDone };
}

} // namespace tickscope::cli
