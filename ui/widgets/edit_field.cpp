// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/edit_field.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QKeyEvent>
#include <QPainter>

namespace tickscope {

EditField::EditField(const QString& name, const ThemeController& themes, QWidget* parent)
    : QLineEdit(parent)
    , m_themes(themes)
{
    setAccessibleName(name);
    onTheme(this, themes, [this](const Theme& theme) { applyTheme(theme); });
    connect(this, &QLineEdit::returnPressed, this, [this] {
        finish();
        if (!m_isRefused)
            emit entered();
    });
}

void EditField::applyTheme(const Theme& theme)
{
    setFont(m_isTitle    ? uiFont(theme.type.title, FontWeight::Semibold)
            : m_isInside ? uiFont(theme.type.body)
                         : monoFont(theme.type.second));
    if (!m_isInside)
        setFixedHeight(px(theme.metrics.control));
    applyMargins();
}

void EditField::setInside()
{
    m_isInside = true;
    setMinimumHeight(0);
    setMaximumHeight(QWIDGETSIZE_MAX);
    applyTheme(m_themes.theme());
}

void EditField::setTitle()
{
    m_isTitle = true;
    applyTheme(m_themes.theme());
}

void EditField::setRoom(int left, int right)
{
    m_roomLeft = left;
    m_roomRight = right;
    applyMargins();
}

void EditField::setValue(const QString& value)
{
    const bool isTyping = isModified() || m_isRefused;
    m_value = value;
    if (isTyping || text() == value)
        return;
    setText(value);
    setCursorPosition(0);
}

void EditField::setEdited(bool isEdited)
{
    if (isEdited == m_isEdited)
        return;
    m_isEdited = isEdited;
    applyMargins();
    update();
}

void EditField::applyMargins()
{
    const auto word = uiFont(m_themes.theme().type.second, FontWeight::Semibold);
    const int gap = px(m_themes.theme().metrics.gap) - 2;
    const int right
        = m_isEdited ? QFontMetrics(word).horizontalAdvance(tr("edited")) + 2 * gap : gap;
    m_isInside ? setTextMargins(0, 0, 0, 0)
               : setTextMargins(m_roomLeft + gap - 2, 0, m_roomRight + right, 0);
}

void EditField::revert()
{
    setRefused(false);
    setText(m_value);
    setModified(false);
}

void EditField::setRefused(bool isRefused)
{
    if (isRefused == m_isRefused)
        return;
    m_isRefused = isRefused;
    setFieldState(*this, isRefused ? FieldState::Invalid : FieldState::Valid);
}

void EditField::finish()
{
    if (!isModified())
        return;
    const auto typed = text();
    setModified(false);
    if (typed.trimmed() == m_value)
        return revert();
    emit valueTyped(typed);
}

bool EditField::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && !isModified()) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool isSpace = key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier;
        if (isSpace || key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QLineEdit::event(event);
}

void EditField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !isModified() && !m_isRefused) {
        emit left();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        revert();
        emit reverted();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void EditField::focusOutEvent(QFocusEvent* event)
{
    // A menu or another window takes the focus for a moment: that is no leaving.
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        finish();
    QLineEdit::focusOutEvent(event);
}

void EditField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    if (!m_isEdited)
        return;
    const auto& theme = m_themes.theme();
    QPainter painter(this);
    painter.setFont(uiFont(theme.type.second, FontWeight::Semibold));
    painter.setPen(theme.accent);
    painter.drawText(rect().adjusted(0, 0, -m_roomRight - px(theme.metrics.gap), 0),
        Qt::AlignRight | Qt::AlignVCenter, tr("edited"));
}

} // namespace tickscope
