// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/help/key_sheet.h"
#include "ui/theme/theme_controller.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

namespace tickscope {

class HelpWindow;

/// Opens the manual: one window of it, which is made when it is asked for first.
class Manual : public QObject
{
    Q_OBJECT

public:
    /// @param keys  gives what the page of keys lists
    Manual(std::function<std::vector<KeyGroup>()> keys, const ThemeController& themes,
        QWidget* window);

    /// @param page  its name; an empty one stands for the first page
    void open(const QString& page);

private:
    std::function<std::vector<KeyGroup>()> m_keys;
    const ThemeController& m_themes;
    QWidget* m_parent;
    QPointer<HelpWindow> m_window;
};

} // namespace tickscope
