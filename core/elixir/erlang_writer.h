// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/server_plan.h"
#include "core/elixir/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// Writes one server as an Erlang module, part by part, in the order of the Elixir one.
class ErlangWriter
{
public:
    ErlangWriter(const ServerPlan& plan, SourceModule& module)
        : m_plan(plan)
        , m_out(module)
    {
    }

    void head();
    void init();
    void handleContinue();
    void handleInfo();
    void handleCast();
    void handleCall();
    void scheduleFunctions();
    void workFunctions();
    /// The monitor of a heartbeat: a module of its own.
    void monitor();

private:
    void armFirstTick();
    void loadReturns(const std::string& noRearm);
    void earlyReturns();
    void finishContinue(const char* end);
    void foundZero();
    void startLater();
    void tick();
    void armNextTick();
    std::string doWork();
    void setInterval();
    void cancel();
    void resume();
    void nextInterval();
    void recreate();
    void resultFunction();
    /// "    %% words", indented as the body of a callback.
    void say(std::string_view words);
    std::string idlePattern(bool waits);
    void castRequest(const char* tag, Callback callback, bool waits);
    void callRequest(const char* tag, Callback callback, bool waits, char end);
    void handlesRequest(bool waits);

    std::string initialFields(bool isArmed, bool isLoaded) const;
    std::string afterError() const;
    std::string takeResult();
    std::string argument() const { return m_plan.isBackoff() ? "BaseInterval" : "Interval"; }
    std::string first(const std::string& otherwise) const;
    /// What the next arming takes; a backoff reads it from that state.
    std::string next(const std::string& state = "State") const;
    std::string nextWithoutJitter(const std::string& state = "State") const;
    std::string arm(const std::string& interval) const;
    std::string cancelled(const std::string& timer) const;
    std::string target() const;
    std::string monitorTarget(const std::string& ofReplica) const;
    std::string armComment() const { return scheduleComment(m_plan.spec.schedule); }
    /// "State", or "#{interval := Interval} = State" with the fields that a clause reads.
    std::string pattern(std::vector<std::string> fields) const;
    LineRule arming() const;
    void function(const std::string& head, const std::string& body, LineRule rule);

    const ServerPlan& m_plan;
    SourceWriter m_out;
};

} // namespace tickscope
