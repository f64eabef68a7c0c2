// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lesson/answer_tile.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QPainter>

namespace tickscope {

AnswerTile::AnswerTile(
    const QString& answer, int number, const ThemeController& themes, QWidget* parent)
    : QAbstractButton(parent)
    , m_themes(themes)
    , m_number(number)
{
    setText(answer);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setMark(Mark::Open);
    onTheme(this, themes, [this](const Theme&) { updateGeometry(); });
}

void AnswerTile::setMark(Mark mark)
{
    m_mark = mark;
    setEnabled(mark == Mark::Open || mark == Mark::Chosen);
    setAccessibleName(spoken());
    updateGeometry();
    update();
}

void AnswerTile::setSmall(bool isSmall)
{
    m_isSmall = isSmall;
    updateGeometry();
}

QString AnswerTile::spoken() const
{
    switch (m_mark) {
    case Mark::Chosen:
        return tr("%1, chosen").arg(text());
    case Mark::Right:
        return tr("%1, right").arg(text());
    case Mark::Wrong:
        return tr("%1, chosen, wrong").arg(text());
    case Mark::Open:
    case Mark::Other:
        break;
    }
    return text();
}

QFont AnswerTile::answerFont() const
{
    const auto& type = m_themes.theme().type;
    return uiFont(m_isSmall ? type.title : type.body * 20 / 13, FontWeight::Semibold);
}

QSize AnswerTile::sizeHint() const
{
    const auto& theme = m_themes.theme();
    const bool isDone = m_mark != Mark::Open && m_mark != Mark::Chosen;
    const double scale = theme.type.body / 13;
    const int wide = QFontMetrics(answerFont()).horizontalAdvance(text());
    return { wide + px(58 * scale), px((isDone ? 44 : m_isSmall ? 40 : 60) * scale) };
}

void AnswerTile::paintEvent(QPaintEvent*)
{
    const auto& theme = m_themes.theme();
    const double scale = theme.type.body / 13;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isStrong = m_mark == Mark::Chosen || m_mark == Mark::Right;
    const double line = isStrong ? 2 : 1;
    const auto edge = m_mark == Mark::Chosen ? theme.accent
        : m_mark == Mark::Right              ? theme.ok
        : m_mark == Mark::Wrong              ? theme.error
        : m_mark == Mark::Other              ? theme.hairline
                                             : theme.border;
    const auto ground = m_mark == Mark::Chosen ? theme.tint
        : m_mark == Mark::Right                ? theme.oktint
        : underMouse() && isEnabled()          ? theme.hover
                                               : theme.surface;
    painter.setPen(QPen(edge, line));
    painter.setBrush(ground);
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(line / 2 + 0.5, line / 2 + 0.5, -line / 2 - 0.5, -line / 2 - 0.5),
        theme.metrics.radius, theme.metrics.radius);
    const double side = 18 * scale;
    const QRectF box(14 * scale, (height() - side) / 2, side, side);
    if (m_mark == Mark::Right || m_mark == Mark::Wrong) {
        paintIcon(painter,
            m_mark == Mark::Right ? QStringLiteral("check") : QStringLiteral("close"), box,
            m_mark == Mark::Right ? theme.ok : theme.error);
    } else if (m_number > 0) {
        painter.setPen(QPen(theme.border, 1));
        painter.setBrush(theme.surface);
        painter.drawRoundedRect(box, 2, 2);
        painter.setFont(monoFont(theme.type.second));
        painter.setPen(theme.text2);
        painter.drawText(box, Qt::AlignCenter, QString::number(m_number));
    }
    painter.setFont(answerFont());
    painter.setPen(m_mark == Mark::Other ? theme.text3 : theme.text);
    const QRectF words(box.right() + 12 * scale, 0, width() - box.right() - 20 * scale, height());
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, int(words.width()) + 1));
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 4, -4, -4), 2, 2);
    }
}

} // namespace tickscope
