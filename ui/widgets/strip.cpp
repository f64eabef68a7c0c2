// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/strip.h"

#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace tickscope {

namespace {

QColor groundColour(Strip::Ground ground, const Theme& theme)
{
    switch (ground) {
    case Strip::Ground::Window:
        return theme.window;
    case Strip::Ground::Surface:
        return theme.surface;
    case Strip::Ground::Sunken:
        return theme.sunken;
    case Strip::Ground::Canvas:
        return theme.canvas;
    }
    return {};
}

} // namespace

Strip::Strip(Ground ground, Qt::Edges hairlines, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_ground(ground)
    , m_hairlines(hairlines)
{
    onTheme(this, themes, [this](const Theme&) { update(); });
}

void Strip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), groundColour(m_ground, theme()));
    const auto line = theme().hairline;
    if (m_hairlines & Qt::TopEdge)
        painter.fillRect(0, 0, width(), 1, line);
    if (m_hairlines & Qt::BottomEdge)
        painter.fillRect(0, height() - 1, width(), 1, line);
    if (m_hairlines & Qt::LeftEdge)
        painter.fillRect(0, 0, 1, height(), line);
    if (m_hairlines & Qt::RightEdge)
        painter.fillRect(width() - 1, 0, 1, height(), line);
}

DockHeader::DockHeader(const QString& title, const ThemeController& themes, QWidget* parent)
    : Strip(Ground::Sunken, Qt::BottomEdge, themes, parent)
    , m_layout(new QHBoxLayout(this))
    , m_title(new Label(TextLook::Header, themes, title))
    , m_note(new Label(TextLook::Second, themes))
{
    m_layout->addWidget(m_title);
    m_layout->addStretch();
    m_layout->addWidget(m_note);
    onTheme(this, themes, [this](const Theme& look) {
        setFixedHeight(px(look.metrics.dockHeader));
        const int side = px(0.85 * look.metrics.padding);
        m_layout->setContentsMargins(side, 0, side, 1);
    });
}

QSize DockHeader::sizeHint() const
{
    return { Strip::sizeHint().width(), px(theme().metrics.dockHeader) };
}

void DockHeader::setTitle(const QString& title)
{
    m_title->setWords(title);
}

void DockHeader::addWidget(QWidget* widget)
{
    m_layout->addWidget(widget);
}

} // namespace tickscope
