// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/source_tokens.h"

#include <QAbstractListModel>
#include <QString>

#include <vector>

namespace tickscope {

/// A line of code as it is shown.
struct CodeLine
{
    QString text; ///< ASCII, as all sources that this program writes: a byte is a character
    std::vector<SourceToken> tokens;
    int number = 0; ///< 0: it has none
    QString goal; ///< at the margin: what the lines from here on are for
    QString note; ///< behind the line, in the colour of the accent
    bool isLit = false; ///< runs now
    bool isMarked = false; ///< ran in this handler, or changed

    friend bool operator==(const CodeLine&, const CodeLine&) = default;
};

/// Lines of code, one a row. Lines of which only the marks are new are told as changed.
class CodeModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { LitRole = Qt::UserRole, MarkedRole, GoalRole };

    /// @param marked  what a marked line is, for those who hear it: "ran", "changed"
    explicit CodeModel(const QString& marked, QObject* parent = nullptr);

    void setLines(std::vector<CodeLine> lines);
    const std::vector<CodeLine>& lines() const { return m_lines; }
    /// The text of all lines, a newline after each.
    QString text() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QString spoken(const CodeLine& line) const;

    QString m_marked;
    std::vector<CodeLine> m_lines;
};

} // namespace tickscope
