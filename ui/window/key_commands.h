// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/window/window_context.h"

#include <QObject>

#include <vector>

class QMenu;

namespace tickscope {

class KeyBindings;
struct KeyGroup;
class RunActions;
class ServerActions;

/// What keys do in the window: the live actions of the selected server, which command has which
/// key, and how that is changed and kept.
class KeyCommands : public QObject
{
    Q_OBJECT

public:
    /// @param popupAnchor  below which a field opens that asks for a value
    KeyCommands(const WindowContext& context, RunActions& run, QWidget& popupAnchor,
        QObject* parent = nullptr);

    ServerActions& server() { return *m_server; }
    /// After all menus: every action of the window can be given another key.
    void bindAll();
    void change();
    void show();
    /// Every key and what it does now.
    std::vector<KeyGroup> groups() const;

private:
    WindowContext m_context;
    RunActions& m_run;
    ServerActions* m_server = nullptr;
    KeyBindings* m_bindings = nullptr;
};

} // namespace tickscope
