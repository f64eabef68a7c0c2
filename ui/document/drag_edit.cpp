// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/drag_edit.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace tickscope {

namespace {

struct DragWords
{
    Q_DECLARE_TR_FUNCTIONS(DragWords)
};

// A sequence names every tick before: further into a run it would be no scenario to read.
constexpr std::uint32_t mostNamedTicks = 1'000;

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

DragEdit intervalEdit(const TimelineDrag& drag, const DragContext& context)
{
    auto scenario = context.scenario;
    auto& spec = scenario.servers[*context.place];
    const auto name = QString::fromStdString(spec.name);
    const auto changed = [&drag](Duration interval) {
        return std::max<Duration>(1ms, interval + Duration(drag.byNs));
    };
    if (context.setIntervalNs) {
        const auto found = std::find_if(
            scenario.actions.rbegin(), scenario.actions.rend(), [&](const Action& action) {
                return action.kind == ActionKind::SetInterval && isOn(action, context)
                    && toNs(action.at) <= *context.setIntervalNs;
            });
        if (found == scenario.actions.rend())
            return refused(DragWords::tr("No action in the list set this interval."));
        found->interval = changed(found->interval);
        return { scenario,
            DragWords::tr("set_interval of %1 to %2")
                .arg(name, durationText(found->interval.count())),
            {} };
    }
    if (context.isFirst && spec.first) {
        const auto* first = std::get_if<Duration>(&*spec.first);
        if (!first)
            return refused(DragWords::tr("When it is due first is drawn at random."));
        spec.first = changed(*first);
        return { scenario,
            DragWords::tr("first tick of %1 after %2")
                .arg(name, durationText(changed(*first).count())),
            {} };
    }
    spec.interval = changed(spec.interval);
    return { scenario,
        DragWords::tr("interval of %1 to %2").arg(name, durationText(spec.interval.count())), {} };
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
