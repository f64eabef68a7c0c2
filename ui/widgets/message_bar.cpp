// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/message_bar.h"

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace tickscope {

namespace {

struct Colours
{
    QColor ground;
    QColor line;
    QString icon;
};

Colours coloursOf(MessageBar::Tone tone, const Theme& theme)
{
    switch (tone) {
    case MessageBar::Tone::Info:
        return { theme.tint, theme.accent, QStringLiteral("help") };
    case MessageBar::Tone::Good:
        return { theme.oktint, theme.ok, QStringLiteral("check") };
    case MessageBar::Tone::Warning:
        return { theme.warntint, theme.warn, QStringLiteral("warning") };
    case MessageBar::Tone::Error:
        return { theme.errtint, theme.error, QStringLiteral("error") };
    }
    return {};
}

} // namespace

MessageBar::MessageBar(const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_what(new Label(TextLook::Strong, themes))
    , m_meaning(new Label(TextLook::Body, themes))
    , m_button(new QPushButton)
    , m_close(new QToolButton)
{
    setAccessibleName(tr("Message"));
    m_meaning->setWordWrap(true);
    m_button->setAccessibleName(tr("Answer"));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close message"));
    m_close->setToolTip(tr("Close"));
    setThemedIcon(*m_close, QStringLiteral("close"), themes);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_what);
    words->addWidget(m_meaning);
    auto* layout = new QHBoxLayout(this);
    layout->addLayout(words, 1);
    layout->addWidget(m_button);
    m_others = new QHBoxLayout;
    layout->addLayout(m_others);
    layout->addWidget(m_close);
    onTheme(this, themes, [layout](const Theme& theme) {
        const int gap = px(theme.metrics.gap);
        layout->setContentsMargins(px(3 * theme.metrics.padding), gap, gap, gap);
    });
    connect(m_close, &QToolButton::clicked, this, [this] {
        dismiss();
        emit closed();
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto answer = m_message.answer;
        dismiss();
        if (answer)
            answer();
    });
    hide();
}

void MessageBar::showMessage(Message message)
{
    m_message = std::move(message);
    m_what->setText(m_message.what);
    m_meaning->setText(m_message.meaning);
    m_meaning->setVisible(!m_message.meaning.isEmpty());
    m_button->setText(m_message.button);
    m_button->setVisible(!m_message.button.isEmpty());
    if (!m_message.button.isEmpty())
        m_button->setAccessibleName(m_message.button);
    while (auto* item = m_others->takeAt(0)) {
        item->widget()->deleteLater(); // one of them may be the one that was pressed
        item->widget()->hide();
        delete item;
    }
    for (const auto& choice : m_message.others) {
        auto* button = new QPushButton(choice.text);
        button->setAccessibleName(choice.text);
        m_others->addWidget(button);
        button->show();
        connect(button, &QPushButton::clicked, this, [this, choice] {
            if (choice.isLast)
                dismiss();
            choice.answer();
        });
    }
    setAccessibleDescription(text());
    show();
    update();
}

void MessageBar::dismiss()
{
    hide();
}

QString MessageBar::text() const
{
    return m_message.meaning.isEmpty() ? m_message.what
                                       : m_message.what + QStringLiteral(". ") + m_message.meaning;
}

void MessageBar::paintEvent(QPaintEvent*)
{
    const auto& theme = m_themes.theme();
    const auto colours = coloursOf(m_message.tone, theme);
    QPainter painter(this);
    painter.fillRect(rect(), colours.ground);
    painter.fillRect(0, 0, px(3 * theme.metrics.line), height(), colours.line);
    const double side = 0.8 * theme.metrics.icon;
    paintIcon(painter, colours.icon,
        QRectF(theme.metrics.padding, m_what->y() + (m_what->height() - side) / 2, side, side),
        colours.line);
}

} // namespace tickscope
