// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/comparison.h"

#include "core/beam/time_differences.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

namespace tickscope {

namespace {

// Beyond this the machine, not the model, may be what differs.
constexpr std::int64_t noisyP99Ns = 2'000'000;
constexpr std::int64_t noisyMaxNs = 4'000'000;
// What is left on a timer that is cancelled, in ms: it follows the times.
constexpr std::int64_t msLeftTolerance = 4;
// A depth is read this far from any change of its mailbox, see quietMoments().
constexpr std::int64_t quietNs = 6'000'000;
// The simulator counts this much latency in; the rest of a machine's median jitter is its own.
constexpr std::int64_t latencyNs = 150'000;

bool isNoisy(const std::optional<SchedulerJitter>& jitter)
{
    return jitter && (jitter->p99Ns > noisyP99Ns || jitter->maxNs > noisyMaxNs);
}

// How far the jitter of a machine can have moved the nth event of a server: a stall or two, and
// each tick that is armed after a late one is late too.
std::int64_t movedByJitter(const std::optional<SchedulerJitter>& jitter, std::size_t events)
{
    if (!isNoisy(jitter))
        return 0;
    return 3 * jitter->maxNs + static_cast<std::int64_t>(events) * jitter->medianNs;
}

// What a machine adds to every wake-up, beyond what the simulator counts in.
std::int64_t ownJitter(const std::optional<SchedulerJitter>& jitter)
{
    return jitter ? std::max<std::int64_t>(jitter->medianNs - latencyNs, 0) : 0;
}

// Not compared: recordings differ in whether they have them.
bool isLeftOut(const BeamEvent& event)
{
    return event.event == "started" || event.event == "beat";
}

// Events of one stream have an order that both runs must share: what a server does, what its
// callers see, how deep its mailbox was.
std::string streamOf(const BeamEvent& event)
{
    if (event.event == "depth")
        return event.server + "\x01";
    return isSeenByCaller(event) ? event.server + "\x02" : event.server;
}

using Streams = std::map<std::string, std::vector<BeamEvent>>;

Streams streamsOf(const Recording& recording)
{
    Streams streams;
    for (const BeamEvent& event : recording.events) {
        if (!isLeftOut(event))
            streams[streamOf(event)].push_back(event);
    }
    return streams;
}

bool isSame(const BeamEvent& simulated, const BeamEvent& real)
{
    if (simulated.event != real.event)
        return false;
    if (simulated.event == "cancel" && simulated.number && real.number)
        return std::abs(*simulated.number - *real.number) <= msLeftTolerance;
    // A server that never had a timer has none to cancel, which comes to the same.
    if (simulated.event == "cancel" && simulated.text == "false" && !real.number)
        return real.text == "false" || real.text.empty();
    return simulated.number == real.number && simulated.text == real.text;
}

// Between two clocks, what is left on a timer follows the times.
bool isOnlyLater(const BeamEvent& one, const BeamEvent& other)
{
    return one.event == "cancel" && other.event == "cancel" && one.number && other.number;
}

// What two events that should be one differ by, as far as jitter could have done it; nothing when
// it could not, however large.
std::optional<std::int64_t> shift(const BeamEvent& simulated, const BeamEvent& real)
{
    const std::int64_t apart = std::abs(real.timeNs - simulated.timeNs);
    if (simulated.event == "depth")
        return quietNs;
    if (simulated.event != real.event)
        return apart; // two that came close together have changed places
    if (simulated.event == "cancel" && simulated.number && real.number)
        return std::max(apart, std::abs(*simulated.number - *real.number) * 1'000'000);
    if (simulated.event == "cancel")
        return apart;
    return std::nullopt; // another outcome, another answer
}

class Matcher
{
public:
    Matcher(Comparison& comparison, std::int64_t endNs, const Tolerance& tolerance)
        : m_comparison(comparison)
        , m_tolerance(tolerance)
        , m_tailNs(endNs - tolerance.endNs)
    {
    }

    void match(const std::vector<BeamEvent>& simulated, const std::vector<BeamEvent>& real)
    {
        std::size_t place = 0;
        for (; place < simulated.size() && place < real.size(); ++place) {
            if (!matchPair(simulated[place], real[place], place))
                break;
        }
        for (std::size_t i = place; i < simulated.size(); ++i)
            lone(simulated[i], true, i, i == place && place < real.size() ? &real[place] : nullptr);
        for (std::size_t i = place; i < real.size(); ++i)
            lone(real[i], false, i,
                i == place && place < simulated.size() ? &simulated[place] : nullptr);
        m_times.endStream();
    }

