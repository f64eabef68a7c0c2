// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/ticks_model.h"

#include "ui/controller/run_controller.h"
#include "ui/text/time_text.h"

#include <algorithm>

namespace tickscope {

namespace {

QString momentText(std::int64_t ns)
{
    return ns == noTime ? QString() : secondsText(ns);
}

QString between(std::int64_t fromNs, std::int64_t toNs)
{
    return fromNs == noTime || toNs == noTime ? QString() : secondsText(toNs - fromNs);
}

} // namespace

TicksModel::TicksModel(const RunController& controller, QObject* parent)
    : QAbstractTableModel(parent)
    , m_controller(controller)
{
}

void TicksModel::show(std::uint32_t server, TimeSpan span)
{
    std::vector<MessageEntry> ticks;
    m_isCut = false;
    if (m_controller.hasRun() && server < m_controller.run().serverCount()) {
        const auto& messages = m_controller.log().server(server).messages;
        auto message = std::partition_point(messages.begin(), messages.end(),
            [&span](const MessageEntry& entry) { return entry.deliveredNs <= span.endNs; });
        while (message != messages.begin() && !m_isCut) {
            --message;
            if (message->deliveredNs < span.startNs)
                break;
            if (!isTick(message->kind))
                continue;
            m_isCut = int(ticks.size()) == rowLimit;
            if (!m_isCut)
                ticks.push_back(*message);
        }
        std::reverse(ticks.begin(), ticks.end());
    }
    beginResetModel();
    m_ticks = std::move(ticks);
    endResetModel();
}

int TicksModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_ticks.size());
}

int TicksModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TicksModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& tick = m_ticks[std::size_t(index.row())];
    if (role == MessageRole)
        return tick.number;
    if (role == Qt::TextAlignmentRole)
        return int(
            Qt::AlignVCenter | (index.column() == OutcomeColumn ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TickColumn:
        return tick.incarnation > 1 ? QStringLiteral("%1.%2").arg(tick.incarnation).arg(tick.tick)
                                    : countText(tick.tick);
    case DueColumn:
        return momentText(tick.dueNs);
    case StartedColumn:
        return momentText(tick.startedNs);
    case FinishedColumn:
        return momentText(tick.finishedNs);
    case LateColumn:
        return between(tick.dueNs, tick.startedNs);
    case WorkColumn:
        return between(tick.startedNs, tick.workEndNs);
    case OutcomeColumn:
        return QString::fromLatin1(toText(tick.outcome));
    default:
        return {};
    }
}

QVariant TicksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TickColumn:
        return tr("Tick");
    case DueColumn:
        return tr("Due, s");
    case StartedColumn:
        return tr("Started, s");
    case FinishedColumn:
        return tr("Finished, s");
    case LateColumn:
        return tr("Late, s");
    case WorkColumn:
        return tr("Work, s");
    case OutcomeColumn:
        return tr("Outcome");
    default:
        return {};
    }
}

} // namespace tickscope
