// SPDX-License-Identifier: GPL-3.0-only
#include "ui/source/code_model.h"

#include <algorithm>
#include <utility>

namespace tickscope {

CodeModel::CodeModel(const QString& marked, QObject* parent)
    : QAbstractListModel(parent)
    , m_marked(marked)
{
}

void CodeModel::setLines(std::vector<CodeLine> lines)
{
    const bool isSameText = std::equal(lines.begin(), lines.end(), m_lines.begin(), m_lines.end(),
        [](const CodeLine& one, const CodeLine& other) { return one.text == other.text; });
    if (!isSameText) {
        beginResetModel();
        m_lines = std::move(lines);
        endResetModel();
        return;
    }
    std::swap(m_lines, lines);
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        if (m_lines[i] != lines[i])
            emit dataChanged(index(int(i)), index(int(i)));
}

QString CodeModel::text() const
{
    QString text;
    for (const auto& line : m_lines)
        text += line.text + u'\n';
    return text;
}

int CodeModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QString CodeModel::spoken(const CodeLine& line) const
{
    auto words = line.number > 0 ? tr("Line %1. ").arg(line.number) : QString();
    if (line.isLit)
        words += tr("Runs now. ");
    else if (line.isMarked)
        words += m_marked + u' ';
    words += line.text.trimmed();
    return line.note.isEmpty() ? words : words + QStringLiteral(". ") + line.note;
}

QVariant CodeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& line = m_lines[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return line.text;
    case Qt::AccessibleTextRole:
        return spoken(line);
    case LitRole:
        return line.isLit;
    case MarkedRole:
        return line.isMarked;
    case GoalRole:
        return line.goal;
    default:
        return {};
    }
}

} // namespace tickscope
