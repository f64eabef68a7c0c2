// SPDX-License-Identifier: GPL-3.0-only
#include "ui/comparison/comparison_delegate.h"

#include "ui/comparison/comparison_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace tickscope {

namespace {

using Mark = ComparisonCell::Mark;

Mark markOf(const QModelIndex& index)
{
    return Mark(index.data(ComparisonModel::MarkRole).toInt());
}

} // namespace

ComparisonDelegate::ComparisonDelegate(const ThemeController& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes)
{
}

void ComparisonDelegate::fill(QTextDocument& document, const QModelIndex& index, double width) const
{
    const auto& theme = m_themes.theme();
    document.setDocumentMargin(0);
    document.setTextWidth(std::max(40.0, width));
    QTextCursor cursor(&document);
    QTextBlockFormat first;
    first.setTextIndent(markOf(index) == Mark::None ? 0 : 1.1 * theme.metrics.icon);
    cursor.setBlockFormat(first);
    QTextCharFormat strong;
    strong.setFont(uiFont(theme.type.body, FontWeight::Semibold));
    strong.setForeground(theme.text);
    cursor.insertText(index.data().toString(), strong);
    QTextBlockFormat second;
    second.setTopMargin(2 * theme.scale);
    QTextCharFormat plain;
    plain.setFont(uiFont(theme.type.second));
    plain.setForeground(theme.text2);
    cursor.insertBlock(second, plain);
    cursor.insertText(index.data(ComparisonModel::DetailRole).toString(), plain);
    const auto offer = index.data(ComparisonModel::OfferRole).toString();
    if (offer.isEmpty())
        return;
    cursor.insertText(QStringLiteral(" "), plain);
    QTextCharFormat link = plain;
    link.setAnchor(true);
    link.setAnchorHref(QStringLiteral("offer"));
    link.setForeground(theme.link);
    link.setFontUnderline(true);
    cursor.insertText(offer, link);
}

QRectF ComparisonDelegate::textRect(const QRect& cell, const QModelIndex&) const
{
    const double padding = m_themes.theme().metrics.padding;
    return QRectF(cell).adjusted(padding, 0.6 * padding, -padding, -0.6 * padding);
}

void ComparisonDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& theme = m_themes.theme();
    const auto place = textRect(option.rect, index);
    const bool isCurrent
        = option.state & QStyle::State_HasFocus || option.state & QStyle::State_Selected;
    const bool isHovered = option.state & QStyle::State_MouseOver;
    painter->save();
    painter->fillRect(option.rect,
        isCurrent       ? theme.tint
            : isHovered ? theme.hover
                        : theme.surface);
    painter->fillRect(
        QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.hairline);
    painter->fillRect(
        QRectF(option.rect.right(), option.rect.top(), 1, option.rect.height()), theme.hairline);
    painter->setClipRect(option.rect, Qt::IntersectClip);
    QTextDocument document;
    fill(document, index, place.width());
    const double line = QFontMetricsF(uiFont(theme.type.body, FontWeight::Semibold)).height();
    const double side = 0.8 * theme.metrics.icon;
    const QRectF sign(place.left(), place.top() + (line - side) / 2, side, side);
    switch (markOf(index)) {
    case Mark::Good:
        paintIcon(*painter, QStringLiteral("check"), sign, theme.ok);
        break;
    case Mark::Careful:
        paintIcon(*painter, QStringLiteral("warning"), sign, theme.warn);
        break;
    case Mark::Waits:
        paintIcon(*painter, QStringLiteral("resume"), sign, theme.waitline);
        break;
    case Mark::None:
        break;
    }
    painter->translate(place.topLeft());
    document.drawContents(painter);
    painter->restore();
}

QSize ComparisonDelegate::sizeHint(
    const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto place = textRect(option.rect.isEmpty() ? QRect(0, 0, 320, 100) : option.rect, index);
    QTextDocument document;
    fill(document, index, place.width());
    const int margins = px(1.2 * m_themes.theme().metrics.padding) + 1;
    return { option.rect.width(), int(std::ceil(document.size().height())) + margins };
}

bool ComparisonDelegate::isOnOffer(const QRect& cell, const QModelIndex& index, QPoint point) const
{
    if (index.data(ComparisonModel::OfferRole).toString().isEmpty())
        return false;
    const auto place = textRect(cell, index);
    QTextDocument document;
    fill(document, index, place.width());
    return !document.documentLayout()->anchorAt(QPointF(point) - place.topLeft()).isEmpty();
}

} // namespace tickscope
