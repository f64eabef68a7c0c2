// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/progress.h"

#include <fmt/format.h>

namespace tickscope::cli {
namespace {

constexpr auto patience = std::chrono::seconds(1);
constexpr auto pace = std::chrono::milliseconds(100);
constexpr std::string_view eraseLine = "\r\x1b[K";

} // namespace

Progress::Progress(Console& console)
    : m_console(console)
    , m_next(Clock::now() + patience)
{
}

Progress::~Progress()
{
    if (m_isShown)
        m_console.tell(eraseLine);
}

void Progress::show(double fraction, std::string_view text)
{
    if (!m_console.isWatched())
        return;
    const auto now = Clock::now();
    if (now < m_next)
        return;
    m_next = now + pace;
    m_isShown = true;
    m_console.tell(fmt::format("{}{:3.0f} %  {}", eraseLine, 100 * fraction, text));
}

} // namespace tickscope::cli
