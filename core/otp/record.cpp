// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/record.h"

namespace tickscope {

// Switches without a default: a new enumerator without a word is a warning, not a blank.

const char* toText(Event event)
{
    switch (event) {
    case Event::Spawn:
        return "spawn";
    case Event::Init:
        return "init";
    case Event::HandleContinue:
        return "handle_continue";
    case Event::HandleInfo:
        return "handle_info";
    case Event::HandleCast:
        return "handle_cast";
    case Event::HandleCall:
        return "handle_call";
    case Event::Return:
        return "return";
    case Event::WorkStart:
        return "work_start";
    case Event::WorkEnd:
        return "work_end";
    case Event::SendAfter:
        return "send_after";
    case Event::SendInterval:
        return "send_interval";
    case Event::CancelTimer:
        return "cancel_timer";
    case Event::Timeout:
        return "timeout";
    case Event::Receive:
        return "receive";
    case Event::Dequeue:
        return "dequeue";
    case Event::Drop:
        return "drop";
    case Event::Notify:
        return "notify";
    case Event::CallReply:
        return "call_reply";
    case Event::CallTimeout:
        return "call_timeout";
    case Event::Exit:
        return "exit";
    case Event::Restart:
        return "restart";
    case Event::SupervisorExit:
        return "supervisor_exit";
    case Event::DoubleChain:
        return "double_chain";
    case Event::SetWork:
        return "set_work";
    case Event::SetOutcomes:
        return "set_outcomes";
    case Event::StartChild:
        return "start_child";
    case Event::Wait:
        return "wait";
    case Event::Stall:
        return "stall";
    }
    return "";
}

const char* toText(MessageKind kind)
{
    switch (kind) {
    case MessageKind::None:
        return "";
    case MessageKind::Poll:
        return "poll";
    case MessageKind::Heartbeat:
        return "heartbeat";
    case MessageKind::RefreshCache:
        return "refresh_cache";
    case MessageKind::Tick:
        return "tick";
    case MessageKind::Timeout:
        return "timeout";
    case MessageKind::SetInterval:
        return "set_interval";
    case MessageKind::Cancel:
        return "cancel";
    case MessageKind::Resume:
        return "resume";
    case MessageKind::Stop:
        return "stop";
    case MessageKind::Cast:
        return "cast";
    case MessageKind::Sys:
        return "sys";
    case MessageKind::Call:
        return "call";
    case MessageKind::Beat:
        return "beat";
    case MessageKind::MissedBeat:
        return "missed_beat";
    case MessageKind::Complete:
        return "complete";
    case MessageKind::Load:
        return "load";
    }
    return "";
}

const char* toText(Reason reason)
{
    switch (reason) {
    case Reason::None:
        return "";
    case Reason::Normal:
        return "normal";
    case Reason::Shutdown:
        return "shutdown";
    case Reason::Killed:
        return "killed";
    case Reason::Crash:
        return "crash";
    case Reason::TimeoutValue:
        return "timeout_value";
    case Reason::NoProcess:
        return "noproc";
    }
    return "";
}

const char* toText(StartResult result)
{
    switch (result) {
    case StartResult::Started:
        return "started";
    case StartResult::AlreadyStarted:
        return "already_started";
    case StartResult::NoProcess:
        return "noproc";
    case StartResult::Failed:
        return "failed";
    }
    return "";
}

const char* toText(TickOutcome outcome)
{
    switch (outcome) {
    case TickOutcome::Ok:
        return "ok";
    case TickOutcome::Error:
        return "error";
    case TickOutcome::Crash:
        return "crash";
    case TickOutcome::Killed:
        return "killed";
    case TickOutcome::Unfinished:
        return "unfinished";
    case TickOutcome::Waiting:
        return "waiting";
    case TickOutcome::Lost:
        return "lost";
    }
    return "";
}

} // namespace tickscope
