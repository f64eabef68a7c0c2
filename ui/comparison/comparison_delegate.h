// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QStyledItemDelegate>

class QTextDocument;

namespace tickscope {

/// Draws a cell of the comparison: sign and headline, the sentence below, and a link in it.
class ComparisonDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ComparisonDelegate(const ThemeController& themes, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// @param cell  place of the cell
    /// @return whether the link lies there
    bool isOnOffer(const QRect& cell, const QModelIndex& index, QPoint point) const;

private:
    QRectF textRect(const QRect& cell, const QModelIndex& index) const;
    void fill(QTextDocument& document, const QModelIndex& index, double width) const;

    const ThemeController& m_themes;
};

} // namespace tickscope
