// SPDX-License-Identifier: GPL-3.0-only
#include "ui/form/lines_field.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QKeyEvent>

namespace tickscope {

namespace {

constexpr int linesSeen = 4;

} // namespace

LinesField::LinesField(const QString& name, const ThemeController& themes, QWidget* parent)
    : QPlainTextEdit(parent)
{
    setAccessibleName(name);
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    onTheme(this, themes, [this](const Theme& theme) {
        setFont(uiFont(theme.type.body));
        setFixedHeight(linesSeen * fontMetrics().lineSpacing() + px(1.5 * theme.metrics.gap));
    });
}

void LinesField::setValue(const QString& value)
{
    const bool isTyping = document()->isModified() || m_isRefused;
    m_value = value;
    if (!isTyping && toPlainText() != value)
        revert();
}

void LinesField::revert()
{
    setRefused(false);
    setPlainText(m_value);
    document()->setModified(false);
}

void LinesField::setRefused(bool isRefused)
{
    m_isRefused = isRefused;
    setFieldState(*this, isRefused ? FieldState::Invalid : FieldState::Valid);
}

void LinesField::finish()
{
    if (!document()->isModified())
        return;
    document()->setModified(false);
    if (toPlainText() != m_value)
        emit valueTyped(toPlainText());
}

void LinesField::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers() & Qt::ControlModifier) {
        finish();
        if (!m_isRefused)
            emit left();
    } else if (event->key() == Qt::Key_Escape) {
        const bool hadSome = document()->isModified() || m_isRefused;
        revert();
        if (!hadSome)
            emit left();
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
}

void LinesField::focusOutEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        finish();
    QPlainTextEdit::focusOutEvent(event);
}

} // namespace tickscope
