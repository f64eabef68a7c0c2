// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/event_delegate.h"

#include "ui/models/event_log_model.h"
#include "ui/theme/fonts.h"

#include <QAbstractItemView>
#include <QCursor>
#include <QPainter>
#include <QPainterPath>

namespace tickscope {

namespace {

void drawDiamond(QPainter& painter, QPointF middle, double side, const QColor& colour)
{
    QPainterPath path;
    path.moveTo(middle.x(), middle.y() - side / 2);
    path.lineTo(middle.x() + side / 2, middle.y());
    path.lineTo(middle.x(), middle.y() + side / 2);
    path.lineTo(middle.x() - side / 2, middle.y());
    path.closeSubpath();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, colour);
}

/// The row is one thing: the pointer on any of its cells is on all of them.
bool isHovered(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (view == nullptr || !view->viewport()->underMouse())
        return option.state & QStyle::State_MouseOver;
    const auto pointed = view->indexAt(view->viewport()->mapFromGlobal(QCursor::pos()));
    return pointed.row() == index.row();
}

} // namespace

EventDelegate::EventDelegate(const ThemeController& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes)
{
}

void EventDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& theme = m_themes.theme();
    painter->save();
    if (index.data(EventLogModel::RelatedRole).toBool() || option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.tint);
    else if (isHovered(option, index))
        painter->fillRect(option.rect, theme.hover);
    const bool isMono = index.column() == EventLogModel::TimeColumn
        || index.column() == EventLogModel::EventColumn;
    painter->setFont(isMono ? monoFont(theme.type.second) : uiFont(theme.type.second));
    painter->setPen(index.column() == EventLogModel::ServerColumn ? theme.text2 : theme.text);
    auto words = option.rect.adjusted(
        index.column() == EventLogModel::TimeColumn ? px(0.9 * theme.metrics.padding) : 0, 0, -4,
        0);
    if (index.data(EventLogModel::LiveEditRole).toBool()) {
        const double side = 1.4 * theme.metrics.mark;
        drawDiamond(*painter, { words.left() + side / 2, words.top() + words.height() / 2.0 }, side,
            theme.accent);
        words.setLeft(words.left() + px(side) + 5);
    }
    painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(),
            index.column() == EventLogModel::ServerColumn ? Qt::ElideMiddle : Qt::ElideRight,
            words.width()));
    painter->restore();
}

} // namespace tickscope
