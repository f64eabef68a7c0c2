// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/comparison.h"

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

bool isSeenByCaller(const BeamEvent& event)
{
    return event.event == "call_reply" || event.event == "call_timeout"
        || event.event == "call_exit" || event.event == "dropped" || event.event == "start";
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

std::string words(const BeamEvent& event)
{
    std::string text = event.server.empty() ? "the supervisor" : event.server;
    text += ": " + event.event;
    if (event.number)
        text += fmt::format(" {}", *event.number);
    if (!event.text.empty())
        text += " " + event.text;
    return text;
}

std::string seconds(std::int64_t ns)
{
    return fmt::format("{:.3f} ms", static_cast<double>(ns) / 1e6);
}

class Matcher
{
public:
    Matcher(Comparison& comparison, std::int64_t endNs, const Tolerance& tolerance)
        : m_comparison(comparison)
        , m_tailNs(endNs - tolerance.endNs)
    {
    }

    void match(const std::vector<BeamEvent>& simulated, const std::vector<BeamEvent>& real)
    {
        std::size_t place = 0;
        for (; place < simulated.size() && place < real.size(); ++place) {
            if (!matchPair(simulated[place], real[place]))
                break;
        }
        for (std::size_t i = place; i < simulated.size(); ++i)
            lone(simulated[i], true, i == place && place < real.size() ? &real[place] : nullptr);
        for (std::size_t i = place; i < real.size(); ++i)
            lone(real[i], false,
                i == place && place < simulated.size() ? &simulated[place] : nullptr);
    }

    const std::vector<std::int64_t>& differences() const { return m_differences; }
    /// When and what first differed.
    const std::string& first() const { return m_first; }

private:
    bool matchPair(const BeamEvent& simulated, const BeamEvent& real)
    {
        if (!isSame(simulated, real)) {
            const bool bothAtEnd = simulated.timeNs >= m_tailNs && real.timeNs >= m_tailNs;
            if (simulated.event == "depth" || bothAtEnd) {
                m_comparison.events.push_back({ simulated, real });
                if (!bothAtEnd)
                    differs(simulated.timeNs,
                        fmt::format("{} at {}: simulated {}, real {}", words(simulated),
                            seconds(simulated.timeNs), words(simulated), words(real)));
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
        m_differences.push_back(std::abs(real.timeNs - simulated.timeNs));
        return true;
    }

    void lone(const BeamEvent& event, bool isSimulated, const BeamEvent* other)
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
            differs(event.timeNs,
                fmt::format("simulated {} at {}, real {} at {}", words(simulated),
                    seconds(simulated.timeNs), words(real), seconds(real.timeNs)));
        } else
            differs(event.timeNs,
                fmt::format("only {}: {} at {}", isSimulated ? "simulated" : "real", words(event),
                    seconds(event.timeNs)));
    }

    void differs(std::int64_t timeNs, std::string what)
    {
        if (!m_first.empty() && m_firstNs <= timeNs)
            return;
        m_firstNs = timeNs;
        m_first = std::move(what);
    }

    Comparison& m_comparison;
    std::int64_t m_tailNs;
    std::vector<std::int64_t> m_differences;
    std::string m_first;
    std::int64_t m_firstNs = 0;
};

std::int64_t timeOf(const ComparedEvent& event)
{
    return event.real ? event.real->timeNs : event.simulated->timeNs;
}

bool isNoisy(const std::optional<SchedulerJitter>& jitter)
{
    return jitter && (jitter->p99Ns > noisyP99Ns || jitter->maxNs > noisyMaxNs);
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

    std::vector<std::int64_t> differences = matcher.differences();
    std::sort(differences.begin(), differences.end());
    if (!differences.empty()) {
        comparison.medianNs = differences[differences.size() / 2];
        comparison.maxNs = differences.back();
    }
    comparison.firstDifference = matcher.first();
    if (comparison.firstDifference.empty() && comparison.medianNs > tolerance.medianNs)
        comparison.firstDifference = fmt::format("the median time difference is {}, more than {}",
            seconds(comparison.medianNs), seconds(tolerance.medianNs));
    if (comparison.firstDifference.empty() && comparison.maxNs > tolerance.maxNs)
        comparison.firstDifference = fmt::format("the largest time difference is {}, more than {}",
            seconds(comparison.maxNs), seconds(tolerance.maxNs));
    if (!comparison.firstDifference.empty())
        comparison.verdict = isNoisy(real.jitter) ? Comparison::Verdict::Inconclusive
                                                  : Comparison::Verdict::Differs;
    return comparison;
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
        return words(*event.real) + "  (real only)";
    if (!event.real)
        return words(*event.simulated) + "  (simulated only)";
    std::string text = words(*event.simulated);
    if (!isSame(*event.simulated, *event.real))
        text += "  | real: " + words(*event.real);
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
        "{} ticks and {} sampled depths matched; time difference median {}, maximum {}\n",
        comparison.ticks, comparison.depths, seconds(comparison.medianNs),
        seconds(comparison.maxNs));
    if (comparison.jitter)
        summary += fmt::format("scheduler jitter of this machine: median {}, p99 {}, maximum {}\n",
            seconds(comparison.jitter->medianNs), seconds(comparison.jitter->p99Ns),
            seconds(comparison.jitter->maxNs));
    if (comparison.isPartial)
        summary += "partial: the real run did not get to its end\n";
    summary += toText(comparison.verdict);
    if (!comparison.firstDifference.empty())
        summary += ": " + comparison.firstDifference;
    if (comparison.verdict == Comparison::Verdict::Inconclusive)
        summary += " (but the machine was too noisy to tell)";
    return summary + "\n";
}

} // namespace tickscope
