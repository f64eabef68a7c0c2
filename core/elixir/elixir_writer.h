// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/server_plan.h"
#include "core/elixir/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// Writes the Elixir module of one server. Each function adds one part of it, in the order in which
/// they stand in the text.
class ElixirWriter
{
public:
    ElixirWriter(const ServerPlan& plan, SourceModule& module);

    void head();
    void init();
    void handleContinue();
    void handleTick();
    void handleSetInterval();
    void handleCancel();
    void handleResume();
    void handleCall();
    void workFunctions();
    void scheduleFunctions();
    void backoffFunctions();
    void monitor();
    void end() { m_out.line("end"); }

private:
    void startLater();
    void foundZero();
    void tickBody();
    void armNextTick();
    void doWork();
    void initReturn();
    void fieldLines(std::string_view fields);
    void attributes();
    void recreateInterval();
    void nextIntervalFunction();

    std::string initialFields() const;
    std::string workFields() const;
    std::string updatedState() const;
    std::string argument() const { return m_plan.isBackoff() ? "base_interval" : "interval"; }
    std::string firstInterval(const std::string& otherwise) const;
    std::string nextInterval(bool withJitter = true) const;
    std::string arm(const std::string& interval) const;
    std::string target() const;
    std::string monitorTarget() const;
    LineRule arming() const;

    const ServerPlan& m_plan;
    SourceWriter m_out;
    bool m_hasLongName;
    std::string m_name; // the registered name, or @name when it is long
};

} // namespace tickscope
