// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/recorder.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

/// Where two runs part: the first event that is not the same in both.
struct Difference
{
    std::uint64_t index = 0; ///< of the event, from 0; the line of the file less 1
    std::vector<std::string> before; ///< the last events that both have, at most contextLines
    std::optional<std::string> left; ///< nothing: the left run ends here
    std::optional<std::string> right;
    std::vector<std::string> leftAfter; ///< what follows in each, at most contextLines
    std::vector<std::string> rightAfter;

    static constexpr std::size_t contextLines = 3;
};

/// Gives the lines of a text one after another, without their ends.
/// @return false at the end; the line is left alone then
using LineSource = std::function<bool(std::string& line)>;

/// Compares two event files (JSON lines), or any two texts, line by line. Reads no further than it
/// must and keeps no more than the context.
/// @return nothing when they are the same
std::optional<Difference> firstDifference(const LineSource& left, const LineSource& right);

/// Compares two traces that are in memory; the events are put into words as EventWriter does.
/// @pre neither has forgotten records
std::optional<Difference> firstDifference(const Recorder& left,
    const std::vector<std::string>& leftNames, const Recorder& right,
    const std::vector<std::string>& rightNames);

/// Says the difference for people, marked as diff does: two blanks before common lines, "- " before
/// the left run's, "+ " before the right run's. Ends in a line end.
std::string differenceText(const Difference& difference);

} // namespace tickscope
