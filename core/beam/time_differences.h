// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/beam/recording.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tickscope {

struct Tolerance;

/// What is beyond a tolerance, in words; empty when nothing is.
struct TimeFinding
{
    std::string words;
    /// Single timers that came a millisecond late explain it: no error of the model, if another run
    /// does not find it again.
    bool isOneLateTimer = false;
};

/// "0.949 ms"
std::string msText(std::int64_t ns);

/// How far the times of matched events are apart, server by server.
class TimeDifferences
{
public:
    /// @param real  an event of the stream under way; it must outlive this object
    /// @param ns  real - simulated
    void take(const BeamEvent& real, std::int64_t ns) { m_stream.push_back({ &real, ns }); }
    /// What is taken from now on is of another server, or of the callers of one.
    void endStream();

    std::int64_t medianNs() const; ///< of the absolute differences
    std::int64_t maxNs() const;
    /// The median of one server's differences: of the server with the largest.
    std::int64_t systematicNs() const { return m_worst.medianNs; }

    /// @param ownJitterNs  what the machine adds to every wake-up
    TimeFinding beyond(const Tolerance& tolerance, std::int64_t ownJitterNs) const;

private:
    struct Difference
    {
        const BeamEvent* real = nullptr;
        std::int64_t ns = 0;
    };
    /// A stream's differences as they would be without their steps, see stepsIn().
    struct Steps
    {
        std::vector<std::int64_t> rest;
        const BeamEvent* first = nullptr; // from this one on they are later
        std::size_t count = 0;
    };
    struct Systematic
    {
        std::int64_t medianNs = 0;
        const BeamEvent* since = nullptr; // the first step of its stream
    };

    static std::int64_t stepAt(const std::vector<Difference>& stream, std::size_t place);
    static Steps stepsIn(const std::vector<Difference>& stream);

    std::vector<Difference> m_stream;
    std::vector<std::int64_t> m_all; // absolute
    std::vector<std::int64_t> m_rest; // absolute, without what single late timers explain
    Systematic m_worst;
    std::int64_t m_worstRestNs = 0; // without what single late timers explain
    const BeamEvent* m_firstStep = nullptr;
};

} // namespace tickscope
