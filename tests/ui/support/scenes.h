// SPDX-License-Identifier: GPL-3.0-only
#pragma once

/// The scene that the timeline is drawn from in most pictures: four servers, the second one slower
/// than its timer, and an edit that waits its turn.
inline constexpr char buildupScene[] = R"(
format = 1
duration = "60s"
[[server]]
name = "poller_after"
interval = "5s"
work = "8s"
[[server]]
name = "poller_interval"
schedule = "send_interval"
interval = "5s"
work = "8s"
[[server]]
name = "heartbeat"
kind = "heartbeat"
schedule = "before_work"
interval = "2s"
work = "200ms"
[[server]]
name = "countdown"
kind = "countdown"
interval = "1s"
from = 10
[[action]]
at = "30s"
server = "poller_interval"
do = "set_interval"
value = "10s"
)";

/// What goes wrong: a crash with a full mailbox, errors, a cancel in time and one too late, a call
/// that is given up, a dropped tick.
inline constexpr char troubleScene[] = R"(
format = 1
duration = "24s"
[[server]]
name = "crash"
schedule = "send_interval"
interval = "3s"
work = "5s"
[[server]]
name = "error"
interval = "3s"
work = "2400ms"
outcomes = ["ok", "error"]
[[server]]
name = "cancel_in_time"
interval = "5s"
work = "2s"
[[server]]
name = "cancel_late"
schedule = "before_work"
interval = "3s"
work = "5s"
[[server]]
name = "calls"
interval = "3s"
work = "9s"
[[server]]
name = "dropped"
schedule = "before_work"
interval = "5s"
work = "2s"
address = "name"
restart = "temporary"
[[server]]
name = "chains"
schedule = "before_work"
interval = "4s"
work = "1s"
[[action]]
at = "11s"
server = "crash"
do = "crash"
[[action]]
at = "10s"
server = "cancel_in_time"
do = "cancel"
[[action]]
at = "6500ms"
server = "cancel_late"
do = "cancel"
[[action]]
at = "5s"
server = "calls"
do = "call"
timeout = "5s"
[[action]]
at = "11s"
server = "dropped"
do = "crash"
[[action]]
at = "6s"
server = "chains"
do = "resume"
)";
