// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/sweep_worker.h"

#include "app/tickscope-cli/drive.h"
#include "app/tickscope-cli/headless_run.h"
#include "app/tickscope-cli/interrupt.h"
#include "app/tickscope-cli/sweep_plan.h"

#include <utility>

namespace tickscope::cli {

SweepWorker::SweepWorker(Scenario base, const Combinations& all, const SweepTable& table,
    const std::vector<RunExpectation>& expectations, const RunLimits& limits)
    : m_all(all)
    , m_table(table)
    , m_expectations(expectations)
    , m_limits(limits)
    , m_scenario(std::move(base))
    , m_log(0, {})
{
}

bool SweepWorker::operator()(std::size_t index, SweepRows& rows)
{
    m_all.at(index, m_values);
    assignValues(m_scenario, m_all, m_values);
    begin();
    if (!runToEnd())
        return false;
    const std::size_t size = rows.text.size();
    try {
        append(index, rows);
    } catch (...) { // half a row is no row
        rows.text.resize(size);
        throw;
    }
    return true;
}

void SweepWorker::begin()
{
    if (m_run)
        m_run->restart(m_scenario);
    else
        m_run.emplace(m_scenario, RunOptions { m_limits });
    m_log.restart(m_run->serverCount(), m_run->watchedServers());
}

/// @return whether it came to an end of its own
bool SweepWorker::runToEnd()
{
    const VirtualTime until(m_scenario.duration);
    bool isOver = false;
    while (!isOver) {
        if (isInterrupted())
            return false;
        isOver = m_run->advanceTo(until, sliceEvents) || m_run->limitReached();
        m_log.consume(m_run->trace());
        m_run->forgetTraceBefore(m_run->trace().size());
    }
    return true;
}

void SweepWorker::append(std::size_t index, SweepRows& rows)
{
    const bool isComplete = !m_run->limitReached();
    std::optional<RunSummary> summary;
    if (m_table.needsSummary() || !m_expectations.empty()) {
        const DriveEnd end = isComplete ? DriveEnd {} : limitEnd(*m_run);
        summary = summarise(
            factsOf(*m_run, end, {}), m_run->scenario(), expandServers(m_run->scenario()), m_log);
    }
    m_table.appendRow(rows.text, index, m_values,
        { m_run->scenario(), m_log, toNs(m_run->now()), isComplete, summary ? &*summary : nullptr },
        m_memory);
    if (!isComplete)
        rows.limits.push_back({ index, limitEnd(*m_run).message });
    if (!summary)
        return;
    for (const CheckedExpectation& one : checkAll(m_expectations, *m_run, *summary, m_log)) {
        if (!one.result.holds)
            rows.failures.push_back({ index, one.result.text });
    }
}

} // namespace tickscope::cli
