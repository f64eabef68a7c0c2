// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/server_list_model.h"

#include "ui/controller/run_controller.h"
#include "ui/text/server_text.h"
#include "ui/text/time_text.h"

namespace tickscope {

ServerListModel::ServerListModel(const RunController& controller, QObject* parent)
    : QAbstractListModel(parent)
    , m_controller(controller)
{
    connect(&controller, &RunController::runReplaced, this, &ServerListModel::replace);
    connect(&controller, &RunController::advanced, this, &ServerListModel::refresh);
    replace();
}

int ServerListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

void ServerListModel::replace()
{
    const int rows = m_controller.hasRun() ? int(m_controller.run().serverCount()) : 0;
    m_snapshotRow = -1;
    // Going back in a run replaces it by one with the same servers: the selection stays.
    if (rows == m_rows)
        return refresh();
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void ServerListModel::refresh()
{
    m_snapshotRow = -1;
    if (m_rows > 0)
        emit dataChanged(index(0), index(m_rows - 1));
}

const ServerSnapshot& ServerListModel::snapshot(int row) const
{
    if (m_snapshotRow != row) {
        m_snapshot = m_controller.run().snapshot(ServerIndex(row));
        m_snapshotRow = row;
    }
    return m_snapshot;
}

QVariant ServerListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_controller.hasRun())
        return {};
    const auto row = index.row();
    const auto stateText = [&] {
        return serverStateText(
            snapshot(row), m_controller.log().server(std::size_t(row)), m_controller.now());
    };
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromStdString(m_controller.run().processNames()[std::size_t(row)]);
    case StateTextRole:
        return stateText();
    case StateRole:
        return int(serverState(snapshot(row)));
    case DepthRole:
        return qulonglong(snapshot(row).mailbox.size());
    case LatenessRole: {
        const auto& log = m_controller.log().server(std::size_t(row));
        if (log.taken.empty())
            return qlonglong(0);
        const auto& last = log.messages[log.taken.back()];
        return last.dueNs == noTime ? qlonglong(0) : qlonglong(last.startedNs - last.dueNs);
    }
    case Qt::AccessibleTextRole:
        return tr("%1. %2. %3 waiting")
            .arg(QString::fromStdString(snapshot(row).name), stateText(),
                countText(snapshot(row).mailbox.size()));
    default:
        return {};
    }
}

OrderedServers::OrderedServers(ServerListModel& model, QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSourceModel(&model);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(false); // a list in which one is about to click does not move
}

void OrderedServers::setOrder(ServerOrder order)
{
    m_order = order;
    sortAgain();
}

void OrderedServers::sortAgain()
{
    sort(-1);
    if (m_order != ServerOrder::Scenario)
        sort(0);
}

bool OrderedServers::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const auto more
        = [&](int role) { return left.data(role).toLongLong() > right.data(role).toLongLong(); };
    switch (m_order) {
    case ServerOrder::Waiting:
        return more(ServerListModel::DepthRole);
    case ServerOrder::Lateness:
        return more(ServerListModel::LatenessRole);
    case ServerOrder::Name:
        return left.data().toString().localeAwareCompare(right.data().toString()) < 0;
    case ServerOrder::Scenario:
        break;
    }
    return left.row() < right.row();
}

} // namespace tickscope
