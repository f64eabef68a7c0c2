// SPDX-License-Identifier: GPL-3.0-only
#include "core/run/client_arrivals.h"

#include "core/servers/draw.h"

namespace tickscope {

namespace {

// Servers have the streams from 0 on (see World).
constexpr std::uint64_t firstStream = std::uint64_t { 1 } << 48;

std::uint64_t streamOf(std::uint32_t client, std::uint64_t purpose)
{
    return firstStream + client * std::uint64_t { 8 } + purpose;
}

} // namespace

ClientArrivals::ClientArrivals(const ClientSpec& client, std::uint64_t seed, std::uint32_t index)
    : m_client(client)
    , m_everyDraws(seed, streamOf(index, 0))
    , m_workDraws(seed, streamOf(index, 1))
{
}

std::optional<VirtualTime> ClientArrivals::next()
{
    if (m_count == 0 && m_client.from)
        m_at = VirtualTime { *m_client.from };
    else
        m_at = addSaturated(m_at, draw(m_client.every, ++m_gaps, &m_everyDraws));
    const VirtualTime last { m_client.until.value_or(maxDuration) };
    if (m_at > last)
        return std::nullopt;
    ++m_count;
    return m_at;
}

Duration ClientArrivals::work()
{
    return draw(m_client.work, m_count, &m_workDraws);
}

} // namespace tickscope
