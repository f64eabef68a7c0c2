// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/record.h"

#include <cstdint>
#include <string>

namespace tickscope {

/// What a node asks of whoever runs it.
class NodeHost
{
public:
    /// Makes the GenServer of a process that is being spawned, in the room that it has for it.
    virtual void createServer(std::uint32_t process, void* room) = 0;
    /// The name of a process; the number after the last process is the supervisor's, the next one
    /// its parent's.
    virtual std::string nameOf(std::uint32_t process) const = 0;
    /// A person's action is due (see Node::scheduleAction).
    virtual void act(std::uint32_t action) = 0;
    /// A call is answered: the state of the process is what it returns.
    virtual void callReplied(std::uint32_t process, std::uint32_t message)
    {
        static_cast<void>(process);
        static_cast<void>(message);
    }
    /// The supervisor answered a start (see Node::startChildAgain).
    virtual void startAnswered(std::uint32_t asker, StartResult result) = 0;
    /// A client's next request is due (see Node::scheduleClient).
    virtual void clientComes(std::uint32_t client) = 0;

protected:
    ~NodeHost() = default;
};

} // namespace tickscope
