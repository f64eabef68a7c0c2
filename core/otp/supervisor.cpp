// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/supervisor.h"

#include <algorithm>
#include <cassert>
#include <utility>

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

void RestartIntensity::reset()
{
    m_seconds.clear();
    m_first = 0;
}

Supervisor::Supervisor(
    ChildHost& host, std::vector<ChildSpec> children, Strategy strategy, RestartIntensity intensity)
    : m_host(host)
    , m_children(std::move(children))
    , m_intensity(intensity)
    , m_strategy(strategy)
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

std::uint32_t Supervisor::takeNext()
{
    const ChildSpec& table = m_children[m_next.table];
    const std::uint32_t process = table.process + m_next.child++;
    if (m_next.child == table.count)
        m_next = { m_next.table + 1, 0 };
    return process;
}

Supervisor::Place Supervisor::placeOf(std::uint32_t process) const
{
    const auto table = std::find_if(m_children.begin(), m_children.end(),
        [process](const ChildSpec& child) { return child.isFor(process); });
    if (table == m_children.end())
        return end();
    return { static_cast<std::size_t>(table - m_children.begin()), process - table->process };
}

void Supervisor::notice()
{
    m_hasWork = m_isAlive && !m_waitingFor && (hasStarts() || !m_requests.empty());
}

void Supervisor::run()
{
    while (hasWork()) {
        if (m_host.isAtLimit()) {
            m_hasWork = false;
            return;
        }
        if (hasStarts()) {
            startNext();
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
    m_isUp = m_isUp || !hasStarts();
    answerStart(StartResult::Started);
    notice();
}

void Supervisor::childExited(std::uint32_t process, Reason reason)
{
    if (!m_isAlive || m_isShuttingDown)
        return;
    if (m_waitingFor == process)
        startFailed(process);
    else
        m_requests.push_back({ process, Asked::Exit, reason });
    notice();
}

// It died in init. In the first start that fails the supervisor. Later it asks itself to try again,
// behind whatever has come in meanwhile; but whoever asked for a start by hand is told.
void Supervisor::startFailed(std::uint32_t process)
{
    m_waitingFor.reset();
    if (!m_isUp)
        return giveUp();
    m_next = end();
    if (m_asker)
        answerStart(StartResult::Failed);
    else
        m_requests.push_back({ process, Asked::TryAgain });
}

void Supervisor::answerStart(StartResult result)
{
    if (m_asker)
        m_host.startAnswered(*std::exchange(m_asker, std::nullopt), result);
}

void Supervisor::start(std::uint32_t process, std::uint32_t asker)
{
    if (m_isAlive) {
        m_requests.push_back({ process, Asked::Start, Reason::None, asker });
        notice();
    } else {
        m_host.startBegins(process, StartResult::NoProcess);
        m_host.startAnswered(asker, StartResult::NoProcess);
    }
}

void Supervisor::startAnew()
{
    assert(!m_isAlive);
    m_isAlive = true;
    m_isUp = false;
    m_isSuccessor = true;
    m_next = {};
    m_intensity.reset();
    notice();
}

void Supervisor::handle(const Request& request)
{
    if (!leadsToAStart(request))
        return;
    if (request.asked == Asked::Start)
        startByHand(request);
    else
        restart(request.process);
}

void Supervisor::startByHand(const Request& request)
{
    m_asker = request.asker;
    if (isKnownAlive(request.process)) {
        m_host.startBegins(request.process, StartResult::AlreadyStarted);
        answerStart(StartResult::AlreadyStarted);
        return;
    }
    m_host.startBegins(request.process, StartResult::Started);
    if (restartKind(request.process) == RestartKind::Temporary) {
        std::erase(m_late, request.process);
        m_late.push_back(request.process);
    }
    startAndWait(request.process);
}

// As far as it knows: an end whose message waits behind this request is none yet, and one that it
// tries to start again answers {:error, :restarting}.
bool Supervisor::isKnownAlive(std::uint32_t process) const
{
    return m_host.hasProcess(process)
        || std::any_of(m_requests.begin(), m_requests.end(), [process](const Request& request) {
               return request.process == process && request.asked != Asked::Start;
           });
}

bool Supervisor::leadsToAStart(const Request& request) const
{
    if (request.asked != Asked::Exit)
        return true;
    const bool isAbnormal = request.reason != Reason::Normal && request.reason != Reason::Shutdown;
    const RestartKind kind = restartKind(request.process);
    return kind == RestartKind::Permanent || (kind == RestartKind::Transient && isAbnormal);
}

void Supervisor::restart(std::uint32_t process)
{
    if (!m_intensity.add(m_host.now())) {
        giveUp();
        return;
    }
    m_restarting = process;
    if (m_strategy == Strategy::OneForOne) {
        m_host.childRestarts(process, ChildHost::Counted::Yes);
        startAndWait(process);
        return;
    }
    const Place first = m_strategy == Strategy::OneForAll ? Place {} : placeOf(process);
    shutDownFrom(first);
    m_next = first;
}

// The next of the first starts, or of those that a restart takes along.
void Supervisor::startNext()
{
    const std::uint32_t process = takeNext();
    if (m_isUp && restartKind(process) == RestartKind::Temporary)
        return; // a shutdown removes it for good
    if (m_isUp || m_isSuccessor)
        m_host.childRestarts(process,
            m_isUp && process == m_restarting ? ChildHost::Counted::Yes : ChildHost::Counted::No);
    startAndWait(process);
}

void Supervisor::startAndWait(std::uint32_t process)
{
    m_waitingFor = process;
    if (m_host.startChild(process) == ChildHost::Started::Yes)
        childStarted(process);
}

// In reverse order of start. What these children had to tell is of no interest any more.
void Supervisor::shutDownFrom(Place first)
{
    m_isShuttingDown = true;
    for (auto late = m_late.rbegin(); late != m_late.rend(); ++late)
        m_host.shutDownChild(*late);
    for (std::size_t table = m_children.size(); table-- > first.table;) {
        const std::uint32_t least = table == first.table ? first.child : 0;
        for (std::uint32_t child = m_children[table].count; child-- > least;)
            m_host.shutDownChild(m_children[table].process + child);
    }
    std::erase_if(m_requests, [&](const Request& request) {
        const bool isLate
            = std::find(m_late.begin(), m_late.end(), request.process) != m_late.end();
        return request.asked != Asked::Start && (isLate || placeOf(request.process) >= first);
    });
    m_late.clear();
    m_isShuttingDown = false;
}

void Supervisor::giveUp()
{
    shutDownFrom({});
    for (const Request& request : std::exchange(m_requests, {})) {
        if (request.asked != Asked::Start)
            continue;
        m_host.startBegins(request.process, StartResult::NoProcess);
        m_host.startAnswered(request.asker, StartResult::NoProcess);
    }
    m_next = end();
    m_isAlive = false;
    m_host.supervisorExits(Reason::Shutdown);
}

} // namespace tickscope
