// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QAbstractTableModel>

#include <vector>

namespace tickscope {

class RunController;

/// What a person did to the run, and what it returned; in the order of time.
class ActionsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, ServerColumn, WhatColumn, HandledColumn, ResultColumn, ColumnCount };
    enum Role { ActionRole = Qt::UserRole + 1, TimeRole };

    explicit ActionsModel(const RunController& controller, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void replace();
    void add(std::size_t action);
    void refresh();
    QString text(std::size_t action, int column) const;

    const RunController& m_controller;
    std::vector<std::size_t> m_order; ///< actions by time
};

} // namespace tickscope
