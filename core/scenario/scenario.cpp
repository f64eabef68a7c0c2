// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/scenario.h"

#include "core/scenario/server_kinds.h"

#include <algorithm>

namespace tickscope {

std::vector<ServerInstance> expandServers(const Scenario& scenario)
{
    std::size_t total = 0;
    for (const ServerSpec& spec : scenario.servers)
        total += spec.count;

    std::vector<ServerInstance> instances;
    instances.reserve(total);
    for (std::uint32_t index = 0; index < scenario.servers.size(); ++index) {
        const ServerSpec& spec = scenario.servers[index];
        if (spec.count == 1) {
            instances.push_back({ spec.name, index, 0 });
            continue;
        }
        for (std::uint32_t replica = 1; replica <= spec.count; ++replica)
            instances.push_back({ spec.name + '-' + std::to_string(replica), index, replica });
    }
    return instances;
}

namespace {

struct MeanOf
{
    Duration operator()(Duration duration) const { return duration; }
    Duration operator()(const UniformDuration& rule) const
    {
        return rule.low + (rule.high - rule.low) / 2;
    }
    Duration operator()(const ExponentialDuration& rule) const { return rule.mean; }
    Duration operator()(const NormalDuration& rule) const { return rule.mean; }
    Duration operator()(const SequenceDuration& rule) const
    {
        if (!rule.repeats)
            return rule.values.back();
        // Divided first: a sum of years would leave the 64 bits. A nanosecond a value is lost.
        const auto count = static_cast<std::int64_t>(rule.values.size());
        Duration mean {};
        for (const Duration value : rule.values)
            mean += value / count;
        return mean;
    }
};

} // namespace

Duration meanOf(const DurationSpec& spec)
{
    return std::visit(MeanOf {}, spec);
}

Duration heartbeatTimeout(const ServerSpec& spec)
{
    return spec.timeout.value_or(std::min(2 * spec.interval, maxDuration));
}

const char* toText(ServerKind kind)
{
    return rowOf(kind).name;
}

const char* toText(Schedule schedule)
{
    switch (schedule) {
    case Schedule::AfterWork:
        return "after_work";
    case Schedule::BeforeWork:
        return "before_work";
    case Schedule::SendInterval:
        return "send_interval";
    case Schedule::Absolute:
        return "absolute";
    case Schedule::AbsoluteSkip:
        return "absolute_skip";
    case Schedule::IdleTimeout:
        return "idle_timeout";
    }
    return "";
}

const char* toText(LoadIn loadIn)
{
    switch (loadIn) {
    case LoadIn::Continue:
        return "continue";
    case LoadIn::Init:
        return "init";
    }
    return "";
}

const char* toText(Arm arm)
{
    switch (arm) {
    case Arm::Init:
        return "init";
    case Arm::AfterLoad:
        return "after_load";
    }
    return "";
}

const char* toText(Strategy strategy)
{
    switch (strategy) {
    case Strategy::OneForOne:
        return "one_for_one";
    case Strategy::OneForAll:
        return "one_for_all";
    case Strategy::RestForOne:
        return "rest_for_one";
    }
    return "";
}

const char* toText(Address address)
{
    switch (address) {
    case Address::Pid:
        return "pid";
    case Address::Name:
        return "name";
    }
    return "";
}

const char* toText(RestartKind restart)
{
    switch (restart) {
    case RestartKind::Permanent:
        return "permanent";
    case RestartKind::Transient:
        return "transient";
    case RestartKind::Temporary:
        return "temporary";
    }
    return "";
}

const char* toText(ClockKind clock)
{
    switch (clock) {
    case ClockKind::Ideal:
        return "ideal";
    case ClockKind::Beam:
        return "beam";
    }
    return "";
}

const char* toText(Growth growth)
{
    switch (growth) {
    case Growth::DoubleOnce:
        return "double_once";
    case Growth::Exponential:
        return "exponential";
    }
    return "";
}

const char* toText(BackoffJitter jitter)
{
    switch (jitter) {
    case BackoffJitter::None:
        return "none";
    case BackoffJitter::Full:
        return "full";
    }
    return "";
}

const char* toText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Ok:
        return "ok";
    case Outcome::Error:
        return "error";
    case Outcome::Crash:
        return "crash";
    case Outcome::Stop:
        return "stop";
    case Outcome::NoRearm:
        return "no_rearm";
    }
    return "";
}

const char* toText(ActionKind kind)
{
    switch (kind) {
    case ActionKind::SetInterval:
        return "set_interval";
    case ActionKind::SetWork:
        return "set_work";
    case ActionKind::SetOutcomes:
        return "set_outcomes";
    case ActionKind::Cancel:
        return "cancel";
    case ActionKind::Resume:
        return "resume";
    case ActionKind::Tick:
        return "tick";
    case ActionKind::Crash:
        return "crash";
    case ActionKind::Stop:
        return "stop";
    case ActionKind::Start:
        return "start";
    case ActionKind::Call:
        return "call";
    case ActionKind::Sys:
        return "sys";
    case ActionKind::Stall:
        return "stall";
    }
    return "";
}

const char* toText(ClientRequest request)
{
    switch (request) {
    case ClientRequest::Call:
        return "call";
    case ClientRequest::Cast:
        return "cast";
    case ClientRequest::Tick:
        return "tick";
    }
    return "";
}

} // namespace tickscope
