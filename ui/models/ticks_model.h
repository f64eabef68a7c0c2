// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/trace_log.h"
#include "ui/time/time_axis.h"

#include <QAbstractTableModel>

#include <vector>

namespace tickscope {

class RunController;

/// The ticks of one server as a table: what its lane shows, for those who read rather than look.
class TicksModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        TickColumn,
        DueColumn,
        StartedColumn,
        FinishedColumn,
        LateColumn,
        WorkColumn,
        OutcomeColumn,
        ColumnCount
    };
    enum Role { MessageRole = Qt::UserRole };
    /// Of more ticks than these, the latest are shown.
    static constexpr int rowLimit = 2'000;

    explicit TicksModel(const RunController& controller, QObject* parent = nullptr);

    /// Shows the ticks that were delivered in the span, by delivery.
    void show(std::uint32_t server, TimeSpan span);
    /// Whether there are more than rowLimit.
    bool isCut() const { return m_isCut; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const RunController& m_controller;
    std::vector<MessageEntry> m_ticks;
    bool m_isCut = false;
};

} // namespace tickscope
