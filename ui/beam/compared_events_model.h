// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/beam/comparison.h"

#include <QAbstractTableModel>

#include <memory>

namespace tickscope {

/// A simulated and a real run side by side, an event a row.
class ComparedEventsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { SimulatedColumn, RealColumn, DifferenceColumn, EventColumn, ColumnCount };

    /// @pre comparison is not null
    explicit ComparedEventsModel(
        std::shared_ptr<const Comparison> comparison, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const ComparedEvent& event, int column) const;

    std::shared_ptr<const Comparison> m_comparison;
};

} // namespace tickscope
