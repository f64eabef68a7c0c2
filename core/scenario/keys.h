// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario_lists.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// The tables of a scenario file. Inline tables count too.
enum class KeyTable : std::uint8_t {
    Scenario, ///< the top of the file
    Supervisor, ///< [supervisor]
    SupervisorParent, ///< [supervisor.parent]
    Server, ///< [[server]]
    Resource, ///< [[resource]]
    Client, ///< [[client]]
    Action, ///< [[action]]
    Expect, ///< [[expect]]
    Marker, ///< [[marker]]
    Try, ///< [[try]]
    DurationRule, ///< { uniform = [...] } and the like, where a duration may vary
    FirstSteps, ///< first = { start, step }
    JitterRule, ///< jitter = { uniform = ["-1s", "1s"] }
    OutcomeRule, ///< { error = 0.1 } or { sequence = [...] }, where outcomes may stand
};

/// What may be written behind a key.
enum class KeyType : std::uint8_t {
    Text, ///< one line
    LongText, ///< a string that may have several lines
    Integer, ///< KeyRules::least and most
    Boolean,
    Word, ///< one of KeyRules::words
    Time, ///< a string with a unit, or a whole number of ms
    TimeRule, ///< a duration, or a table KeyTable::DurationRule
    First, ///< the same, or a table KeyTable::FirstSteps
    Jitter, ///< a duration, a table KeyTable::JitterRule, or one of KeyRules::words
    TimePair, ///< two durations
    SignedTimePair, ///< two durations, each of which may be below 0
    TimeList,
    Outcomes, ///< a list of outcomes, or a table KeyTable::OutcomeRule
    OutcomeList,
    Probability, ///< 0 to 1
    ActionValue, ///< what the action sets: a duration, a rule, outcomes, or one of KeyRules::words
    Table, ///< KeyRules::inner
    Tables, ///< any number of KeyRules::inner
};

/// A key is read where another key of its table is one of some words, or is none of them.
struct KeyCondition
{
    std::string_view key {}; ///< empty: the key is always read
    std::array<std::string_view, 5> words {}; ///< empty ones count as none
    bool isNoneOf = false;
};

/// What a key's type alone does not say.
struct KeyRules
{
    bool isRequired = false; ///< where the condition holds
    std::vector<std::string_view> (*words)() = nullptr;
    std::int64_t least = 0;
    std::int64_t most = INT64_MAX;
    std::string_view unit {}; ///< of an integer
    KeyTable inner = KeyTable::Scenario;
    KeyCondition onlyWith {};
};

/// One key of a scenario file: what the reader reads, `help scenario` tells and the JSON Schema
/// allows.
struct KeyInfo
{
    KeyTable table;
    std::string_view name;
    KeyType type;
    std::string_view fallback; ///< what holds without it, as in TOML or in words; may be empty
    std::string_view sentence; ///< what it is, without capital and full stop
    KeyRules rules {};
};

/// All words of one of the lists of scenario_lists.h.
template <const auto& all>
std::vector<std::string_view> wordsOf()
{
    std::vector<std::string_view> words;
    for (const auto value : all)
        words.emplace_back(toText(value));
    return words;
}

/// What a [[try]] can do: what an action can, and compare.
std::vector<std::string_view> wordsOfTries();
inline constexpr std::string_view compareWord = "compare";

