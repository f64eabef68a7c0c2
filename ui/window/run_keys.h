// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

class QKeyEvent;
class QMainWindow;
class QWidget;

namespace tickscope {

class WindowLayout;

/// Keeps the keys of the run working wherever the focus is: a button that was pressed gives the
/// focus back to the lanes, and a widget that uses arrows itself keeps them.
class RunKeys : public QObject
{
    Q_OBJECT

public:
    /// Watches the whole application, so it goes before the parts of the window do.
    RunKeys(QMainWindow& window, WindowLayout& layout);

    bool eventFilter(QObject* object, QEvent* event) override;

private:
    bool overridesShortcut(QWidget& widget, QKeyEvent& key);

    QMainWindow& m_window;
    WindowLayout& m_layout;
};

} // namespace tickscope
