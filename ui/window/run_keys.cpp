// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/run_keys.h"

#include "ui/widgets/key_use.h"
#include "ui/window/window_layout.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QMainWindow>
#include <QPointer>

namespace tickscope {

namespace {

bool isPlain(const QKeyEvent& key)
{
    return !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier));
}

} // namespace

RunKeys::RunKeys(QMainWindow& window, WindowLayout& layout)
    : m_window(window)
    , m_layout(layout)
{
    qApp->installEventFilter(this);
}

bool RunKeys::eventFilter(QObject* object, QEvent* event)
{
    auto* widget = qobject_cast<QWidget*>(object);
    auto* button = qobject_cast<QAbstractButton*>(object);
    const bool isInRun = widget && widget->window() == &m_window && m_layout.isRunShown();
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        return widget && overridesShortcut(*widget, *static_cast<QKeyEvent*>(event));
    case QEvent::KeyPress: {
        // Space plays wherever the focus is, so Enter presses a button: on all pages.
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (!button || button->window() != &m_window || !isEnter || !isPlain(*key)
            || key->isAutoRepeat())
            break;
        button->animateClick();
        return true;
    }
    case QEvent::MouseButtonRelease:
        // The next key is meant for the run, not for the button once more.
        if (button && isInRun)
            QMetaObject::invokeMethod(
                this,
                [this, pressed = QPointer(button)] {
                    if (pressed && m_window.focusWidget() == pressed)
                        m_layout.focusLanes();
                },
                Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QObject::eventFilter(object, event);
}

/// The keys of the run give way to a widget that uses them itself.
bool RunKeys::overridesShortcut(QWidget& widget, QKeyEvent& key)
{
    const bool isInRun = widget.window() == &m_window && m_layout.isRunShown();
    const bool isButton = qobject_cast<QAbstractButton*>(&widget) && key.key() == Qt::Key_Space
        && isPlain(key) && !isInRun;
    if (!isButton && !usesKey(widget, key))
        return false;
    key.accept();
    return true;
}

} // namespace tickscope
