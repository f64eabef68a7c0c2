// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/field_error.h"

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace tickscope {

FieldError::FieldError(QWidget& field, QWidget& panel, const ThemeController& themes)
    : QWidget(&panel)
    , m_field(field)
    , m_icon(new Label(TextLook::Error, themes))
    , m_words(new Label(TextLook::Error, themes))
    , m_themes(themes)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_words, 1);
    m_words->setWordWrap(true);
    onTheme(this, themes, [this, layout](const Theme& theme) {
        m_icon->setPixmap(iconPixmap(
            QStringLiteral("error"), 0.8 * theme.metrics.icon, theme.error, devicePixelRatioF()));
        const int room = px(0.75 * theme.metrics.gap);
        layout->setContentsMargins(room, room, room, room);
        layout->setSpacing(room);
        update();
    });
    field.installEventFilter(this);
    panel.installEventFilter(this);
    hide();
}

void FieldError::setError(const QString& reason)
{
    m_words->setWords(reason);
    m_field.setAccessibleDescription(reason);
    update();
}

void FieldError::clearError()
{
    if (hasError())
        setError({});
}

QString FieldError::text() const
{
    return m_words->text();
}

void FieldError::update()
{
    const bool isSeen
        = hasError() && m_field.isVisible() && (m_field.hasFocus() || m_field.underMouse());
    if (isSeen) {
        place();
        raise();
    }
    setVisible(isSeen);
}

/// Below the field, as wide as the panel lets it; above where there is no room.
void FieldError::place()
{
    const auto& panel = *parentWidget();
    const int padding = px(m_themes.theme().metrics.padding);
    const int width = panel.width() - 2 * padding;
    const int height = layout()->heightForWidth(width);
    const auto corner = m_field.mapTo(&panel, QPoint(0, 0));
    int top = corner.y() + m_field.height() + 3;
    if (top + height > panel.height())
        top = std::max(0, corner.y() - height - 3);
    setGeometry(padding, top, width, height);
}

bool FieldError::eventFilter(QObject* object, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
    case QEvent::FocusOut:
    case QEvent::Enter:
    case QEvent::Leave:
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        if (hasError())
            QMetaObject::invokeMethod(
                this, [this] { update(); }, Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QWidget::eventFilter(object, event);
}

void FieldError::paintEvent(QPaintEvent*)
{
    const auto& theme = m_themes.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.errtint);
    painter.setPen(theme.error);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace tickscope
