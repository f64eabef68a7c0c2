// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/choice_delegate.h"

#include "ui/theme/fonts.h"

#include <QPainter>

#include <algorithm>

namespace tickscope {

ChoiceDelegate::ChoiceDelegate(const ThemeController& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes)
{
}

int ChoiceDelegate::wordWidth(const QAbstractItemModel& model) const
{
    const QFontMetrics metrics(uiFont(m_themes.theme().type.body));
    int width = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        width = std::max(width, metrics.horizontalAdvance(model.index(row, 0).data().toString()));
    return width + px(2 * m_themes.theme().metrics.padding);
}

void ChoiceDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& theme = m_themes.theme();
    const bool isChosen = option.state & (QStyle::State_Selected | QStyle::State_MouseOver);
    const int padding = px(0.7 * theme.metrics.padding);
    painter->save();
    painter->fillRect(option.rect, isChosen ? theme.tint : theme.surface);
    if (isChosen)
        painter->fillRect(option.rect.x(), option.rect.y(), px(3 * theme.metrics.line),
            option.rect.height(), theme.accent);
    auto rect = option.rect.adjusted(padding, 0, -padding, 0);
    painter->setFont(uiFont(theme.type.body));
    painter->setPen(theme.text);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, index.data().toString());
    rect.setLeft(rect.left() + wordWidth(*index.model()));
    painter->setFont(uiFont(theme.type.second));
    painter->setPen(theme.text2);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, index.data(saysRole).toString());
    painter->restore();
}

QSize ChoiceDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const auto& theme = m_themes.theme();
    const QFontMetrics metrics(uiFont(theme.type.second));
    return { wordWidth(*index.model()) + metrics.horizontalAdvance(index.data(saysRole).toString())
            + px(1.6 * theme.metrics.padding),
        px(theme.metrics.control) };
}

} // namespace tickscope