    const TimeDifferences& times() const { return m_times; }
    /// When and what first differed.
    const std::string& first() const { return m_first; }
    /// Whether jitter can have done that.
    bool isExcused() const { return m_isExcused; }

private:
    bool matchPair(const BeamEvent& simulated, const BeamEvent& real, std::size_t place)
    {
        if (!isSame(simulated, real)) {
            const bool bothAtEnd = simulated.timeNs >= m_tailNs && real.timeNs >= m_tailNs;
            if (simulated.event == "depth" || bothAtEnd) {
                m_comparison.events.push_back({ simulated, real });
                if (!bothAtEnd)
                    differs(simulated.timeNs, place, shift(simulated, real),
                        fmt::format("{} at {}: simulated {}, real {}", inWords(simulated),
                            msText(simulated.timeNs), inWords(simulated), inWords(real)));
                return true;
            }
            return false;
        }
        m_comparison.events.push_back({ simulated, real });
        if (simulated.event == "depth") {
            ++m_comparison.depths;
            return true;
        }
        m_comparison.ticks += simulated.event == "tick" ? 1 : 0;
        const std::int64_t difference = real.timeNs - simulated.timeNs;
        m_times.take(real, difference);
        noteLargest(std::abs(difference), place);
        return true;
    }

    void noteLargest(std::int64_t differenceNs, std::size_t place)
    {
        if (differenceNs > m_tolerance.maxNs + movedByJitter(m_comparison.jitter, place))
            m_comparison.isBeyondJitter = true;
    }

    void lone(const BeamEvent& event, bool isSimulated, std::size_t place, const BeamEvent* other)
    {
        if (isSimulated)
            m_comparison.events.push_back({ event, std::nullopt });
        else
            m_comparison.events.push_back({ std::nullopt, event });
        if (event.timeNs >= m_tailNs)
            return;
        if (other != nullptr) {
            const BeamEvent& simulated = isSimulated ? event : *other;
            const BeamEvent& real = isSimulated ? *other : event;
            differs(event.timeNs, place, shift(simulated, real),
                fmt::format("simulated {} at {}, real {} at {}", inWords(simulated),
                    msText(simulated.timeNs), inWords(real), msText(real.timeNs)));
        } else
            differs(event.timeNs, place, m_tailNs - event.timeNs,
                fmt::format("only {}: {} at {}", isSimulated ? "simulated" : "real", inWords(event),
                    msText(event.timeNs)));
    }

    void differs(
        std::int64_t timeNs, std::size_t place, std::optional<std::int64_t> shift, std::string what)
    {
        if (!m_first.empty() && m_firstNs <= timeNs)
            return;
        m_firstNs = timeNs;
        m_first = std::move(what);
        m_isExcused = isNoisy(m_comparison.jitter) && shift
            && *shift <= movedByJitter(m_comparison.jitter, place);
    }

