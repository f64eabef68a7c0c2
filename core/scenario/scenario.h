// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/kinds.h"
#include "core/sim/virtual_time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tickscope {

enum class ServerKind : std::uint8_t { Poller, Heartbeat, CacheRefresh, Countdown, BackoffPoller };

/// How a server gets its next tick.
enum class Schedule : std::uint8_t {
    AfterWork, ///< send_after as the last thing of the handler.
    BeforeWork, ///< send_after as the first thing of the handler.
    SendInterval, ///< :timer.send_interval, started once.
    Absolute, ///< send_after with abs: true, first thing; next = due + interval.
    AbsoluteSkip, ///< The same; next = first point of the grid after the start of the handler.
    IdleTimeout, ///< {:noreply, state, interval}: any other message starts the wait anew.
};

enum class LoadIn : std::uint8_t { Continue, Init };

/// Where the first tick is armed when the load is in handle_continue.
enum class Arm : std::uint8_t {
    Init, ///< before the load: ticks may wait while it goes on
    AfterLoad,
};

/// How a backoff poller's interval grows with errors in a row.
enum class Growth : std::uint8_t {
    DoubleOnce, ///< base * factor after any error.
    Exponential, ///< base * factor ^ (errors in a row).
};
enum class BackoffJitter : std::uint8_t { None, Full };

/// A duration, or a rule that gives one per tick. All values are >= 0.
struct UniformDuration
{
    Duration low {}; ///< inclusive
    Duration high {}; ///< inclusive, >= low
    friend bool operator==(const UniformDuration&, const UniformDuration&) = default;
};
struct ExponentialDuration
{
    Duration mean {};
    friend bool operator==(const ExponentialDuration&, const ExponentialDuration&) = default;
};
/// Draws below 0 count as 0.
struct NormalDuration
{
    Duration mean {};
    Duration deviation {};
    friend bool operator==(const NormalDuration&, const NormalDuration&) = default;
};
/// Tick k of an incarnation takes values[k - 1]; then the last value holds, or they begin anew.
struct SequenceDuration
{
    std::vector<Duration> values; ///< at least one
    bool repeats = false;
    friend bool operator==(const SequenceDuration&, const SequenceDuration&) = default;
};
using DurationSpec = std::variant<Duration, UniformDuration, ExponentialDuration, NormalDuration,
    SequenceDuration>;

/// Tick k of an incarnation ends as values[k - 1]; then the last one holds, or they begin anew.
struct OutcomeSequence
{
    std::vector<Outcome> values { Outcome::Ok }; ///< at least one
    bool repeats = false;
    friend bool operator==(const OutcomeSequence&, const OutcomeSequence&) = default;
};
/// Probabilities per tick, each 0 to 1, their sum at most 1.
struct OutcomeRates
{
    double error = 0;
    double crash = 0;
    double stop = 0;
    double noRearm = 0;
    friend bool operator==(const OutcomeRates&, const OutcomeRates&) = default;
};
using OutcomeSpec = std::variant<OutcomeSequence, OutcomeRates>;

/// One [[server]] table: a GenServer and its periodic work.
struct ServerSpec
{
    std::string name; ///< a valid atom: [a-z][A-Za-z0-9_]*[?!]? or with hyphens, at most 255 bytes
    ServerKind kind = ServerKind::Poller;
    Schedule schedule = Schedule::AfterWork;
    Duration interval {};
    DurationSpec work = Duration {};
    OutcomeSpec outcomes = OutcomeSequence {};
    std::optional<DurationSpec> load; ///< expensive work at start
    OutcomeSpec loadOutcomes = OutcomeSequence {}; ///< a sequence counts over all incarnations
    LoadIn loadIn = LoadIn::Continue;
    Arm arm = Arm::Init;
    Address address = Address::Pid;
    RestartKind restart = RestartKind::Permanent;
    bool scheduleInInit = true;
    /// A cancel leaves nil in the state, unguarded: the next Process.cancel_timer(nil) raises.
    bool unguardedCancel = false;
    std::uint32_t count = 1; ///< replicas, named name-1, name-2, ... when more than one
    std::optional<DurationSpec> first; ///< until the first tick; default: the interval
    Duration firstStep {}; ///< replica k: first + (k - 1) * this
    /// Added to each interval, uniform from jitterLow to this. What then is below 0 counts as 0.
    Duration jitter {};
    Duration jitterLow {}; ///< may be below 0; at most jitter
    std::string uses; ///< the resource that its work needs a unit of; empty: none

    // countdown
    std::int64_t from = 10;
    // backoff_poller
    std::int64_t factor = 2;
    std::optional<Duration> maxInterval;
    Growth growth = Growth::DoubleOnce;
    BackoffJitter backoffJitter = BackoffJitter::None;
    // heartbeat
    std::optional<Duration> timeout; ///< default: heartbeatTimeout()

    bool hasJitter() const { return jitter > Duration::zero() || jitterLow < Duration::zero(); }

    friend bool operator==(const ServerSpec&, const ServerSpec&) = default;
};

/// One [[resource]] table: something that servers share, such as a pool of connections. A server's
/// work needs one unit while it lasts; who finds none waits in the handler, first come first
/// served.
struct ResourceSpec
{
    std::string name;
    std::uint32_t capacity = 1; ///< units; at least one
    std::optional<Duration> timeout; ///< of the wait; then the tick ends as an error
    friend bool operator==(const ResourceSpec&, const ResourceSpec&) = default;
};

