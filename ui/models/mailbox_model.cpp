// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/mailbox_model.h"

#include "ui/controller/run_controller.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"

#include <algorithm>

namespace tickscope {

MailboxModel::MailboxModel(const RunController& controller, QObject* parent)
    : QAbstractTableModel(parent)
    , m_controller(controller)
{
}

void MailboxModel::show(std::uint32_t server)
{
    std::vector<Row> rows;
    m_waiting = 0;
    if (m_controller.hasRun() && server < m_controller.run().serverCount()) {
        const auto mailbox = m_controller.run().snapshot(server).mailbox;
        const auto& log = m_controller.log().server(server);
        m_waiting = mailbox.size();
        const auto shown = std::min(m_waiting, std::size_t(rowLimit));
        for (std::size_t place = 0; place < shown; ++place) {
            const auto& message = mailbox[place];
            const auto* entry = findMessage(log, message.number);
            rows.push_back({ message.number, toNs(message.deliveredAt),
                messageText(message.kind, entry ? entry->tick : 0, entry ? entry->argument : 0) });
        }
    }
    beginResetModel();
    m_rows = std::move(rows);
    m_nowNs = toNs(m_controller.now());
    endResetModel();
}

std::int64_t MailboxModel::oldestNs() const
{
    return m_rows.empty() ? 0 : m_nowNs - m_rows.front().deliveredNs;
}

int MailboxModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int MailboxModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MailboxModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& row = m_rows[std::size_t(index.row())];
    if (role == MessageRole)
        return row.number;
    if (role == Qt::TextAlignmentRole)
        return int(
            Qt::AlignVCenter | (index.column() == MessageColumn ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case PlaceColumn:
        return countText(std::uint64_t(index.row()) + 1);
    case MessageColumn:
        return row.words;
    case DeliveredColumn:
        return secondsText(row.deliveredNs);
    case AgeColumn:
        return timeText(m_nowNs - row.deliveredNs);
    default:
        return {};
    }
}

QVariant MailboxModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == MessageColumn ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PlaceColumn:
        return tr("Place");
    case MessageColumn:
        return tr("Message");
    case DeliveredColumn:
        return tr("Delivered, s");
    case AgeColumn:
        return tr("Waiting");
    default:
        return {};
    }
}

} // namespace tickscope
