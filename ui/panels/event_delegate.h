// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QStyledItemDelegate>

namespace tickscope {

/// Draws a row of the event log: time and event in the monospace, what a person caused with a
/// diamond, what belongs to the selected tick on the tint.
class EventDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    EventDelegate(const ThemeController& themes, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    const ThemeController& m_themes;
};

} // namespace tickscope