    Comparison& m_comparison;
    const Tolerance& m_tolerance;
    std::int64_t m_tailNs;
    TimeDifferences m_times;
    std::string m_first;
    std::int64_t m_firstNs = 0;
    bool m_isExcused = false;
};

std::int64_t timeOf(const ComparedEvent& event)
{
    return event.real ? event.real->timeNs : event.simulated->timeNs;
}

} // namespace

std::int64_t ComparedEvent::differenceNs() const
{
    return simulated && real ? real->timeNs - simulated->timeNs : 0;
}

Comparison compareRecordings(const Recording& simulated, const Recording& real, std::int64_t endNs,
    const Tolerance& tolerance)
{
    Comparison comparison;
    comparison.jitter = real.jitter;
    comparison.isPartial = !real.isComplete;
    Matcher matcher(comparison, endNs, tolerance);
    Streams simulatedStreams = streamsOf(simulated);
    Streams realStreams = streamsOf(real);
    for (const auto& [stream, events] : realStreams)
        simulatedStreams[stream]; // so that none is forgotten
    for (const auto& [stream, events] : simulatedStreams)
        matcher.match(events, realStreams[stream]);
    std::stable_sort(comparison.events.begin(), comparison.events.end(),
        [](const ComparedEvent& a, const ComparedEvent& b) { return timeOf(a) < timeOf(b); });

    comparison.medianNs = matcher.times().medianNs();
    comparison.maxNs = matcher.times().maxNs();
    comparison.systematicNs = matcher.times().systematicNs();
    comparison.firstDifference = matcher.first();
    bool isExcused = matcher.isExcused();
    if (comparison.firstDifference.empty()) {
        TimeFinding found = matcher.times().beyond(tolerance, ownJitter(real.jitter));
        comparison.firstDifference = std::move(found.words);
        isExcused = found.isOneLateTimer || (isNoisy(real.jitter) && !comparison.isBeyondJitter);
    }
    if (!comparison.firstDifference.empty())
        comparison.verdict
            = isExcused ? Comparison::Verdict::Inconclusive : Comparison::Verdict::Differs;
    return comparison;
}

std::string orderDifference(const Recording& simulated, const char* name, const Recording& other,
    const char* otherName, std::int64_t endNs)
{
    std::string first;
    std::int64_t firstNs = endNs;
    Streams otherStreams = streamsOf(other);
    for (const auto& [stream, events] : streamsOf(simulated)) {
        const std::vector<BeamEvent>& others = otherStreams[stream];
        std::size_t place = 0;
        while (place < events.size() && place < others.size()
            && (events[place].event == "depth" || isSame(events[place], others[place])
                || isOnlyLater(events[place], others[place])))
            ++place;
        if (place >= events.size() || place >= others.size())
            continue; // one clock is slower, and sees less before the end
        const BeamEvent& one = events[place];
        const BeamEvent& two = others[place];
        if (const std::int64_t at = std::min(one.timeNs, two.timeNs); at < firstNs) {
            firstNs = at;
            first = fmt::format("{} {} at {}, {} {} at {}", name, inWords(one), msText(one.timeNs),
                otherName, inWords(two), msText(two.timeNs));
        }
    }
    return first;
}

const char* toText(Comparison::Verdict verdict)
{
    switch (verdict) {
    case Comparison::Verdict::Agrees:
        return "agrees";
    case Comparison::Verdict::Differs:
        return "differs";
    case Comparison::Verdict::Inconclusive:
        return "inconclusive";
    }
    return "";
}

std::string eventText(const ComparedEvent& event)
{
    if (!event.simulated)
        return inWords(*event.real) + "  (real only)";
    if (!event.real)
        return inWords(*event.simulated) + "  (simulated only)";
    std::string text = inWords(*event.simulated);
    if (!isSame(*event.simulated, *event.real))
        text += "  | real: " + inWords(*event.real);
    return text;
}

std::string comparisonTable(const Comparison& comparison)
{
    const auto column = [](const std::optional<BeamEvent>& event) {
        return event ? fmt::format("{:.3f}", static_cast<double>(event->timeNs) / 1e6) : "-";
    };
    std::string table
        = fmt::format("{:>12} {:>12} {:>9}  {}\n", "simulated", "real", "diff/ms", "event");
    for (const ComparedEvent& event : comparison.events) {
        const bool isPair = event.simulated && event.real;
        const std::string difference
            = isPair ? fmt::format("{:+.3f}", static_cast<double>(event.differenceNs()) / 1e6) : "";
        table += fmt::format("{:>12} {:>12} {:>9}  {}\n", column(event.simulated),
            column(event.real), difference, eventText(event));
    }
    return table;
}

std::string comparisonSummary(const Comparison& comparison)
{
    std::string summary = fmt::format(
        "{} ticks and {} sampled depths matched; time difference median {}, maximum {}, "
        "systematic {:+.3f} ms\n",
        comparison.ticks, comparison.depths, msText(comparison.medianNs), msText(comparison.maxNs),
        static_cast<double>(comparison.systematicNs) / 1e6);
    if (comparison.jitter)
        summary += fmt::format("scheduler jitter of this machine: median {}, p99 {}, maximum {}\n",
            msText(comparison.jitter->medianNs), msText(comparison.jitter->p99Ns),
            msText(comparison.jitter->maxNs));
    if (!comparison.clockNote.empty())
        summary += comparison.clockNote + "\n";
    if (comparison.isPartial)
        summary += "partial: the real run did not get to its end\n";
    summary += toText(comparison.verdict);
    if (!comparison.firstDifference.empty())
        summary += ": " + comparison.firstDifference;
    if (comparison.verdict == Comparison::Verdict::Inconclusive && isNoisy(comparison.jitter))
        summary += " (but this machine was too noisy to tell)";
    return summary + "\n";
}

} // namespace tickscope
