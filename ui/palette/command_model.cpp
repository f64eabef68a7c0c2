// SPDX-License-Identifier: GPL-3.0-only
#include "ui/palette/command_model.h"

#include "ui/palette/fuzzy.h"

#include <QAction>

#include <algorithm>

namespace tickscope {

QString Command::name() const
{
    // What an entry does may stand behind a tab.
    return action ? action->text().section(u'\t', 0, 0).remove(u'&').remove(u'…') : QString();
}

QString Command::keys() const
{
    return action ? action->shortcut().toString(QKeySequence::NativeText) : QString();
}

void CommandModel::setCommands(std::vector<Command> commands)
{
    beginResetModel();
    m_commands = std::move(commands);
    rank();
    endResetModel();
}

void CommandModel::setTyped(const QString& typed)
{
    beginResetModel();
    m_typed = typed;
    rank();
    endResetModel();
}

void CommandModel::rank()
{
    struct Ranked
    {
        const Command* command;
        int score;
    };
    std::vector<Ranked> ranked;
    for (const auto& command : m_commands) {
        if (!command.action)
            continue;
        // A name that fits is better than a menu that does.
        auto score = fuzzyScore(m_typed, command.name());
        if (score)
            *score += 1'000;
        else
            score = fuzzyScore(m_typed, command.path + u' ' + command.name());
        if (score)
            ranked.push_back(
                { &command, command.action->isEnabled() ? *score : *score - 1'000'000 });
    }
    if (!m_typed.trimmed().isEmpty())
        std::stable_sort(ranked.begin(), ranked.end(),
            [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
    m_rows.clear();
    for (const auto& one : ranked)
        m_rows.push_back(one.command);
}

int CommandModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant CommandModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& command = *m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return command.name();
    case PathRole:
        return command.path;
    case KeysRole:
        return command.keys();
    case Qt::AccessibleTextRole:
        return command.keys().isEmpty()
            ? tr("%1, in %2").arg(command.name(), command.path)
            : tr("%1, in %2, key %3").arg(command.name(), command.path, command.keys());
    default:
        return {};
    }
}

Qt::ItemFlags CommandModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const auto* shown = action(index.row());
    return shown && shown->isEnabled() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable
                                       : Qt::ItemFlags(Qt::NoItemFlags);
}

} // namespace tickscope
