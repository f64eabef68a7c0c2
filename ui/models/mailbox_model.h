// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"

#include <QAbstractTableModel>

#include <vector>

namespace tickscope {

class RunController;

/// What waits in the mailbox of one server, the next to be taken first, and how long it has waited.
class MailboxModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { PlaceColumn, MessageColumn, DeliveredColumn, AgeColumn, ColumnCount };
    enum Role { MessageRole = Qt::UserRole };
    /// Of more messages than these, the first are shown.
    static constexpr int rowLimit = 1'000;

    explicit MailboxModel(const RunController& controller, QObject* parent = nullptr);

    /// Shows the mailbox of this server as it is at the present moment.
    void show(std::uint32_t server);
    /// How many wait, those that are not shown included.
    std::size_t waiting() const { return m_waiting; }
    /// How long the oldest has waited; 0 when nothing waits.
    std::int64_t oldestNs() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        std::uint32_t number = 0;
        std::int64_t deliveredNs = 0;
        QString words;
    };

    const RunController& m_controller;
    std::vector<Row> m_rows;
    std::size_t m_waiting = 0;
    std::int64_t m_nowNs = 0;
};

} // namespace tickscope
