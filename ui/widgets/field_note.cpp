// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/field_note.h"

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>

namespace tickscope {

FieldNote::FieldNote(const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_icon(new Label(TextLook::Second, themes))
    , m_words(new Label(TextLook::Second, themes))
    , m_themes(themes)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_words, 1);
    m_words->setWordWrap(true);
    onTheme(this, themes, [this](const Theme& theme) {
        m_icon->setPixmap(iconPixmap(
            QStringLiteral("error"), 0.8 * theme.metrics.icon, theme.error, devicePixelRatioF()));
    });
    update();
}

void FieldNote::setNote(const QString& note)
{
    if (note == m_note)
        return;
    m_note = note;
    update();
}

void FieldNote::setError(const QString& reason)
{
    m_error = reason;
    update();
}

void FieldNote::clearError()
{
    if (!m_error.isEmpty())
        setError({});
}

QString FieldNote::text() const
{
    return m_error.isEmpty() ? m_note : m_error;
}

void FieldNote::update()
{
    m_icon->setVisible(!m_error.isEmpty());
    m_words->setWords(text());
    setVisible(!text().isEmpty());
}

} // namespace tickscope
