// SPDX-License-Identifier: GPL-3.0-only
#include "ui/source/code_delegate.h"

#include "ui/source/code_model.h"
#include "ui/theme/fonts.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

constexpr int barWidth = 3; ///< of the mark at the left of a line

QColor colourOf(TokenKind kind, const Theme& theme)
{
    switch (kind) {
    case TokenKind::Keyword:
        return theme.keyword;
    case TokenKind::Atom:
        return theme.atom;
    case TokenKind::Key:
        return theme.key;
    case TokenKind::String:
        return theme.string;
    case TokenKind::Number:
        return theme.number;
    case TokenKind::Comment:
        return theme.comment;
    }
    return theme.text;
}

QFont sourceFont(const Theme& theme)
{
    return monoFont(theme.type.second);
}

double advance(const QFont& font)
{
    return QFontMetricsF(font).horizontalAdvance(u'0');
}

} // namespace

CodeDelegate::CodeDelegate(const CodeModel& model, const ThemeController& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_themes(themes)
{
}

void CodeDelegate::measure()
{
    const auto& theme = m_themes.theme();
    const auto font = sourceFont(theme);
    const QFontMetricsF small(uiFont(theme.type.lane));
    qsizetype longest = 0;
    int last = 0;
    double goals = 0;
    for (const auto& line : m_model.lines()) {
        longest = std::max(longest, line.text.size() + 2 + line.note.size());
        last = std::max(last, line.number);
        if (!line.goal.isEmpty())
            goals = std::max(goals, small.horizontalAdvance(line.goal));
    }
    m_goals = goals > 0 ? int(std::ceil(goals)) + px(10 * theme.scale) : 0;
    m_numbers = last > 0
        ? int(std::ceil(advance(font) * double(QString::number(last).size()))) + px(6 * theme.scale)
        : 0;
    m_width = textLeft() + int(std::ceil(advance(font) * double(longest))) + px(theme.metrics.gap);
}

int CodeDelegate::textLeft() const
{
    const double scale = m_themes.theme().scale;
    return barWidth + px(5 * scale) + m_goals + m_numbers + px((m_numbers > 0 ? 14 : 4) * scale);
}

QSize CodeDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    const auto& theme = m_themes.theme();
    return { m_width, px(theme.type.second * 1.5) + 1 };
}

QColor CodeDelegate::ground(const CodeLine& line) const
{
    const auto& theme = m_themes.theme();
    return line.isLit ? theme.lit : line.isMarked ? theme.ran : theme.surface;
}

void CodeDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& theme = m_themes.theme();
    const auto& line = m_model.lines()[std::size_t(index.row())];
    painter->save();
    QRect row = option.rect;
    row.setRight(std::max(row.right(), option.widget ? option.widget->width() : 0));
    painter->fillRect(row, ground(line));
    if (line.isLit || line.isMarked)
        painter->fillRect(row.left(), row.top(), barWidth, row.height(), theme.accent);
    paintMargin(*painter, row, line);
    paintText(*painter, row, line);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(theme.accent);
        painter->drawRect(option.rect.adjusted(barWidth, 0, -1, -1));
    } else if (option.state & QStyle::State_MouseOver && line.number > 0) {
        painter->setPen(theme.hairline);
        painter->drawRect(option.rect.adjusted(barWidth, 0, -1, -1));
    }
    painter->restore();
}

void CodeDelegate::paintMargin(QPainter& painter, const QRect& row, const CodeLine& line) const
{
    const auto& theme = m_themes.theme();
    const double scale = theme.scale;
    int left = row.left() + barWidth + px(5 * scale);
    painter.setPen(theme.text2);
    if (m_goals > 0) {
        painter.setFont(uiFont(theme.type.lane));
        painter.drawText(QRect(left, row.top(), m_goals, row.height()),
            Qt::AlignLeft | Qt::AlignVCenter, line.goal);
        left += m_goals;
    }
    if (line.number == 0)
        return;
    painter.setFont(sourceFont(theme));
    painter.setPen(line.isLit ? theme.text : theme.text3);
    painter.drawText(QRect(left, row.top(), m_numbers, row.height()),
        Qt::AlignRight | Qt::AlignVCenter, QString::number(line.number));
    if (!line.isLit)
        return;
    const double side = 6 * scale;
    const QPointF tip(left + m_numbers + 10 * scale, row.center().y() + 0.5);
    QPainterPath arrow(tip);
    arrow.lineTo(tip - QPointF(side, side * 0.6));
    arrow.lineTo(tip - QPointF(side, -side * 0.6));
    arrow.closeSubpath();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(arrow, theme.accent);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void CodeDelegate::paintText(QPainter& painter, const QRect& row, const CodeLine& line) const
{
    const auto& theme = m_themes.theme();
    const auto font = sourceFont(theme);
    const double wide = advance(font);
    const int left = row.left() + textLeft();
    painter.setFont(font);
    const auto draw = [&](std::size_t start, std::size_t length, const QColor& colour) {
        painter.setPen(colour);
        painter.drawText(
            QRectF(left + wide * double(start), row.top(), wide * double(length) + 2, row.height()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip,
            line.text.mid(qsizetype(start), qsizetype(length)));
    };
    std::size_t end = 0;
    for (const auto& token : line.tokens) {
        if (token.start > end)
            draw(end, token.start - end, theme.text);
        draw(token.start, token.length, colourOf(token.kind, theme));
        end = token.start + token.length;
    }
    if (end < std::size_t(line.text.size()))
        draw(end, std::size_t(line.text.size()) - end, theme.text);
    if (line.note.isEmpty())
        return;
    painter.setFont(uiFont(theme.type.second));
    painter.setPen(theme.accent);
    const double noteLeft = left + wide * double(line.text.size() + 2);
    painter.drawText(QRectF(noteLeft, row.top(), row.right() - noteLeft, row.height()),
        Qt::AlignLeft | Qt::AlignVCenter, line.note);
}

} // namespace tickscope
