// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lesson/lesson_keys.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QWidget>

#include <utility>

namespace tickscope {

namespace {

bool isTypedInto(const QWidget& widget)
{
    return qobject_cast<const QLineEdit*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget)
        || qobject_cast<const QPlainTextEdit*>(&widget) || qobject_cast<const QTextEdit*>(&widget)
        || qobject_cast<const QComboBox*>(&widget);
}

} // namespace

LessonKeys::LessonKeys(QWidget& window, Actions actions, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_actions(std::move(actions))
{
    qApp->installEventFilter(this);
}

bool LessonKeys::isOurs(const QWidget& widget, const QKeyEvent& key) const
{
    const bool isDigit = key.key() >= Qt::Key_1 && key.key() <= Qt::Key_9;
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    const auto modifiers = key.modifiers() & ~Qt::KeypadModifier;
    return modifiers == Qt::NoModifier && (isDigit || isEnter || key.key() == Qt::Key_R)
        && widget.window() == &m_window && !isTypedInto(widget)
        && !(isEnter && qobject_cast<const QAbstractButton*>(&widget));
}

bool LessonKeys::press(const QKeyEvent& key)
{
    if (key.key() == Qt::Key_R) {
        m_actions.reset();
        return true;
    }
    if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter)
        return m_actions.reveal();
    return m_actions.chooseNumber(key.key() - Qt::Key_0);
}

bool LessonKeys::eventFilter(QObject* object, QEvent* event)
{
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (!isOverride && event->type() != QEvent::KeyPress)
        return false;
    auto* widget = qobject_cast<QWidget*>(object);
    auto* key = static_cast<QKeyEvent*>(event);
    if (!widget || !m_actions.isActive() || !isOurs(*widget, *key))
        return false;
    if (isOverride) {
        key->accept();
        return true;
    }
    return press(*key);
}

} // namespace tickscope
