// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/sub_goals.h"

#include <algorithm>

namespace tickscope {

namespace {

bool isStart(Callback callback)
{
    return callback == Callback::Init || callback == Callback::Continue;
}

bool isArming(Event event)
{
    return event == Event::SendAfter || event == Event::SendInterval;
}

// The head of a callback runs in all of it: it is for none of these.
bool isHead(const SourceLine& line)
{
    return std::any_of(line.rules.begin(), line.rules.end(), [](const LineRule& rule) {
        return rule.event == Event::HandleInfo || rule.event == Event::HandleCast
            || rule.event == Event::HandleCall || rule.event == Event::HandleContinue
            || rule.event == Event::Init || rule.event == Event::Spawn;
    });
}

SubGoal goalOf(const SourceLine& line)
{
    const auto has = [&line](const auto& test) {
        return std::any_of(line.rules.begin(), line.rules.end(), test);
    };
    if (line.isMonitor || isHead(line))
        return SubGoal::None;
    if (has([](const LineRule& rule) {
            return isArming(rule.event) && rule.callback != Callback::None
                && !isStart(rule.callback);
        }))
        return SubGoal::Rearm;
    if (has([](const LineRule& rule) { return isArming(rule.event); }))
        return SubGoal::Arm;
    if (has([](const LineRule& rule) {
            return rule.event == Event::WorkStart || rule.event == Event::WorkEnd;
        }))
        return SubGoal::Work;
    if (has([](const LineRule& rule) { return rule.event == Event::Return; }))
        return SubGoal::State;
    return SubGoal::None;
}

} // namespace

const char* toText(SubGoal goal)
{
    switch (goal) {
    case SubGoal::Arm:
        return "arm";
    case SubGoal::Work:
        return "work";
    case SubGoal::Rearm:
        return "re-arm";
    case SubGoal::State:
        return "state";
    case SubGoal::None:
        break;
    }
    return "";
}

std::vector<SubGoal> subGoalsOf(const SourceModule& module)
{
    std::vector<SubGoal> goals;
    goals.reserve(module.lines.size());
    for (const SourceLine& line : module.lines)
        goals.push_back(goalOf(line));
    return goals;
}

} // namespace tickscope
