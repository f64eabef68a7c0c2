// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/actions_model.h"

#include "ui/controller/run_controller.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"

#include <algorithm>
#include <numeric>

namespace tickscope {

ActionsModel::ActionsModel(const RunController& controller, QObject* parent)
    : QAbstractTableModel(parent)
    , m_controller(controller)
{
    connect(&controller, &RunController::runReplaced, this, &ActionsModel::replace);
    connect(&controller, &RunController::actionApplied, this, &ActionsModel::add);
    connect(&controller, &RunController::actionResolved, this, &ActionsModel::refresh);
    replace();
}

void ActionsModel::replace()
{
    beginResetModel();
    m_order.clear();
    if (m_controller.hasRun()) {
        const auto& actions = m_controller.run().actions();
        m_order.resize(actions.size());
        std::iota(m_order.begin(), m_order.end(), std::size_t(0));
        std::stable_sort(m_order.begin(), m_order.end(),
            [&](std::size_t a, std::size_t b) { return actions[a].at < actions[b].at; });
    }
    endResetModel();
}

void ActionsModel::add(std::size_t action)
{
    const auto& actions = m_controller.run().actions();
    const auto place = std::upper_bound(m_order.begin(), m_order.end(), action,
        [&](std::size_t a, std::size_t b) { return actions[a].at < actions[b].at; });
    const int row = int(place - m_order.begin());
    beginInsertRows({}, row, row);
    m_order.insert(place, action);
    endInsertRows();
}

void ActionsModel::refresh()
{
    if (!m_order.empty())
        emit dataChanged(index(0, HandledColumn), index(int(m_order.size()) - 1, ResultColumn));
}

int ActionsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

int ActionsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ActionsModel::text(std::size_t number, int column) const
{
    const auto& action = m_controller.run().actions()[number];
    switch (column) {
    case TimeColumn:
        return secondsText(toNs(action.at));
    case ServerColumn:
        return QString::fromStdString(action.server);
    case WhatColumn:
        return actionText(action);
    case HandledColumn: {
        const auto handledAt = m_controller.run().actionResult(number).handledAt;
        return handledAt ? secondsText(toNs(*handledAt)) : QString();
    }
    case ResultColumn:
        return actionResultText(action, m_controller.run().actionResult(number));
    default:
        return {};
    }
}

QVariant ActionsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto number = m_order[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(number, index.column());
    case ActionRole:
        return qulonglong(number);
    case TimeRole:
        return qlonglong(toNs(m_controller.run().actions()[number].at));
    default:
        return {};
    }
}

QVariant ActionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Asked, s");
    case ServerColumn:
        return tr("Server");
    case WhatColumn:
        return tr("Action");
    case HandledColumn:
        return tr("Handled, s");
    case ResultColumn:
        return tr("Returned");
    default:
        return {};
    }
}

} // namespace tickscope
