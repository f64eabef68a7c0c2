// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QStyledItemDelegate>

namespace tickscope {

/// A row of a list to choose from: a word, and what it means in the second colour.
class ChoiceDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Of what a word means.
    static constexpr int saysRole = Qt::UserRole;

    ChoiceDelegate(const ThemeController& themes, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int wordWidth(const QAbstractItemModel& model) const;

    const ThemeController& m_themes;
};

} // namespace tickscope
