// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/record.h"
#include "core/otp/request.h"
#include "core/otp/timer.h"
#include "core/sim/virtual_time.h"

#include <cstdint>
#include <unordered_map>

namespace tickscope {

/// What became of a message that a person sent (a cast, a call, a stop).
struct Answer
{
    enum class State : std::uint8_t {
        Waiting,
        Done,
        Dropped, ///< nobody had the name
        Lost, ///< its process died first
    };
    State state = State::Waiting;
    MessageKind kind = MessageKind::None;
    bool callerGaveUp = false; ///< Call
    bool isTooLong = false; ///< Call: its timeout is no value that a receive takes
    VirtualTime sentAt {};
    VirtualTime at {}; ///< handled or dropped
    /// Cancel: as in a CancelTimer record, or noDue where nothing was there to cancel; Call: ns
    /// waited.
    std::int64_t value = noDue;
    Duration argument {}; ///< of SetInterval and Call
    TimerRef timeout; ///< of Call, while the caller waits
    Request request;

    void end(State as, VirtualTime when)
    {
        state = as;
        at = when;
    }
};

/// The messages that people and clients have sent, each by its number, and what became of them; and
/// which of them callers wait for.
class Requests
{
public:
    /// @pre the number is new
    Answer& open(std::uint32_t message, const Answer& asked)
    {
        return m_answers.emplace(message, asked).first->second;
    }
    /// @pre the message is a request, and is followed or not yet handled
    Answer& answer(std::uint32_t message) { return m_answers.at(message); }
    const Answer& answer(std::uint32_t message) const { return m_answers.at(message); }
    /// @return null for a message that is no request
    Answer* find(std::uint32_t message)
    {
        const auto found = m_answers.find(message);
        return found == m_answers.end() ? nullptr : &found->second;
    }
    /// A request has come to its end. Unless somebody will ask, nothing is kept of it.
    void forgetUnlessFollowed(std::uint32_t message)
    {
        const auto found = m_answers.find(message);
        if (!found->second.request.isFollowed)
            m_answers.erase(found);
    }

    /// The caller of that message waits until that timer fires.
    void callerWaits(std::uint32_t message, TimerRef timeout)
    {
        m_answers.at(message).timeout = timeout;
        m_calls[timeout.number] = message;
    }
    /// @pre a caller waits until that timer fires
    /// @return the message that it waited for
    std::uint32_t callerWaitsNoMore(std::uint32_t timer)
    {
        const auto call = m_calls.find(timer);
        const std::uint32_t message = call->second;
        m_calls.erase(call);
        return message;
    }

private:
    std::unordered_map<std::uint32_t, Answer> m_answers; // by message; looked up, never walked
    std::unordered_map<std::uint32_t, std::uint32_t> m_calls; // message by timer number; likewise
};

} // namespace tickscope