/// How many restarts a supervisor allows in how many seconds. Defaults are Elixir's.
struct RestartLimits
{
    std::uint32_t maxRestarts = 3;
    std::uint32_t maxSeconds = 5;
    friend bool operator==(const RestartLimits&, const RestartLimits&) = default;
};

/// The [supervisor] table. Defaults are Elixir's.
struct SupervisorSpec
{
    std::uint32_t maxRestarts = 3;
    std::uint32_t maxSeconds = 5;
    Strategy strategy = Strategy::OneForOne;
    std::optional<RestartLimits> parent; ///< of a supervisor over this one, if there is one
    friend bool operator==(const SupervisorSpec&, const SupervisorSpec&) = default;
};

enum class ActionKind : std::uint8_t {
    SetInterval, ///< cast, waits its turn
    SetWork, ///< changes the world outside the process, at once
    SetOutcomes, ///< likewise
    Cancel, ///< cast
    Resume, ///< cast
    Tick, ///< the tick message, sent directly
    Crash, ///< Process.exit(pid, :kill)
    Stop, ///< GenServer.stop, waits its turn
    Start, ///< starts a server that has no process
    Call, ///< GenServer.call with a timeout
    Sys, ///< :sys.get_state, as observer does: a system message, waits its turn
    Stall, ///< the whole node stands still for a time; of no server
};

/// One [[action]] table: what a person does, at a virtual time.
struct Action
{
    VirtualTime at {};
    std::string
        server; ///< a server, a replica (name-2), or a name with count > 1: all its replicas
    ActionKind kind = ActionKind::Tick;
    Duration interval {}; ///< SetInterval
    DurationSpec work = Duration {}; ///< SetWork
    OutcomeSpec outcomes = OutcomeSequence {}; ///< SetOutcomes
    Duration timeout = 5s; ///< Call and Sys
    Duration requestWork {}; ///< Call: how long its handler works
    Duration stall {}; ///< Stall: for how long
    friend bool operator==(const Action&, const Action&) = default;
};

/// What a client asks a server for.
enum class ClientRequest : std::uint8_t {
    Call, ///< GenServer.call, each from a process of its own
    Cast, ///< GenServer.cast
    Tick, ///< the tick message, sent directly
};

/// One [[client]] table: requests from outside, one after another, whether earlier ones were
/// answered or not (an open workload: each comes from a process of its own).
struct ClientSpec
{
    std::string server; ///< as in an Action: of a name with replicas, each gets every request
    ClientRequest request = ClientRequest::Call;
    DurationSpec every = Duration {}; ///< from one request to the next; longer than 0 in the mean
    std::optional<Duration> from; ///< when the first comes; default: one `every` after the start
    std::optional<Duration> until; ///< none comes after it
    DurationSpec work = Duration {}; ///< Call and Cast: how long the handler of one works
    Duration timeout = 5s; ///< Call
    bool forgetsTimeout = false; ///< Call and Cast: its clause returns without a return timeout
    friend bool operator==(const ClientSpec&, const ClientSpec&) = default;
};

/// One [[marker]] table: a moment that a person gave a name. It changes nothing in a run.
struct Marker
{
    VirtualTime at {};
    std::string name; ///< one line, not blank
    friend bool operator==(const Marker&, const Marker&) = default;
};

/// Everything that decides a run, besides actions applied while it goes; and the markers on it.
struct Scenario
{
    std::string title;
    std::string description; ///< Markdown
    std::uint64_t seed = 1;
    ClockKind clock = ClockKind::Ideal;
    Duration duration = 60s; ///< how far a headless run goes
    SupervisorSpec supervisor;
    std::vector<ServerSpec> servers;
    std::vector<ResourceSpec> resources;
    std::vector<Action> actions; ///< in the order of the file; equal times keep it
    std::vector<ClientSpec> clients; ///< likewise
    std::vector<Marker> markers; ///< in the order of the file
    friend bool operator==(const Scenario&, const Scenario&) = default;
};

/// One server of a run after `count` has been expanded. Its place in the list is its ServerIndex.
struct ServerInstance
{
    std::string name;
    std::uint32_t spec = 0; ///< index into Scenario::servers
    std::uint32_t replica = 0; ///< from 1; 0 when count is 1
};
using ServerIndex = std::uint32_t;

/// @return the servers of a run, replicas expanded, in the order in which the supervisor starts
/// them.
std::vector<ServerInstance> expandServers(const Scenario& scenario);

/// @return what it takes in the long run: of a distribution the mean (draws below 0 that count as 0
/// left out), of a sequence that does not repeat its last value
Duration meanOf(const DurationSpec& spec);

/// @return the silence after which a heartbeat's monitor reports a missed beat: its `timeout`, or 2
/// intervals.
Duration heartbeatTimeout(const ServerSpec& spec);

/// The words of the scenario file, such as "send_interval"; used by reader, writer, labels and
/// messages alike.
const char* toText(ServerKind kind);
const char* toText(Schedule schedule);
const char* toText(LoadIn loadIn);
const char* toText(Arm arm);
const char* toText(Strategy strategy);
const char* toText(Address address);
const char* toText(RestartKind restart);
const char* toText(ClockKind clock);
const char* toText(Growth growth);
const char* toText(BackoffJitter jitter);
const char* toText(Outcome outcome);
const char* toText(ActionKind kind);
const char* toText(ClientRequest request);

} // namespace tickscope
