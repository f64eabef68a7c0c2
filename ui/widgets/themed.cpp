// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/themed.h"

#include "ui/theme/icons.h"

#include <QAbstractButton>
#include <QAction>

#include <cmath>

namespace tickscope {

void setThemedIcon(QAbstractButton& button, const QString& name, const ThemeController& themes)
{
    onTheme(&button, themes, [&button, name](const Theme& theme) {
        button.setIcon(icon(name, theme));
        const int side = px(0.8 * theme.metrics.icon);
        button.setIconSize({ side, side });
    });
}

void setThemedIcon(QAction& action, const QString& name, const ThemeController& themes)
{
    onTheme(&action, themes,
        [&action, name](const Theme& theme) { action.setIcon(icon(name, theme)); });
}

int px(double length)
{
    return int(std::lround(length));
}

} // namespace tickscope
