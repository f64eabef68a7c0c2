// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/time_differences.h"

#include "core/beam/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace tickscope {

namespace {

// One server has a systematic difference from so many events on.
constexpr std::size_t fewestEvents = 5;
// A timer that is armed a moment too late comes one millisecond later, or a few, and so does all
// that follows from it: a step in the differences, this sharp. One more of them in so many events
// is still no rule.
constexpr std::int64_t nsPerMs = 1'000'000;
constexpr std::int64_t mostMsOfStep = 3;
constexpr std::int64_t stepNoiseNs = 400'000;
constexpr std::size_t eventsPerStep = 50;

std::int64_t medianOf(std::vector<std::int64_t> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

std::string msText(std::int64_t ns)
{
    return fmt::format("{:.3f} ms", static_cast<double>(ns) / nsPerMs);
}

// Whole milliseconds by which all is later from this event on; below 0 when a timer that was armed
// at a given time ends that; 0 for no step.
std::int64_t TimeDifferences::stepAt(const std::vector<Difference>& stream, std::size_t place)
{
    const std::int64_t here = stream[place].ns;
    const std::int64_t jump = here - (place > 0 ? stream[place - 1].ns : 0);
    const std::int64_t ms = std::llround(static_cast<double>(jump) / nsPerMs);
    const bool isWhole
        = ms != 0 && std::abs(ms) <= mostMsOfStep && std::abs(jump - ms * nsPerMs) <= stepNoiseNs;
    const bool holds
        = place + 1 == stream.size() || std::abs(stream[place + 1].ns - here) <= stepNoiseNs;
    return isWhole && holds ? ms : 0;
}

TimeDifferences::Steps TimeDifferences::stepsIn(const std::vector<Difference>& stream)
{
    Steps steps;
    std::int64_t later = 0;
    for (std::size_t i = 0; i < stream.size(); ++i) {
        const std::int64_t stepNs = stepAt(stream, i) * nsPerMs;
        if (stepNs != 0 && later + stepNs >= 0) { // no timer comes early
            steps.count += stepNs > 0 ? 1 : 0;
            later += stepNs;
            if (steps.first == nullptr)
                steps.first = stream[i].real;
        }
        steps.rest.push_back(stream[i].ns - later);
    }
    return steps;
}

void TimeDifferences::endStream()
{
    Steps steps = stepsIn(m_stream);
    std::vector<std::int64_t> asItIs;
    for (const Difference& difference : m_stream)
        asItIs.push_back(difference.ns);
    if (steps.count > 1 + m_stream.size() / eventsPerStep)
        steps.rest = asItIs;
    else if (steps.first != nullptr && m_firstStep == nullptr)
        m_firstStep = steps.first;
    // Who asks is another process, which is delayed on its own.
    if (m_stream.size() >= fewestEvents && !isSeenByCaller(*m_stream.front().real)) {
        if (const std::int64_t median = medianOf(asItIs);
            std::abs(median) > std::abs(m_worst.medianNs))
            m_worst = { median, steps.first };
        m_worstRestNs = std::max(m_worstRestNs, std::abs(medianOf(steps.rest)));
    }
    for (std::size_t i = 0; i < asItIs.size(); ++i) {
        m_all.push_back(std::abs(asItIs[i]));
        m_rest.push_back(std::abs(steps.rest[i]));
    }
    m_stream.clear();
}

std::int64_t TimeDifferences::medianNs() const
{
    return medianOf(m_all);
}

std::int64_t TimeDifferences::maxNs() const
{
    return m_all.empty() ? 0 : *std::max_element(m_all.begin(), m_all.end());
}

TimeFinding TimeDifferences::beyond(const Tolerance& tolerance, std::int64_t ownJitterNs) const
{
    const std::int64_t medianLimit = tolerance.medianNs + ownJitterNs;
    const std::int64_t systematicLimit = tolerance.systematicNs + ownJitterNs;
    if (maxNs() > tolerance.maxNs)
        return { fmt::format("the largest time difference is {}, more than {}", msText(maxNs()),
                     msText(tolerance.maxNs)),
            false };
    if (medianNs() <= medianLimit && std::abs(m_worst.medianNs) <= systematicLimit)
        return {};
    const bool isExplained = medianOf(m_rest) <= medianLimit && m_worstRestNs <= systematicLimit;
    const BeamEvent* since = m_worst.since != nullptr ? m_worst.since : m_firstStep;
    if (isExplained && since != nullptr)
        return { fmt::format("from {} at {} on all is later by whole milliseconds, as when one "
                             "timer was armed a moment late; another run tells",
                     inWords(*since), msText(since->timeNs)),
            true };
    if (std::abs(m_worst.medianNs) > systematicLimit)
        return { fmt::format("the events of one server are {} by {} in the median, more than {}",
                     m_worst.medianNs > 0 ? "late" : "early", msText(std::abs(m_worst.medianNs)),
                     msText(systematicLimit)),
            false };
    return { fmt::format("the median time difference is {}, more than {}", msText(medianNs()),
                 msText(medianLimit)),
        false };
}

} // namespace tickscope
