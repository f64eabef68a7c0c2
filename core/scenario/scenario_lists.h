// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <array>

namespace tickscope {

// All values of each choice, in the order in which lists show them.

inline constexpr std::array allServerKinds { ServerKind::Poller, ServerKind::Heartbeat,
    ServerKind::CacheRefresh, ServerKind::Countdown, ServerKind::BackoffPoller };
inline constexpr std::array allSchedules { Schedule::AfterWork, Schedule::BeforeWork,
    Schedule::SendInterval, Schedule::Absolute, Schedule::AbsoluteSkip, Schedule::IdleTimeout };
inline constexpr std::array allLoadIns { LoadIn::Continue, LoadIn::Init };
inline constexpr std::array allAddresses { Address::Pid, Address::Name };
inline constexpr std::array allRestartKinds { RestartKind::Permanent, RestartKind::Transient,
    RestartKind::Temporary };
inline constexpr std::array allClockKinds { ClockKind::Ideal, ClockKind::Beam };
inline constexpr std::array allGrowths { Growth::DoubleOnce, Growth::Exponential };
inline constexpr std::array allBackoffJitters { BackoffJitter::None, BackoffJitter::Full };
inline constexpr std::array allOutcomes { Outcome::Ok, Outcome::Error, Outcome::Crash,
    Outcome::Stop, Outcome::NoRearm };
inline constexpr std::array allArms { Arm::Init, Arm::AfterLoad };
inline constexpr std::array allStrategies { Strategy::OneForOne, Strategy::OneForAll,
    Strategy::RestForOne };
inline constexpr std::array allActionKinds { ActionKind::SetInterval, ActionKind::SetWork,
    ActionKind::SetOutcomes, ActionKind::Cancel, ActionKind::Resume, ActionKind::Tick,
    ActionKind::Crash, ActionKind::Stop, ActionKind::Start, ActionKind::Call, ActionKind::Sys,
    ActionKind::Stall };
inline constexpr std::array allClientRequests { ClientRequest::Call, ClientRequest::Cast,
    ClientRequest::Tick };

} // namespace tickscope
