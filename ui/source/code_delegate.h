// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QStyledItemDelegate>

namespace tickscope {

class CodeModel;
struct CodeLine;

/// Draws lines of code: the margin with what they are for, number, text in its colours, marks.
class CodeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    CodeDelegate(const CodeModel& model, const ThemeController& themes, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// All rows are as wide as the longest line.
    void measure();

private:
    QColor ground(const CodeLine& line) const;
    void paintMargin(QPainter& painter, const QRect& row, const CodeLine& line) const;
    void paintText(QPainter& painter, const QRect& row, const CodeLine& line) const;
    int textLeft() const;

    const CodeModel& m_model;
    const ThemeController& m_themes;
    int m_goals = 0; ///< width of the margin with the sub-goals; 0 where there are none
    int m_numbers = 0;
    int m_width = 0; ///< of a row
};

} // namespace tickscope
