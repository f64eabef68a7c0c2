// SPDX-License-Identifier: GPL-3.0-only
#include "ui/comparison/comparison_model.h"

#include "ui/controller/run_controller.h"
#include "ui/controller/run_words.h"

#include <algorithm>
#include <cassert>

namespace tickscope {

namespace {

// A run of so many events is repeated in a few milliseconds.
constexpr std::uint64_t mostForecastEvents = 20'000;

} // namespace

ComparisonModel::ComparisonModel(const RunController& controller, QObject* parent)
    : QAbstractTableModel(parent)
    , m_controller(controller)
{
    connect(&controller, &RunController::runReplaced, this, &ComparisonModel::runReplaced);
}

ComparisonModel::Column ComparisonModel::columnOf(std::uint32_t server) const
{
    Column column;
    column.name = m_controller.run().processNames()[server];
    column.server = server;
    return column;
}

void ComparisonModel::setServers(const std::vector<std::uint32_t>& servers)
{
    beginResetModel();
    m_columns.clear();
    for (const auto server : servers)
        if (m_controller.hasRun() && server < m_controller.run().serverCount())
            m_columns.push_back(columnOf(server));
    endResetModel();
}

void ComparisonModel::addServer(std::uint32_t server)
{
    assert(m_controller.hasRun() && server < m_controller.run().serverCount());
    if (hasServer(server))
        return;
    const int place = int(m_columns.size());
    beginInsertColumns({}, place, place);
    m_columns.push_back(columnOf(server));
    endInsertColumns();
}

void ComparisonModel::removeServer(int column)
{
    beginRemoveColumns({}, column, column);
    m_columns.erase(m_columns.begin() + column);
    endRemoveColumns();
}

bool ComparisonModel::hasServer(std::uint32_t server) const
{
    return std::any_of(m_columns.begin(), m_columns.end(),
        [server](const Column& column) { return column.server == server; });
}

/// The same names in the new run, wherever they stand there; those that are gone leave the table.
void ComparisonModel::runReplaced()
{
    const auto names
        = m_controller.hasRun() ? m_controller.run().processNames() : std::vector<std::string>();
    const auto count = m_controller.hasRun() ? m_controller.run().serverCount() : 0;
    // In one go: who hears of a change measures, and must find no column of a server that is gone.
    const auto end = names.begin() + std::ptrdiff_t(count);
    const auto isGone
        = [&](const Column& column) { return std::find(names.begin(), end, column.name) == end; };
    const bool loses = std::any_of(m_columns.begin(), m_columns.end(), isGone);
    if (loses)
        beginResetModel();
    std::erase_if(m_columns, isGone);
    for (auto& column : m_columns)
        column.server = std::uint32_t(std::find(names.begin(), end, column.name) - names.begin());
    if (loses)
        endResetModel();
}

void ComparisonModel::measure(std::optional<TimeSpan> range, bool forecasts)
{
    if (m_columns.empty() || !m_controller.hasRun())
        return;
    const auto nowNs = toNs(m_controller.now());
    const auto asked = range.value_or(TimeSpan { 0, nowNs });
    m_span = { asked.startNs, std::max(asked.startNs, std::min(asked.endNs, nowNs)) };
    std::vector<std::optional<CancelForecast>> forecast(m_columns.size());
    if (forecasts && !range) {
        std::vector<std::uint32_t> servers;
        for (const auto& column : m_columns)
            servers.push_back(column.server);
        forecast = forecastCancels(m_controller.run(), servers, mostForecastEvents);
    }
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        measureColumn(m_columns[i], forecast[i]);
    emit dataChanged(index(0, 0), index(comparisonRowCount - 1, int(m_columns.size()) - 1));
    emit headerDataChanged(Qt::Horizontal, 0, int(m_columns.size()) - 1);
}

void ComparisonModel::measureColumn(Column& column, std::optional<CancelForecast> forecast)
{
    const auto& run = m_controller.run();
    const auto& log = m_controller.log().server(column.server);
    const auto& spec = run.serverSpec(column.server);
    const auto snapshot = run.snapshot(column.server);
    const auto statistics = tickscope::measure(log, spec, m_span.startNs, m_span.endNs);
    const ComparisonSource source { snapshot, spec, log, statistics, m_span,
        toNs(m_controller.now()), std::move(forecast), gaveUpSentence(m_controller) };
    for (int row = 0; row < comparisonRowCount; ++row)
        column.cells[std::size_t(row)] = comparisonCell(ComparisonRow(row), source);
}

const ComparisonCell& ComparisonModel::cell(const QModelIndex& index) const
{
    return m_columns[std::size_t(index.column())].cells[std::size_t(index.row())];
}

int ComparisonModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : comparisonRowCount;
}

int ComparisonModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& shown = cell(index);
    switch (role) {
    case Qt::DisplayRole:
        return shown.headline;
    case DetailRole:
        return shown.detail;
    case MarkRole:
        return int(shown.mark);
    case OfferRole:
        return shown.offerText;
    case Qt::AccessibleTextRole:
        return tr("%1. %2").arg(shown.headline, shown.detail);
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section < comparisonRowCount ? comparisonRowName(ComparisonRow(section)) : QString();
    if (section >= int(m_columns.size()) || !m_controller.hasRun())
        return {};
    const auto& column = m_columns[std::size_t(section)];
    return QStringLiteral("%1 – %2").arg(QString::fromStdString(column.name),
        scheduleWords(m_controller.run().serverSpec(column.server).schedule));
}

QString ComparisonModel::toText() const
{
    QStringList lines;
    QStringList head { QString() };
    for (int column = 0; column < columnCount(); ++column)
        head << headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines << head.join(u'\t');
    for (int row = 0; row < rowCount(); ++row) {
        QStringList cells { comparisonRowName(ComparisonRow(row)) };
        for (int column = 0; column < columnCount(); ++column)
            cells << index(row, column).data(Qt::AccessibleTextRole).toString();
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace tickscope
