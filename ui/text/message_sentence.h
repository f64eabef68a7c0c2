// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/trace_log.h"

#include <QString>

namespace tickscope {

/// The story of one message as a sentence: "Tick 4 of poller_interval" "was due at 20.000 s,
/// delivered at once, waited 9.000 s behind 1 message and the tick at work, worked 8 s."
struct MessageSentence
{
    QString subject;
    QString predicate;

    QString whole() const { return subject + u' ' + predicate; }
};

/// @param server  its name; empty leaves it out of the subject
/// @param nowNs  the present moment: later ones are not told
MessageSentence messageSentence(
    const ServerLog& log, const MessageEntry& message, const QString& server, std::int64_t nowNs);

} // namespace tickscope
