// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/theme/theme_controller.h"

#include <QObject>
#include <QString>

#include <utility>

class QAbstractButton;
class QAction;

namespace tickscope {

/// Calls `apply(const Theme&)` now and whenever the look changes, as long as `context` lives.
template <typename Apply>
void onTheme(QObject* context, const ThemeController& themes, Apply apply)
{
    apply(themes.theme());
    QObject::connect(&themes, &ThemeController::themeChanged, context,
        [&themes, apply = std::move(apply)] { apply(themes.theme()); });
}

/// Gives a button or an entry an icon that follows the look.
void setThemedIcon(QAbstractButton& button, const QString& name, const ThemeController& themes);
void setThemedIcon(QAction& action, const QString& name, const ThemeController& themes);

/// Whole logical pixels.
int px(double length);

} // namespace tickscope
