// SPDX-License-Identifier: GPL-3.0-only
#include "ui/help/manual.h"

#include "ui/help/help_window.h"

namespace tickscope {

Manual::Manual(
    std::function<std::vector<KeyGroup>()> keys, const ThemeController& themes, QWidget* window)
    : QObject(window)
    , m_keys(std::move(keys))
    , m_themes(themes)
    , m_parent(window)
{
}

void Manual::open(const QString& page)
{
    if (m_window && !m_window->isVisible())
        delete m_window; // keys may have changed meanwhile
    if (!m_window)
        m_window = new HelpWindow(helpPages(m_keys()), m_themes, m_parent);
    m_window->openPage(page);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

} // namespace tickscope
