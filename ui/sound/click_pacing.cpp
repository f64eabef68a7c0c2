// SPDX-License-Identifier: GPL-3.0-only
#include "ui/sound/click_pacing.h"

namespace tickscope {

using namespace std::chrono_literals;

namespace {

constexpr auto leastGap = std::chrono::nanoseconds(1s) / ClickPacing::mostPerSecond;

} // namespace

std::optional<Click> ClickPacing::frame(
    std::chrono::nanoseconds wall, std::uint64_t ticks, std::uint64_t waited)
{
    while (!m_second.empty() && m_second.front() + 1s <= wall)
        m_second.pop_front();
    if (ticks == 0)
        return std::nullopt;
    const bool isClose = !m_second.empty() && wall - m_second.back() < leastGap;
    m_second.push_back(wall);
    // Ticks of one frame are one click, so a crowd that ticks together once a second is heard.
    if (m_second.size() > mostPerSecond || isClose)
        return std::nullopt;
    return waited > 0 ? Click::Waited : Click::OnTime;
}

void ClickPacing::clear()
{
    m_second.clear();
}

} // namespace tickscope
