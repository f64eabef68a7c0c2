// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/menu_entry.h"

#include <QAction>
#include <QMenu>

namespace tickscope {

QAction* addMenuEntry(QWidget& window, QMenu& menu, const QString& text, const QKeySequence& key,
    const std::function<void()>& slot)
{
    auto* action = menu.addAction(text);
    action->setShortcut(key);
    QObject::connect(action, &QAction::triggered, action, slot);
    window.addAction(action);
    return action;
}

} // namespace tickscope
