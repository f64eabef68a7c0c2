// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/window/window_context.h"

#include <QObject>
#include <QPoint>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace tickscope {

class ScenarioCommands;
class ServerActions;

/// What a person does to the run on the lanes: drag, cancel a timer, and the menu of a lane.
class LaneCommands : public QObject
{
    Q_OBJECT

public:
    LaneCommands(const WindowContext& context, ScenarioCommands& scenario,
        const ServerActions& server, QObject* parent = nullptr);

private:
    void connectEdits();
    void connectCancel();
    void askCancel(std::uint32_t server);
    void tellCancel(std::size_t action);
    void showMenu(std::uint32_t server, QPoint place);

    WindowContext m_context;
    ScenarioCommands& m_scenario;
    const ServerActions& m_server;
    std::optional<std::size_t> m_cancelAsked; ///< by a click on a timer
};

} // namespace tickscope