// One line a key is what makes this readable.
// clang-format off
inline constexpr auto keyTable = [] {
    using T = KeyTable;
    using Y = KeyType;
    return std::to_array<KeyInfo>({
        { T::Scenario, "format", Y::Integer, "1", "the format of the file; this version reads 1", { .least = 1, .most = 1 } },
        { T::Scenario, "title", Y::Text, "\"\"", "one line about the scenario" },
        { T::Scenario, "description", Y::LongText, "\"\"", "what there is to see, in Markdown" },
        { T::Scenario, "seed", Y::Integer, "1", "what random values are drawn from" },
        { T::Scenario, "clock", Y::Word, "\"ideal\"", "whether timers fire exactly when due or at millisecond edges, as on a real BEAM", { .words = wordsOf<allClockKinds> } },
        { T::Scenario, "duration", Y::Time, "\"60s\"", "how far a run without a window goes" },
        { T::Scenario, "supervisor", Y::Table, "", "the supervisor of all servers", { .inner = T::Supervisor } },
        { T::Scenario, "server", Y::Tables, "", "a GenServer and its periodic work; at least one", { .isRequired = true, .inner = T::Server } },
        { T::Scenario, "resource", Y::Tables, "", "something that servers share, such as a pool of connections", { .inner = T::Resource } },
        { T::Scenario, "client", Y::Tables, "", "requests from outside, one after another", { .inner = T::Client } },
        { T::Scenario, "action", Y::Tables, "", "what a person would do, at a virtual time", { .inner = T::Action } },
        { T::Scenario, "expect", Y::Tables, "", "what the run must come to; \"run\" checks it", { .inner = T::Expect } },
        { T::Scenario, "marker", Y::Tables, "", "a name for a moment; it changes nothing in a run", { .inner = T::Marker } },
        { T::Scenario, "try", Y::Tables, "", "something to try, offered as a button; it changes nothing by itself", { .inner = T::Try } },

        { T::Supervisor, "strategy", Y::Word, "\"one_for_one\"", "which children start anew when one exits", { .words = wordsOf<allStrategies> } },
        { T::Supervisor, "max_restarts", Y::Integer, "3", "restarts within max_seconds that it puts up with", { .most = UINT32_MAX } },
        { T::Supervisor, "max_seconds", Y::Integer, "5", "the time in which restarts are counted", { .least = 1, .most = UINT32_MAX, .unit = "seconds" } },
        { T::Supervisor, "parent", Y::Table, "none", "a supervisor over this one, which starts it again when it gave up", { .inner = T::SupervisorParent } },

        { T::SupervisorParent, "max_restarts", Y::Integer, "3", "restarts of the supervisor that it puts up with", { .most = UINT32_MAX } },
        { T::SupervisorParent, "max_seconds", Y::Integer, "5", "the time in which they are counted", { .least = 1, .most = UINT32_MAX, .unit = "seconds" } },

        { T::Server, "name", Y::Text, "", "an atom, of letters, digits, _ and -, that starts with a to z", { .isRequired = true } },
        { T::Server, "kind", Y::Word, "\"poller\"", "what it does with a tick", { .words = wordsOf<allServerKinds> } },
        { T::Server, "schedule", Y::Word, "\"after_work\"", "how it gets its next tick", { .words = wordsOf<allSchedules> } },
        { T::Server, "interval", Y::Time, "", "the time between ticks", { .isRequired = true } },
        { T::Server, "work", Y::TimeRule, "\"0s\"", "what handling a tick takes" },
        { T::Server, "outcomes", Y::Outcomes, "[\"ok\"]", "how its ticks end" },
        { T::Server, "load", Y::TimeRule, "none", "expensive work at the start" },
        { T::Server, "load_outcomes", Y::Outcomes, "[\"ok\"]", "how its loads end, counted over all restarts; only beside a load" },
        { T::Server, "load_in", Y::Word, "\"continue\"", "whether it loads in handle_continue, or in init, where it blocks its siblings", { .words = wordsOf<allLoadIns> } },
        { T::Server, "arm", Y::Word, "\"init\"", "when the first timer is armed, with a load in handle_continue", { .words = wordsOf<allArms> } },
        { T::Server, "address", Y::Word, "\"pid\"", "where its timers send: to the pid, or to the registered name", { .words = wordsOf<allAddresses> } },
        { T::Server, "restart", Y::Word, "\"permanent\"", "when the supervisor starts it again", { .words = wordsOf<allRestartKinds> } },
        { T::Server, "schedule_in_init", Y::Boolean, "true", "whether the first timer is armed at all" },
        { T::Server, "unguarded_cancel", Y::Boolean, "false", "whether a cancel leaves nil in the state, so that the next one is Process.cancel_timer(nil), which raises; idle_timeout has no timer" },
        { T::Server, "count", Y::Integer, "1", "how many replicas there are, named NAME-1, NAME-2, ...", { .least = 1, .unit = "servers" } },
        { T::Server, "first", Y::First, "the interval", "the time until the first tick" },
        { T::Server, "jitter", Y::Jitter, "\"0s\"", "added to each interval, as likely each value from 0 to this; the words are of a backoff_poller; send_interval has none", { .words = wordsOf<allBackoffJitters> } },
        { T::Server, "uses", Y::Text, "none", "the name of a [[resource]]: its work needs one unit of it" },
        { T::Server, "timeout", Y::Time, "2 intervals", "the silence after which its monitor reports a missed beat", { .onlyWith = { "kind", { "heartbeat" } } } },
        { T::Server, "from", Y::Integer, "10", "what it counts down from", { .unit = "ticks", .onlyWith = { "kind", { "countdown" } } } },
        { T::Server, "factor", Y::Integer, "2", "what an error multiplies the interval by", { .least = 1, .most = 1'000'000, .onlyWith = { "kind", { "backoff_poller" } } } },
        { T::Server, "max_interval", Y::Time, "none", "how long errors can make the interval", { .onlyWith = { "kind", { "backoff_poller" } } } },
        { T::Server, "growth", Y::Word, "\"double_once\"", "whether it grows once after any error, or with each error in a row", { .words = wordsOf<allGrowths>, .onlyWith = { "kind", { "backoff_poller" } } } },

        { T::Resource, "name", Y::Text, "", "what servers call it in uses", { .isRequired = true } },
        { T::Resource, "capacity", Y::Integer, "", "how many can use it at once; others wait in a line", { .isRequired = true, .least = 1, .most = 1'000'000, .unit = "units" } },
        { T::Resource, "timeout", Y::Time, "none", "how long a server waits; then its tick ends as an error" },

        { T::Client, "server", Y::Text, "", "a server, one replica of it, or all by the name of their table", { .isRequired = true } },
        { T::Client, "do", Y::Word, "", "what it asks for", { .isRequired = true, .words = wordsOf<allClientRequests> } },
        { T::Client, "every", Y::TimeRule, "", "the time from one request to the next; longer than 0", { .isRequired = true } },
        { T::Client, "from", Y::Time, "one \"every\"", "when the first request comes" },
        { T::Client, "until", Y::Time, "the end", "after this none comes" },
        { T::Client, "work", Y::TimeRule, "\"0s\"", "what handling a request takes", { .onlyWith = { "do", { "call", "cast" } } } },
        { T::Client, "timeout", Y::Time, "\"5s\"", "how long it waits for the answer", { .onlyWith = { "do", { "call" } } } },
        { T::Client, "forgets_timeout", Y::Boolean, "false", "whether its clause returns without a timeout, which ends the ticks of idle_timeout", { .onlyWith = { "do", { "call", "cast" } } } },

        { T::Action, "at", Y::Time, "", "when", { .isRequired = true } },
        { T::Action, "do", Y::Word, "", "what", { .isRequired = true, .words = wordsOf<allActionKinds> } },
        { T::Action, "server", Y::Text, "", "a server, one replica of it, or all by the name of their table", { .isRequired = true, .onlyWith = { "do", { "stall" }, true } } },
        { T::Action, "value", Y::ActionValue, "", "what it sets, or how long the node stands still", { .isRequired = true, .onlyWith = { "do", { "set_interval", "set_work", "set_outcomes", "stall" } } } },
        { T::Action, "timeout", Y::Time, "\"5s\"", "how long it waits for the answer", { .onlyWith = { "do", { "call", "sys" } } } },
        { T::Action, "work", Y::Time, "\"0s\"", "what handling the call takes", { .onlyWith = { "do", { "call" } } } },

        { T::Expect, "that", Y::Text, "", "SERVER.STATISTIC, a comparison and a value, such as \"poller.depth.max <= 10\"", { .isRequired = true } },
        { T::Expect, "name", Y::Text, "\"\"", "what messages and reports call it" },

        { T::Marker, "at", Y::Time, "", "when", { .isRequired = true } },
        { T::Marker, "name", Y::Text, "", "what happens there", { .isRequired = true } },

        { T::Try, "say", Y::Text, "", "what the button says", { .isRequired = true } },
        { T::Try, "do", Y::Word, "", "what, as of an action; compare puts a copy of the server beside it", { .isRequired = true, .words = wordsOfTries } },
        { T::Try, "server", Y::Text, "", "as of an action", { .isRequired = true, .onlyWith = { "do", { "stall" }, true } } },
        { T::Try, "value", Y::ActionValue, "", "as of an action; of compare the schedule of the copy", { .isRequired = true, .words = wordsOf<allSchedules>, .onlyWith = { "do", { "set_interval", "set_work", "set_outcomes", "stall", "compare" } } } },
        { T::Try, "at", Y::Time, "now", "when: the run is made anew from there; compare has none" },
        { T::Try, "timeout", Y::Time, "\"5s\"", "as of an action", { .onlyWith = { "do", { "call", "sys" } } } },
        { T::Try, "work", Y::Time, "\"0s\"", "as of an action", { .onlyWith = { "do", { "call" } } } },

        { T::DurationRule, "uniform", Y::TimePair, "", "[low, high]: each value between them is as likely" },
        { T::DurationRule, "exponential", Y::Time, "", "the mean of an exponential distribution" },
        { T::DurationRule, "normal", Y::TimePair, "", "[mean, deviation]; what is drawn below 0 counts as 0" },
        { T::DurationRule, "sequence", Y::TimeList, "", "one for each tick, anew after a restart; the last one holds for the rest" },
        { T::DurationRule, "repeat", Y::Boolean, "false", "whether the sequence begins again at its end" },

        { T::FirstSteps, "start", Y::Time, "", "when the first replica has its first tick", { .isRequired = true } },
        { T::FirstSteps, "step", Y::Time, "", "how much later each next replica has it", { .isRequired = true } },

        { T::JitterRule, "uniform", Y::SignedTimePair, "", "[low, high], which may be below 0: each value between them is as likely", { .isRequired = true } },

        { T::OutcomeRule, "error", Y::Probability, "0", "how likely it ends with an error" },
        { T::OutcomeRule, "crash", Y::Probability, "0", "how likely it ends with a crash" },
        { T::OutcomeRule, "stop", Y::Probability, "0", "how likely it returns {:stop, :normal, state}" },
        { T::OutcomeRule, "no_rearm", Y::Probability, "0", "how likely it returns before the line that schedules" },
        { T::OutcomeRule, "sequence", Y::OutcomeList, "", "one after the other, instead of probabilities" },
        { T::OutcomeRule, "repeat", Y::Boolean, "false", "whether the sequence begins again at its end" },
    });
}();
// clang-format on

