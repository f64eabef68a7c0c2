// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/statistics.h"

#include <QAbstractTableModel>

#include <vector>

namespace tickscope {

/// What was measured of one server, a named value a row.
class StatisticsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ColumnCount };
    /// Short: what fits under the inspector, and what went wrong if anything did. All: every value.
    enum class Detail : std::uint8_t { Short, All };

    using QAbstractTableModel::QAbstractTableModel;

    void setStatistics(const ServerStatistics& statistics);
    void setDetail(Detail detail);
    Detail detail() const { return m_detail; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row
    {
        QString name;
        QString value;
        QString help;
    };
    void update();
    std::vector<Row> rows() const;
    void appendAll(std::vector<Row>& rows) const;
    void appendTrouble(std::vector<Row>& rows) const;

    ServerStatistics m_statistics;
    Detail m_detail = Detail::Short;
    std::vector<Row> m_rows;
};

} // namespace tickscope
