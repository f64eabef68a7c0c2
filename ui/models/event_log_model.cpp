// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/event_log_model.h"

#include "ui/controller/run_controller.h"
#include "ui/text/moment_text.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"

#include <algorithm>

namespace tickscope {

namespace {

// Records looked at in one go. Reading a record is cheap, writing its words is not.
constexpr std::uint64_t batch = 500'000;
constexpr std::uint64_t textBatch = 5'000;

} // namespace

EventLogModel::EventLogModel(const RunController& controller, QObject* parent)
    : QAbstractTableModel(parent)
    , m_controller(controller)
{
    m_more.setSingleShot(true);
    connect(&m_more, &QTimer::timeout, this, &EventLogModel::takeIn);
    connect(&controller, &RunController::runReplaced, this, &EventLogModel::restart);
    connect(&controller, &RunController::advanced, this, &EventLogModel::takeIn);
    restart();
}

void EventLogModel::setFilter(EventFilter filter)
{
    if (filter == m_filter)
        return;
    m_filter = std::move(filter);
    restart();
}

void EventLogModel::restart()
{
    beginResetModel();
    m_rows.clear();
    m_isCut = false;
    m_first = m_controller.hasRun() ? m_controller.run().trace().size() : 0;
    m_next = m_first;
    endResetModel();
    takeIn();
}

bool EventLogModel::isComplete() const
{
    if (!m_controller.hasRun())
        return true;
    const auto& trace = m_controller.run().trace();
    return m_next == trace.size() && (m_isCut || m_first <= trace.begin());
}

void EventLogModel::takeIn()
{
    if (!m_controller.hasRun())
        return;
    const auto most = m_filter.texts.isEmpty() ? batch : textBatch;
    takeNew(most);
    takeOld(most);
    if (!isComplete() && !m_more.isActive())
        m_more.start(0);
}

void EventLogModel::takeNew(std::uint64_t most)
{
    const auto end = std::min(m_controller.run().trace().size(), m_next + most);
    std::vector<std::uint64_t> found;
    for (; m_next < end; ++m_next)
        if (isShown(m_next))
            found.push_back(m_next);
    if (found.empty())
        return;
    if (found.size() > rowLimit) {
        found.erase(found.begin(), found.end() - std::ptrdiff_t(rowLimit));
        m_isCut = true;
    }
    const int row = int(m_rows.size());
    beginInsertRows({}, row, row + int(found.size()) - 1);
    m_rows.insert(m_rows.end(), found.begin(), found.end());
    endInsertRows();
    dropOldest();
}

void EventLogModel::dropOldest()
{
    if (m_rows.size() <= rowLimit)
        return;
    const auto surplus = std::ptrdiff_t(m_rows.size() - rowLimit);
    beginRemoveRows({}, 0, int(surplus) - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + surplus);
    endRemoveRows();
    m_isCut = true;
}

void EventLogModel::takeOld(std::uint64_t most)
{
    const auto begin = m_controller.run().trace().begin();
    if (m_isCut || m_first <= begin)
        return;
    const auto end = m_first - std::min(most, m_first - begin);
    std::vector<std::uint64_t> found;
    while (m_first > end && m_rows.size() + found.size() < rowLimit)
        if (isShown(--m_first))
            found.push_back(m_first);
    m_isCut = m_first > end;
    if (found.empty())
        return;
    beginInsertRows({}, 0, int(found.size()) - 1);
    m_rows.insert(m_rows.begin(), found.rbegin(), found.rend());
    endInsertRows();
}

bool EventLogModel::isShown(std::uint64_t seq) const
{
    const Record& record = m_controller.run().trace()[seq];
    const auto has = [](const auto& list, const auto& value) {
        return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    return has(m_filter.events, record.event) && has(m_filter.servers, record.server)
        && (m_filter.texts.isEmpty() || matchesText(seq));
}

bool EventLogModel::matchesText(std::uint64_t seq) const
{
    QString row;
    for (int column = 0; column < ColumnCount; ++column)
        row += text(seq, column) + u' ';
    return std::all_of(m_filter.texts.begin(), m_filter.texts.end(),
        [&row](const QString& wanted) { return row.contains(wanted, Qt::CaseInsensitive); });
}

QString EventLogModel::text(std::uint64_t seq, int column) const
{
    const auto& run = m_controller.run();
    const Record& record = run.trace()[seq];
    switch (column) {
    case TimeColumn:
        return momentColumnText(record.timeNs, toNs(m_controller.end()));
    case ServerColumn:
        return QString::fromStdString(run.processNames()[record.server]);
    case EventColumn:
        return record.event == Event::CancelTimer
            ? cancelCallText(record.value)
            : QString::fromLatin1(tickscope::toText(record.event));
    case WhatColumn: {
        const bool isServer = record.server < run.serverCount();
        return recordText(record, isServer ? &m_controller.log().server(record.server) : nullptr);
    }
    default:
        return {};
    }
}

void EventLogModel::setSelectedMessage(std::uint32_t server, std::uint32_t number)
{
    if (server == m_selectedServer && number == m_selectedMessage)
        return;
    m_selectedServer = server;
    m_selectedMessage = number;
    if (!m_rows.empty())
        emit dataChanged(
            index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1), { RelatedRole });
}

bool EventLogModel::isRelated(std::uint64_t seq) const
{
    const Record& record = m_controller.run().trace()[seq];
    if (m_selectedMessage == 0 || record.server != m_selectedServer)
        return false;
    switch (record.event) {
    case Event::Receive:
    case Event::Dequeue:
    case Event::HandleInfo:
    case Event::HandleCast:
    case Event::HandleCall:
    case Event::WorkStart:
    case Event::WorkEnd:
    case Event::Drop:
        return record.ref == m_selectedMessage;
    case Event::Return: {
        const auto* message
            = findMessage(m_controller.log().server(m_selectedServer), m_selectedMessage);
        return message && message->finishedNs == record.timeNs && seq > message->seq;
    }
    default:
        return false;
    }
}

int EventLogModel::rowOf(std::uint64_t seq) const
{
    return int(std::lower_bound(m_rows.begin(), m_rows.end(), seq) - m_rows.begin());
}

QString EventLogModel::toText(const QModelIndexList& rows) const
{
    QString lines;
    for (const auto& row : rows) {
        const auto seq = m_rows[std::size_t(row.row())];
        for (int column = 0; column < ColumnCount; ++column)
            lines += text(seq, column) + (column + 1 < ColumnCount ? u'\t' : u'\n');
    }
    return lines;
}

int EventLogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int EventLogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventLogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto seq = m_rows[std::size_t(index.row())];
    const Record& record = m_controller.run().trace()[seq];
    switch (role) {
    case Qt::DisplayRole:
        return text(seq, index.column());
    case Qt::ToolTipRole:
        return index.column() == TimeColumn
            ? QStringLiteral("#%1, %2").arg(seq).arg(exactTimeText(record.timeNs))
            : text(seq, index.column());
    case SeqRole:
        return qulonglong(seq);
    case ServerRole:
        return record.server;
    case TimeRole:
        return qlonglong(record.timeNs);
    case LiveEditRole:
        return index.column() == WhatColumn && isLiveEdit(record);
    case RelatedRole:
        return isRelated(seq);
    default:
        return {};
    }
}

QVariant EventLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time, s");
    case ServerColumn:
        return tr("Server");
    case EventColumn:
        return tr("Event");
    case WhatColumn:
        return tr("What");
    default:
        return {};
    }
}

} // namespace tickscope