/// @return the keys of one table, in the order in which help shows them
std::span<const KeyInfo> keysOf(KeyTable table);

/// @return the key of a table, or nullptr
const KeyInfo* findKey(KeyTable table, std::string_view name);

/// @return whether a key is read beside `word`, the value of the key that its condition is about.
/// A key without a condition always is.
/// @pre the table has the key
bool isReadWith(KeyTable table, std::string_view name, std::string_view word);

/// @return how a table is written: "[supervisor]", "[[server]]", "work = { ... }"; "the top of the
/// file" for that.
std::string_view headerOf(KeyTable table);

/// @return the name of a key that belongs to a feature that this version does not have. Without it
/// the run would be another one.
bool isKeyOfLaterVersion(KeyTable table, std::string_view name);

/// @return the headers of all tables that have this key, joined by "or"; empty when none has it, or
/// when it only tells people something and so changes no run
std::string tablesWithKey(std::string_view name);

/// Called where a key is read that keyTable does not have; exists only to stop the compiler there.
void thisKeyIsNotInKeyTable();

/// The name of a key of keyTable. Another name does not compile, so no key can be read that the
/// help and the JSON Schema know nothing of.
class KnownKey
{
public:
    consteval KnownKey(const char* name) // as a literal where a key is asked for
        : m_name(name)
    {
        if (std::ranges::find(keyTable, m_name, &KeyInfo::name) == keyTable.end())
            thisKeyIsNotInKeyTable();
    }

    constexpr operator std::string_view() const { return m_name; }

private:
    std::string_view m_name;
};

} // namespace tickscope
