// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/gen_server_calls.h"

namespace tickscope {

void WorkDone::tellNode(Handler::promise_type& handler) noexcept
{
    handler.server.m_node->waitsWith(handler.server.process(), *this);
}

// The three below are what `use GenServer` gives to a module that does not define them.
Handler GenServer::handleContinue()
{
    co_return receive();
}
Handler GenServer::handleCast(Message)
{
    co_return receive();
}
Handler GenServer::handleCall(Message)
{
    co_return receive();
}

} // namespace tickscope
