// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"

#include <chrono>
#include <string_view>

namespace tickscope::cli {

/// One line that says how far the work is, for a person who watches and has waited for a second.
/// It removes itself.
class Progress
{
public:
    explicit Progress(Console& console);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// @param fraction  done so far, 0 to 1
    void show(double fraction, std::string_view text);

private:
    using Clock = std::chrono::steady_clock;

    Console& m_console;
    Clock::time_point m_next; ///< shows nothing before
    bool m_isShown = false;
};

} // namespace tickscope::cli
