// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/supervisor.h"

#include <algorithm>

namespace tickscope {

bool RestartIntensity::add(VirtualTime now)
{
    const std::int64_t second
        = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
    m_seconds.push_back(second);
    while (m_seconds[m_first] < second - static_cast<std::int64_t>(m_maxSeconds))
        ++m_first;
    if (m_first > m_seconds.size() / 2) {
        m_seconds.erase(
            m_seconds.begin(), m_seconds.begin() + static_cast<std::ptrdiff_t>(m_first));
        m_first = 0;
    }
    return m_seconds.size() - m_first <= m_maxRestarts;
}

Supervisor::Supervisor(ChildHost& host, std::vector<ChildSpec> children, RestartIntensity intensity)
    : m_host(host)
    , m_children(std::move(children))
    , m_intensity(intensity)
{
    for (const ChildSpec& child : m_children) {
        if (child.restart == RestartKind::Permanent)
            continue;
        const std::size_t end = std::size_t { child.process } + child.count;
        m_restartKinds.resize(std::max(m_restartKinds.size(), end), RestartKind::Permanent);
        std::fill_n(m_restartKinds.begin() + child.process, child.count, child.restart);
    }
    notice();
}

std::uint32_t Supervisor::nextFirstStart()
{
    const ChildSpec& table = m_children[m_nextTable];
    const std::uint32_t process = table.process + m_started++;
    if (m_started == table.count) {
        m_started = 0;
        ++m_nextTable;
    }
    return process;
}

void Supervisor::notice()
{
    m_hasWork = m_isAlive && !m_waitingFor && (hasFirstStarts() || !m_requests.empty());
}

void Supervisor::run()
{
    while (hasWork()) {
        if (hasFirstStarts()) {
            startAndWait(nextFirstStart());
        } else {
            const Request request = m_requests.front();
            m_requests.pop_front();
            handle(request);
        }
        notice();
    }
}

void Supervisor::childStarted(std::uint32_t process)
{
    if (m_waitingFor != process)
        return;
    m_waitingFor.reset();
    m_isUp = m_isUp || !hasFirstStarts();
    notice();
}

void Supervisor::childExited(std::uint32_t process, Reason reason)
{
    if (!m_isAlive)
        return;
    if (m_waitingFor != process) {
        m_requests.push_back({ process, reason });
        notice();
        return;
    }
    // It died in init. In the first start that fails the supervisor, later it is one more restart.
    m_waitingFor.reset();
    if (m_isUp)
        m_requests.push_front({ process, reason });
    else
        giveUp();
    notice();
}

// While it starts its children it answers nobody; then they run.
bool Supervisor::isYetToStart(std::uint32_t process) const
{
    const auto next = m_children.begin() + static_cast<std::ptrdiff_t>(m_nextTable);
    const auto table = std::find_if(
        next, m_children.end(), [process](const ChildSpec& child) { return child.isFor(process); });
    return table != m_children.end() && (table != next || process - table->process >= m_started);
}

Supervisor::StartResult Supervisor::start(std::uint32_t process, bool hasProcess)
{
    if (!m_isAlive)
        return StartResult::NoProcess;
    const bool isAsked
        = std::any_of(m_requests.begin(), m_requests.end(), [&](const Request& request) {
              return request.process == process && leadsToAStart(request);
          });
    if (hasProcess || isAsked || isYetToStart(process))
        return StartResult::AlreadyStarted;
    m_requests.push_back({ process, std::nullopt });
    notice();
    return StartResult::Started;
}

void Supervisor::handle(const Request& request)
{
    if (!leadsToAStart(request))
        return;
    if (request.exit)
        restart(request.process);
    else
        startAndWait(request.process);
}

bool Supervisor::leadsToAStart(const Request& request) const
{
    if (!request.exit)
        return true;
    const bool isAbnormal = *request.exit != Reason::Normal && *request.exit != Reason::Shutdown;
    const RestartKind kind = restartKind(request.process);
    return kind == RestartKind::Permanent || (kind == RestartKind::Transient && isAbnormal);
}

void Supervisor::restart(std::uint32_t process)
{
    if (!m_intensity.add(m_host.now())) {
        giveUp();
        return;
    }
    m_host.childRestarts(process);
    startAndWait(process);
}

void Supervisor::startAndWait(std::uint32_t process)
{
    m_waitingFor = process;
    if (m_host.startChild(process) == ChildHost::Started::Yes)
        childStarted(process);
}

void Supervisor::giveUp()
{
    m_isAlive = false;
    m_requests.clear();
    for (std::size_t i = m_children.size(); i-- > 0;) {
        for (std::uint32_t k = m_children[i].count; k-- > 0;)
            m_host.shutDownChild(m_children[i].process + k);
    }
    m_host.supervisorExits(Reason::Shutdown);
}

} // namespace tickscope
