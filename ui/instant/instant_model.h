// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/instant/instant.h"

#include <QAbstractListModel>

namespace tickscope {

/// The events of one instant as a list, in the engine's order.
class InstantModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        PlaceRole = Qt::UserRole + 1, ///< from 1
        SeqRole, ///< "#355"
        WhatRole,
        ProcessRole,
    };

    explicit InstantModel(QObject* parent = nullptr);

    const Instant& instant() const { return m_instant; }
    void setInstant(Instant instant);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    Instant m_instant;
};

} // namespace tickscope
