// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/example_button.h"

#include "ui/panels/thumbnail.h"
#include "ui/theme/fonts.h"

#include <QPainter>
#include <QTextLayout>

namespace tickscope {

namespace {

/// The first sentence of a description, without its Markdown.
QString firstSentence(const std::string& markdown)
{
    auto text = QString::fromStdString(markdown).simplified().remove(u'`');
    const auto end = text.indexOf(QLatin1String(". "));
    return end < 0 ? text : text.left(end + 1);
}

/// As many whole lines as there is room for; the last one says that there is more.
void drawLines(QPainter& painter, const QRect& room, const QString& text)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int height = metrics.lineSpacing();
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    for (int top = room.top(); top + height <= room.bottom() + 2; top += height) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(room.width());
        const bool isLast = top + 2 * height > room.bottom() + 2;
        const auto words = isLast ? text.mid(line.textStart())
                                  : text.mid(line.textStart(), line.textLength()).trimmed();
        painter.drawText(QPoint(room.left(), top + metrics.ascent()),
            metrics.elidedText(words, Qt::ElideRight, room.width()));
    }
    layout.endLayout();
}

} // namespace

ExampleButton::ExampleButton(
    const QString& name, Scenario scenario, const ThemeController& themes, QWidget* parent)
    : QAbstractButton(parent)
    , m_themes(themes)
    , m_name(name)
    , m_about(firstSentence(scenario.description))
    , m_scenario(std::move(scenario))
{
    setText(QString::fromStdString(m_scenario.title));
    setAccessibleName(text());
    setAccessibleDescription(m_about);
    setToolTip(QString::fromStdString(m_scenario.description).simplified().remove(u'`'));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    onTheme(this, themes, [this](const Theme&) {
        if (!m_picture.isNull())
            drawPicture();
        updateGeometry();
    });
}

QSize ExampleButton::pictureSize() const
{
    const double scale = m_themes.theme().scale;
    return { px(132 * scale), px(60 * scale) };
}

QSize ExampleButton::sizeHint() const
{
    const double scale = m_themes.theme().scale;
    return { px(380 * scale), pictureSize().height() + px(16 * scale) };
}

void ExampleButton::drawPicture()
{
    m_picture = thumbnail(m_scenario, m_themes.theme(), pictureSize(), devicePixelRatioF());
    update();
}

void ExampleButton::paintEvent(QPaintEvent*)
{
    const auto& theme = m_themes.theme();
    const int inset = px(8 * theme.scale);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.hover);
        painter.drawRoundedRect(rect(), theme.metrics.radius, theme.metrics.radius);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2 * theme.metrics.line));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(1, 1, -1, -1), theme.metrics.radius, theme.metrics.radius);
    }
    const QRect picture(QPoint(inset, inset), pictureSize());
    if (m_picture.isNull())
        painter.fillRect(picture, theme.sunken);
    else
        painter.drawPixmap(picture, m_picture);

    const QRect words = rect().adjusted(picture.right() + 2 * inset, inset, -inset, -inset);
    painter.setFont(uiFont(theme.type.body, FontWeight::Semibold));
    painter.setPen(theme.text);
    const int line = painter.fontMetrics().lineSpacing();
    painter.drawText(QRect(words.left(), words.top() + 2, words.width(), line), Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    painter.setFont(uiFont(theme.type.second));
    painter.setPen(theme.text2);
    drawLines(painter, words.adjusted(0, line + px(4 * theme.scale), 0, 0), m_about);
}

} // namespace tickscope
