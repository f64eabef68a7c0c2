// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/process_track.h"

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

bool beginsHandler(Event event)
{
    switch (event) {
    case Event::Spawn:
    case Event::HandleContinue:
    case Event::HandleInfo:
    case Event::HandleCast:
    case Event::HandleCall:
        return true;
    default:
        return false;
    }
}

/// What a process does itself; what others do to it, such as sending, is no line of its module.
bool runsLines(Event event)
{
    switch (event) {
    case Event::Init:
    case Event::WorkStart:
    case Event::WorkEnd:
    case Event::SendAfter:
    case Event::SendInterval:
    case Event::CancelTimer:
    case Event::Notify:
    case Event::Return:
        return true;
    default:
        return beginsHandler(event);
    }
}

} // namespace

void ProcessTrack::consume(const Recorder& trace)
{
    for (; m_seen < trace.size(); ++m_seen) {
        const Record& record = trace[m_seen];
        if (record.server == m_process)
            take(m_seen, record);
    }
}

void ProcessTrack::take(std::uint64_t seq, const Record& record)
{
    m_context.advance(record);
    if (beginsHandler(record.event)) {
        m_steps.clear();
        m_isHandling = m_isAlive = true;
    }
    if (m_isHandling && runsLines(record.event))
        m_steps.push_back({ seq, record, m_context });
    if (record.event == Event::Return || record.event == Event::Exit)
        m_isHandling = false;
    if (record.event == Event::Exit)
        m_isAlive = false;
}

bool RunLines::isLit(int line) const
{
    return std::binary_search(lit.begin(), lit.end(), line);
}

bool RunLines::hasRun(int line) const
{
    return std::binary_search(ran.begin(), ran.end(), line);
}

RunLines linesAt(const SourceModule& module, const ProcessTrack& track, std::int64_t nowNs,
    std::optional<std::uint64_t> focus, bool isMonitor)
{
    RunLines lines;
    for (const TracedStep& step : track.steps()) {
        std::vector<int> numbers = module.linesFor(step.record, step.context, isMonitor);
        if (numbers.empty())
            continue;
        lines.ran.insert(lines.ran.end(), numbers.begin(), numbers.end());
        const bool isPresent = track.isHandling() || step.record.timeNs == nowNs;
        const bool isPast = focus && step.seq > *focus; // what came after is not looked at
        if (isPresent && !isPast)
            lines.lit = std::move(numbers);
    }
    std::sort(lines.ran.begin(), lines.ran.end());
    lines.ran.erase(std::unique(lines.ran.begin(), lines.ran.end()), lines.ran.end());
    return lines;
}

LineWatch::LineWatch(const SourceModule& module, int line, std::uint32_t process, bool isMonitor,
    CallbackContext context)
    : m_process(process)
    , m_isMonitor(isMonitor)
    , m_context(context)
{
    m_line.from = module.from;
    m_line.lines = { module.lines[static_cast<std::size_t>(line - 1)] };
    // What works runs when its work starts, not once more when it ends.
    std::vector<LineRule>& rules = m_line.lines.front().rules;
    const auto isOf
        = [](Event event) { return [event](const LineRule& rule) { return rule.event == event; }; };
    if (std::any_of(rules.begin(), rules.end(), isOf(Event::WorkStart)))
        std::erase_if(rules, isOf(Event::WorkEnd));
}

bool LineWatch::take(const Record& record)
{
    if (record.server != m_process)
        return false;
    m_context.advance(record);
    return !m_line.linesFor(record, m_context, m_isMonitor).empty();
}

std::optional<std::uint64_t> lastRunOf(LineWatch watch, const Recorder& trace, std::uint64_t before)
{
    std::optional<std::uint64_t> last;
    for (std::uint64_t seq = trace.begin(); seq < before; ++seq)
        if (watch.take(trace[seq]))
            last = seq;
    return last;
}

} // namespace tickscope
