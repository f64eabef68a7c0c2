// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace tickscope {

/// Where somebody asked to go: "3.2s", "+250ms", "-1s", "#120", "tick 7".
struct GoTo
{
    enum class Kind : std::uint8_t { Nothing, Time, Later, Earlier, Record, Tick };
    Kind kind = Kind::Nothing;
    std::int64_t value = 0; ///< ns, the number of a record, or of a tick
    QString reason; ///< why it is Nothing; empty for an empty text
};

GoTo parseGoTo(const QString& text);

/// The marker that a text names: "crash here", "marker crash here", or the beginning or a part of
/// a name. Case does not count.
/// @return the index of the first that fits best
std::optional<std::size_t> findMarker(const std::vector<Marker>& markers, const QString& text);

/// A moment of the run as people type it: "41", "41 s", "0:41", "1:02:03.5". A plain number is s.
std::optional<std::int64_t> parseMoment(const QString& text);

/// The speed in words: "1x", "0.5x", "640x", "12,000x", "max".
QString speedText(double speed);

} // namespace tickscope
