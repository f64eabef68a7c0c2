// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"

#include <QAbstractListModel>
#include <QSortFilterProxyModel>

#include <cstdint>

namespace tickscope {

class RunController;

/// The servers of the run as they are now: a row each, read from the run when it is painted.
class ServerListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        StateTextRole = Qt::UserRole + 1, ///< "Idle, tick 4 due in 3.000 s"
        StateRole, ///< int(ServerState)
        DepthRole, ///< messages that wait
        LatenessRole, ///< of the last tick that was handled, in ns
    };

    explicit ServerListModel(const RunController& controller, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void replace();
    void refresh();
    const ServerSnapshot& snapshot(int row) const;

    const RunController& m_controller;
    int m_rows = 0;
    // One row is asked for several roles in a row.
    mutable ServerSnapshot m_snapshot;
    mutable int m_snapshotRow = -1;
};

/// By what a list of servers is ordered.
enum class ServerOrder : std::uint8_t { Scenario, Waiting, Lateness, Name };

/// The servers whose names have something, in an order.
class OrderedServers : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    OrderedServers(ServerListModel& model, QObject* parent = nullptr);

    ServerOrder order() const { return m_order; }
    void setOrder(ServerOrder order);
    /// Where the servers stand now; they keep their places until this is called again.
    void sortAgain();

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    ServerOrder m_order = ServerOrder::Scenario;
};

} // namespace tickscope
