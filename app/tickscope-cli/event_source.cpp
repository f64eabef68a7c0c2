// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/event_source.h"

#include "app/tickscope-cli/data_output.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/interrupt.h"
#include "core/run/run.h"
#include "core/scenario/words.h"
#include "core/trace/events.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
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

/// @return the file when it holds events; nothing when it is no file, or holds something else
File openEvents(const std::string& name)
{
    if (name == standardStream)
        return File(::fdopen(::dup(0), "r"));
    File file(std::fopen(name.c_str(), "re"));
    if (!file)
        return nullptr;
    const int first = std::fgetc(file.get());
    if (first != '{')
        return nullptr;
    std::ungetc(first, file.get());
    return file;
}

} // namespace

OpenedSource openEventSource(
    const std::string& file, const SourceArguments& arguments, Console& console)
{
    const std::string name = visibleText(shownName(file));
    if (File events = openEvents(file))
        return { std::make_unique<FileSource>(name, std::move(events)), ExitDone };
    LoadedScenario loaded = loadScenario(file, arguments.read, console);
    if (!loaded.scenario)
        return { nullptr, loaded.exitCode };
    applyOverrides(arguments.overrides, *loaded.scenario);
    return { std::make_unique<RunSource>(name, std::move(*loaded.scenario), arguments.limits),
        ExitDone };
}

} // namespace tickscope::cli
