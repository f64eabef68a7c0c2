// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QAbstractListModel>
#include <QPointer>

#include <vector>

class QAction;

namespace tickscope {

/// Something that can be done: an entry of a menu, and where it stands.
struct Command
{
    QPointer<QAction> action;
    QString path; ///< "View > Theme"

    QString name() const;
    QString keys() const;
};

/// The commands that fit what somebody typed, the best first. Those that cannot be done now come
/// last.
class CommandModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { PathRole = Qt::UserRole, KeysRole };

    using QAbstractListModel::QAbstractListModel;

    void setCommands(std::vector<Command> commands);
    void setTyped(const QString& typed);
    /// @pre row < rowCount(); null when it is gone
    QAction* action(int row) const { return m_rows[std::size_t(row)]->action; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    void rank();

    std::vector<Command> m_commands;
    std::vector<const Command*> m_rows;
    QString m_typed;
};

} // namespace tickscope
