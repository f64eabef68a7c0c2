// SPDX-License-Identifier: GPL-3.0-only
#include "ui/beam/compared_events_model.h"

#include <utility>

namespace tickscope {

namespace {

QString milliseconds(std::int64_t ns)
{
    return QString::number(static_cast<double>(ns) / 1e6, 'f', 3);
}

QString timeOf(const std::optional<BeamEvent>& event)
{
    return event ? milliseconds(event->timeNs) : QStringLiteral("–");
}

} // namespace

ComparedEventsModel::ComparedEventsModel(
    std::shared_ptr<const Comparison> comparison, QObject* parent)
    : QAbstractTableModel(parent)
    , m_comparison(std::move(comparison))
{
}

int ComparedEventsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_comparison->events.size());
}

int ComparedEventsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ComparedEventsModel::text(const ComparedEvent& event, int column) const
{
    switch (column) {
    case SimulatedColumn:
        return timeOf(event.simulated);
    case RealColumn:
        return timeOf(event.real);
    case DifferenceColumn:
        if (!event.simulated || !event.real)
            return {};
        return (event.differenceNs() > 0 ? QStringLiteral("+") : QString())
            + milliseconds(event.differenceNs());
    default:
        return QString::fromStdString(eventText(event));
    }
}

QVariant ComparedEventsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ComparedEvent& event = m_comparison->events[std::size_t(index.row())];
    if (role == Qt::DisplayRole)
        return text(event, index.column());
    if (role == Qt::TextAlignmentRole && index.column() != EventColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant ComparedEventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == EventColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SimulatedColumn:
        return tr("Simulated, ms");
    case RealColumn:
        return tr("Real, ms");
    case DifferenceColumn:
        return tr("Difference");
    case EventColumn:
        return tr("Event");
    default:
        return {};
    }
}

} // namespace tickscope
