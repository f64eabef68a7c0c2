// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/statistics_model.h"

#include "ui/text/time_text.h"

namespace tickscope {

namespace {

const QString none = QStringLiteral("–");

QString timeOr(bool isKnown, std::int64_t ns)
{
    return isKnown ? measuredTimeText(ns) : none;
}

QString ratio(double value)
{
    return QString::number(value, 'f', 2);
}

} // namespace

void StatisticsModel::setStatistics(const ServerStatistics& statistics)
{
    m_statistics = statistics;
    update();
}

void StatisticsModel::setDetail(Detail detail)
{
    m_detail = detail;
    update();
}

void StatisticsModel::update()
{
    auto fresh = rows();
    if (fresh.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(fresh);
        endResetModel();
        return;
    }
    m_rows = std::move(fresh);
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ValueColumn));
}

std::vector<StatisticsModel::Row> StatisticsModel::rows() const
{
    const auto& s = m_statistics;
    const bool hasPeriod = s.period.count > 0;
    const bool hasLateness = s.latenessCount > 0;
    std::vector<Row> rows {
        { tr("Ticks handled"), countText(s.ok + s.errors + s.crashes), {} },
        { tr("Start to start"), timeOr(hasPeriod, s.period.meanNs),
            tr("Mean time from the start of one tick to the start of the next.") },
        { tr("Nominal interval"), timeOr(s.nominalNs > 0, s.nominalNs),
            tr("The interval as last armed.") },
        { tr("Lateness, median"), timeOr(hasLateness, s.latenessPercentiles.p50Ns),
            tr("Started − due; half of the ticks were later.") },
        { tr("Lateness, max"), timeOr(hasLateness, s.latenessMaxNs), {} },
        { tr("Utilisation"), ratio(s.utilisation), tr("Work divided by time.") },
        { tr("Mailbox, mean"), ratio(s.depthMean), tr("Messages waiting, mean over time.") },
        { tr("Mailbox, max"), countText(s.depthMax), {} },
    };
    if (m_detail == Detail::All)
        appendAll(rows);
    appendTrouble(rows);
    return rows;
}

void StatisticsModel::appendAll(std::vector<Row>& rows) const
{
    const auto& s = m_statistics;
    const bool hasPeriod = s.period.count > 0;
    rows.push_back({ tr("Start to start, min"), timeOr(hasPeriod, s.period.minNs), {} });
    rows.push_back({ tr("Start to start, max"), timeOr(hasPeriod, s.period.maxNs), {} });
    const auto share = [&](const QString& name, bool isKnown, const DurationPercentiles& of) {
        rows.push_back({ tr("%1, 90 %").arg(name), timeOr(isKnown, of.p90Ns), {} });
        rows.push_back({ tr("%1, 95 %").arg(name), timeOr(isKnown, of.p95Ns), {} });
        rows.push_back({ tr("%1, 99 %").arg(name), timeOr(isKnown, of.p99Ns), {} });
        rows.push_back({ tr("%1, 99.9 %").arg(name), timeOr(isKnown, of.p999Ns), {} });
    };
    share(tr("Start to start"), hasPeriod, s.periodPercentiles);
    share(tr("Lateness"), s.latenessCount > 0, s.latenessPercentiles);
    rows.push_back({ tr("Drift"), timeOr(s.ticks > 0, s.driftNs),
        tr("How far the last start is from the grid that the first due time and the interval "
           "span.") });
    rows.push_back({ tr("Wait, mean"), timeOr(s.wait.count > 0, s.wait.meanNs),
        tr("Time in the mailbox, mean over all messages.") });
    rows.push_back({ tr("Waiting now"), countText(s.depthLast), {} });
}

void StatisticsModel::appendTrouble(std::vector<Row>& rows) const
{
    const auto& s = m_statistics;
    const auto add = [&](const QString& name, std::uint64_t count, const QString& help) {
        if (count > 0 || m_detail == Detail::All)
            rows.push_back({ name, countText(count), help });
    };
    add(tr("Errors"), s.errors, {});
    add(tr("Crashes"), s.crashes, {});
    add(tr("Restarts"), s.restarts, {});
    add(tr("Dropped"), s.dropped, tr("Messages that found nobody of that name."));
    add(tr("Lost"), s.lost, tr("Messages that died with their process."));
    add(tr("Missed beats"), s.missedBeats, {});
    add(tr("Calls"), s.calls.made, {});
    add(tr("Calls answered"), s.calls.answered, {});
    add(tr("Calls timed out"), s.calls.timedOut, tr("The caller gave up waiting."));
    if (s.calls.answered > 0) {
        rows.push_back({ tr("Answer, median"), measuredTimeText(s.calls.answerP50Ns), {} });
        rows.push_back({ tr("Answer, max"), measuredTimeText(s.calls.answerMaxNs), {} });
    }
}

int StatisticsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int StatisticsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StatisticsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == NameColumn ? row.name : row.value;
    case Qt::ToolTipRole:
        return row.help;
    case Qt::TextAlignmentRole:
        return int(
            Qt::AlignVCenter | (index.column() == NameColumn ? Qt::AlignLeft : Qt::AlignRight));
    default:
        return {};
    }
}

} // namespace tickscope
