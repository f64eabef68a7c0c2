// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/supervisor.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tickscope::testing {

using Log = std::vector<std::string>;

/// Children that start at once, or stay in init when told so.
class FakeChildren : public ChildHost
{
public:
    Started startChild(std::uint32_t process) override
    {
        log.push_back("start " + std::to_string(process));
        return slowInit == process ? Started::InInit : Started::Yes;
    }
    void childRestarts(std::uint32_t process, Counted counted) override
    {
        log.push_back(
            (counted == Counted::Yes ? "restart " : "take along ") + std::to_string(process));
    }
    void shutDownChild(std::uint32_t process) override
    {
        log.push_back("shutdown " + std::to_string(process));
    }
    void startBegins(std::uint32_t process, StartResult result) override
    {
        begun.push_back(std::to_string(process) + " " + toText(result));
    }
    void startAnswered(std::uint32_t asker, StartResult result) override
    {
        answers.push_back(std::to_string(asker) + " " + toText(result));
    }
    void supervisorExits(Reason reason) override
    {
        log.push_back(std::string("supervisor ") + toText(reason));
    }
    bool hasProcess(std::uint32_t process) const override { return running == process; }
    bool isAtLimit() const override { return atLimit; }
    VirtualTime now() const override { return time; }

    Log log;
    Log begun; ///< starts by hand
    Log answers; ///< to them, by who asked
    std::uint32_t slowInit = 99;
    std::uint32_t running = 99;
    bool atLimit = false;
    VirtualTime time {};
};

inline std::vector<ChildSpec> threeChildren()
{
    return { { 0, RestartKind::Permanent }, { 1, RestartKind::Transient },
        { 2, RestartKind::Temporary } };
}

} // namespace tickscope::testing
