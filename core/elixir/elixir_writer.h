// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/server_plan.h"
#include "core/elixir/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// Writes the Elixir module of one server. Each function adds one part of it, in the order in which
/// they stand in the text; a part that the scenario does not use adds nothing.
class ElixirWriter
{
public:
    ElixirWriter(const ServerPlan& plan, SourceModule& module);

    void head();
    void init();
    void handleContinue();
    void handleTick();
    void handleCasts();
    void handleCall();
    void scheduleFunctions();
    void workFunctions();
    void monitor();
    void end() { m_out.line("end"); }

private:
    void attributes();
    void loadInInit();
    void armFirstTick(const std::string& interval);
    void finishContinue();
    void initReturn();
    void fieldLines(std::string_view fields);
    void eachField(std::string_view fields, const char* indent, const std::vector<LineRule>& rules);
    void callForState();
    void callRequest(const char* tag, Callback callback, const std::string& wait);
    void castRequest(const char* tag, Callback callback, const std::string& wait);
    void handlesRequest(Callback callback);
    void startLater();
    void foundZero();
    void tickBody();
    void earlyReturns();
    void finishTick();
    void armNextTick();
    void doWork();
    void takeResult();
    void setInterval();
    void cancel();
    void resume();
    void skipFunction();
    void cancelFunction();
    void backoffFunctions();
    void nextIntervalFunction();
    void fullJitterFunction();
    void inlineBackoff();
    void recreateInterval();
    void resultFunction();

    /// "    # words", indented as the body of a callback.
    void say(std::string_view words);
    void impl();

    std::string initialFields(bool isArmed, bool isLoaded) const;
    std::string kindFields(bool isLoaded) const;
    std::string resultOfWork() const;
    std::string afterError() const;
    void tupleLines(const std::string& tuple, const std::vector<LineRule>& rules);
    void loadReturns(const std::string& noRearm);
    std::string updatedState() const;
    std::string argument() const { return m_plan.isBackoff() ? "base_interval" : "interval"; }
    std::string firstInterval(const std::string& otherwise) const;
    std::string nextInterval(bool withJitter = true) const;
    std::string grown() const;
    std::string arm(const std::string& interval) const;
    std::string cancelled() const;
    std::string target() const;
    std::string monitorTarget() const;
    std::string armComment() const { return scheduleComment(m_plan.spec.schedule); }
    LineRule arming() const;

    const ServerPlan& m_plan;
    SourceWriter m_out;
    bool m_hasLongName;
    std::string m_name; // the registered name, or @name when it is long
    bool m_saysImpl = false; // @impl true stands once above the clauses of a callback
};

} // namespace tickscope
