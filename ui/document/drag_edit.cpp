// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/drag_edit.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tickscope {

namespace {

struct DragWords
{
    Q_DECLARE_TR_FUNCTIONS(DragWords)
};

// A sequence names every tick before: further into a run it would be no scenario to read.
constexpr std::uint32_t mostNamedTicks = 1'000;
constexpr Duration shortestInterval = 1ms;
// Aiming runs the scenario a few times up to the mark; of a longer run the first guess is taken.
constexpr std::uint64_t mostEventsToAim = 100'000;
constexpr int mostAttempts = 5;

DragEdit refused(const QString& reason)
{
    return { {}, {}, reason };
}

bool isOn(const Action& action, const DragContext& context)
{
    return action.server == context.server
        || action.server == context.scenario.servers[*context.place].name;
}

std::vector<Duration> workUntil(const DurationSpec& work, std::uint32_t tick)
{
    std::vector<Duration> values;
    if (const auto* all = std::get_if<Duration>(&work))
        values.assign(tick, *all);
    else if (const auto* sequence = std::get_if<SequenceDuration>(&work))
        values = sequence->values;
    if (!values.empty() && values.size() < tick)
        values.resize(tick, values.back());
    return values;
}

DragEdit workEdit(const TimelineDrag& drag, const DragContext& context)
{
    auto scenario = context.scenario;
    auto& spec = scenario.servers[*context.place];
    const bool isSetLive
        = std::any_of(scenario.actions.begin(), scenario.actions.end(), [&](const Action& action) {
              return action.kind == ActionKind::SetWork && isOn(action, context)
                  && toNs(action.at) <= drag.fromNs;
          });
    if (isSetLive)
        return refused(DragWords::tr("A set_work before this tick decides how long it works."));
    if (drag.tick > mostNamedTicks)
        return refused(DragWords::tr("Only the first %1 ticks can be given a work of their own.")
                           .arg(countText(mostNamedTicks)));
    auto values = workUntil(spec.work, drag.tick);
    if (values.empty())
        return refused(DragWords::tr("Its work is drawn at random: change it in the inspector."));
    const auto rest = values.back();
    if (values.size() == drag.tick)
        values.push_back(rest); // the ticks after it keep theirs
    values[drag.tick - 1] = Duration(drag.draggedNs());
    while (values.size() > 1 && values[values.size() - 2] == values.back())
        values.pop_back();
    spec.work = values.size() == 1 ? DurationSpec(values.front())
                                   : DurationSpec(SequenceDuration { values });
    return { scenario,
        DragWords::tr("work of tick %1 of %2 to %3")
            .arg(QString::number(drag.tick), QString::fromStdString(spec.name),
                durationText(drag.draggedNs())),
        {} };
}

/// The set_interval that was the last to be handled before the timer was armed.
const MessageEntry* lastSetInterval(const ServerLog& log, std::int64_t armedNs)
{
    const MessageEntry* last = nullptr;
    for (const auto& message : log.messages)
        if (message.kind == MessageKind::SetInterval && message.startedNs != noTime
            && message.startedNs <= armedNs)
            last = &message;
    return last;
}

/// When the timer of the drag is due in a run of another scenario; nothing when it is not armed.
std::optional<std::int64_t> dueOf(
    const Scenario& scenario, const TimelineDrag& drag, const DragContext& context)
{
    Run run(scenario);
    if (drag.server >= run.serverCount())
        return {};
    TraceLog log(run.serverCount(), run.watchedServers());
    // It is armed before it is due.
    run.advanceTo(fromNs(std::max(drag.placeNs, drag.placeNs + drag.byNs)), mostEventsToAim);
    log.consume(run.trace());
    const auto& timers = log.server(drag.server).timers;
    return context.timer < timers.size() ? std::optional(timers[context.timer].dueNs)
                                         : std::nullopt;
}

/// Finds the value with which the mark falls where it was dropped: a guess from how many intervals
/// lead up to it, then the straight line through two tries. What it depends on has steps (work,
/// queues), so it may come only near.
/// @param change  puts the value into a scenario
template <typename Change>
Duration aim(Duration before, const TimelineDrag& drag, const DragContext& context, Change change)
{
    const auto rounded = [](double ns) {
        const double step = ns >= 1e6 ? 1e3 : 1; // a file says microseconds of such a time
        return Duration(std::max<std::int64_t>(
            shortestInterval.count(), std::llround(ns / step) * std::llround(step)));
    };
    const auto wanted = drag.placeNs + drag.byNs;
    double x0 = double(before.count());
    double y0 = double(drag.placeNs);
    double x1 = x0 + double(drag.byNs) / double(drag.intervals);
    auto best = rounded(x1);
    auto least = std::numeric_limits<double>::max();
    for (int attempt = 0; attempt < mostAttempts; ++attempt) {
        const auto value = rounded(x1);
        auto scenario = context.scenario;
        change(scenario, value);
        const auto due = dueOf(scenario, drag, context);
        if (!due)
            break;
        const double off = double(*due - wanted);
        if (std::abs(off) < least) {
            least = std::abs(off);
            best = value;
        }
        x1 = double(value.count());
        const double slope = x1 == x0 ? 0 : (double(*due) - y0) / (x1 - x0);
        if (std::abs(off) <= 1e3 * double(drag.intervals) || slope == 0)
            break;
        x0 = std::exchange(x1, x1 - off / slope);
        y0 = double(*due);
    }
    return best;
}

DragEdit intervalEdit(const TimelineDrag& drag, const DragContext& context)
{
    auto scenario = context.scenario;
    auto& spec = scenario.servers[*context.place];
    const auto name = QString::fromStdString(spec.name);
    if (context.setIntervalNs) {
        const auto found = std::find_if(
            scenario.actions.rbegin(), scenario.actions.rend(), [&](const Action& action) {
                return action.kind == ActionKind::SetInterval && isOn(action, context)
                    && toNs(action.at) <= *context.setIntervalNs;
            });
        if (found == scenario.actions.rend())
            return refused(DragWords::tr("No action in the list set this interval."));
        const auto place = std::size_t(scenario.actions.rend() - found - 1);
        found->interval = aim(found->interval, drag, context,
            [place](Scenario& tried, Duration value) { tried.actions[place].interval = value; });
        return { scenario,
            DragWords::tr("set_interval of %1 at %2 to %3")
                .arg(name, timeText(toNs(found->at)), durationText(found->interval.count())),
            {} };
    }
    const auto place = *context.place;
    if (context.isFirst && spec.first) {
        const auto* first = std::get_if<Duration>(&*spec.first);
        if (!first)
            return refused(DragWords::tr("When it is due first is drawn at random."));
        const auto value = aim(*first, drag, context,
            [place](Scenario& tried, Duration aimed) { tried.servers[place].first = aimed; });
        spec.first = value;
        return { scenario,
            DragWords::tr("first of %1 to %2").arg(name, durationText(value.count())), {} };
    }
    spec.interval = aim(spec.interval, drag, context,
        [place](Scenario& tried, Duration value) { tried.servers[place].interval = value; });
    return { scenario,
        DragWords::tr("interval of %1 to %2").arg(name, durationText(spec.interval.count())), {} };
}

/// The place of the timer of a due mark, by when it was armed and due.
std::size_t placeOfTimer(const TimelineDrag& drag, const ServerLog& log)
{
    const auto found = std::find_if(log.timers.begin(), log.timers.end(), [&](const auto& timer) {
        return timer.armedNs == drag.fromNs && timer.dueNs == drag.placeNs;
    });
    return std::size_t(found - log.timers.begin());
}

} // namespace

DragContext contextOf(const TimelineDrag& drag, const Run& run, const ServerLog& log)
{
    DragContext context;
    context.scenario = run.scenarioWithActions();
    const auto instances = expandServers(context.scenario);
    if (drag.server >= instances.size())
        return context;
    context.place = instances[drag.server].spec;
    context.server = instances[drag.server].name;
    if (const auto* edit = lastSetInterval(log, drag.fromNs))
        context.setIntervalNs = edit->deliveredNs;
    context.timer = placeOfTimer(drag, log);
    context.isFirst = !log.timers.empty() && log.timers.front().armedNs == drag.fromNs
        && log.timers.front().dueNs == drag.placeNs;
    return context;
}

DragEdit editOf(const TimelineDrag& drag, const DragContext& context)
{
    if (!context.place)
        return refused(DragWords::tr("It belongs to no server of the scenario."));
    return drag.kind == TimelineDrag::Kind::Work ? workEdit(drag, context)
                                                 : intervalEdit(drag, context);
}

} // namespace tickscope
