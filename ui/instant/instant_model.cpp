// SPDX-License-Identifier: GPL-3.0-only
#include "ui/instant/instant_model.h"

#include "ui/text/time_text.h"

namespace tickscope {

InstantModel::InstantModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void InstantModel::setInstant(Instant instant)
{
    if (instant.ns == m_instant.ns && instant.events == m_instant.events)
        return;
    beginResetModel();
    m_instant = std::move(instant);
    endResetModel();
}

int InstantModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_instant.events.size());
}

QVariant InstantModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const InstantEvent& event = m_instant.events[static_cast<std::size_t>(index.row())];
    const QString place = countText(static_cast<std::uint64_t>(index.row()) + 1);
    switch (role) {
    case Qt::DisplayRole:
        return event.event;
    case PlaceRole:
        return place;
    case SeqRole:
        return u'#' + countText(event.seq);
    case WhatRole:
        return event.what;
    case ProcessRole:
        return event.process;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1 of %2: %3 %4, %5, event #%6")
            .arg(place, countText(m_instant.total), event.event, event.what, event.process,
                countText(event.seq));
    default:
        return {};
    }
}

} // namespace tickscope
