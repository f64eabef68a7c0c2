// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/trace_log.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace tickscope {

/// What a server shows at an instant.
struct LiveValue
{
    enum class Kind : std::uint8_t { None, Number, TimeSpan, Word };
    Kind kind = Kind::None;
    std::int64_t number = 0; ///< Number; TimeSpan: ns
    std::string_view word {}; ///< Word; static text
};

/// A path of a condition that is looked up at an instant and not over a span: `poller.depth`.
struct LivePath
{
    std::string_view name; ///< what stands behind the name of the server
    std::string_view unit; ///< "number", "duration", or the words that it can be
    std::string_view sentence; ///< what it is, without capital and full stop
    LiveValue::Kind kind = LiveValue::Kind::Number;
    bool isOfRun = false; ///< alone, it is the sum over all servers
    /// @param ns  an instant as it ended; not after the last one of the log
    LiveValue (*of)(const ServerLog& log, std::int64_t ns) = nullptr;
};

/// All of them, in the order in which help shows them.
std::span<const LivePath> livePaths();

/// @return the path with that name, or nullptr
const LivePath* findLivePath(std::string_view name);

/// The message that waits longest at an instant, or nullptr.
const MessageEntry* oldestWaiting(const ServerLog& log, std::int64_t ns);

} // namespace tickscope
