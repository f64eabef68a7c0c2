// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <cstdint>

namespace tickscope {

/// A moment or a stretch of time as it stands in sentences: "41.000 s", "0.329 s", "1.15 ms",
/// "0 s". Milliseconds from a tenth of a second on, microseconds from ten milliseconds on, and
/// below that its own unit: what was drawn at random has nine decimals, and nobody reads them out.
QString timeText(std::int64_t ns);
/// What was measured: as timeText(), but "9 h 28 min" from an hour on.
QString measuredTimeText(std::int64_t ns);
/// A number of seconds without the unit, for columns: "41.000".
QString secondsText(std::int64_t ns);
/// All of it: "0.329209026 s", "41.000 s".
QString exactTimeText(std::int64_t ns);
/// As short as it can be: "0", "41", "2.5".
QString shortSecondsText(std::int64_t ns);
/// The big clock: "0:41.000", "1:02:03.000", "58 d 1:02:03.000".
QString clockText(std::int64_t ns);
/// An end beside the clock: "1:00"; decimals only where they are not zero.
QString clockEndText(std::int64_t ns);
/// A setting, in its own unit and readable by parseDurationField(): "5 s", "2.4 s", "265 ms", "5
/// m".
QString durationText(std::int64_t ns);
/// What was measured, in its own unit and three decimals at most: "8 s", "182.068 ms".
QString lengthText(std::int64_t ns);
/// A count with commas: "1,000".
QString countText(std::uint64_t count);
/// A number of messages in words: "1 message", "4 messages".
QString messagesText(std::uint64_t count);

} // namespace tickscope
