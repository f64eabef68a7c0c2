// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QKeySequence>
#include <QString>

#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace tickscope {

/// Adds an entry to a menu of a window; its key works while the menu is hidden, too.
QAction* addMenuEntry(QWidget& window, QMenu& menu, const QString& text, const QKeySequence& key,
    const std::function<void()>& slot);

} // namespace tickscope
